"""Data: intake, snapshots, quality, audit log."""
