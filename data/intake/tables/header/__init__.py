"""Find a table's header and the field of each of its columns."""
