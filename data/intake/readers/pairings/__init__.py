"""Read pairing lists: rows become partnerships and their members."""
