"""The layout of official documents: A4 after GB/T 9704-2012, with its type, tables and file."""
