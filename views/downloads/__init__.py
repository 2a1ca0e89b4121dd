"""Files for download: written when requested, for the user who requested them, and recorded in the log."""
