"""Read the sheets of a file of any supported format, within size limits."""
