"""Snapshots on disk: their tables, how one is published, and who may write."""
