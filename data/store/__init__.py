"""Snapshots on disk: reading, checking, publishing, archiving and restoring them."""
