"""Where a table's header stands, and which field each of its columns holds."""
