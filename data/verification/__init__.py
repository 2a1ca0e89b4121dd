"""Verify the log, and every snapshot against the log."""
