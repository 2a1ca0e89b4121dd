"""Versions of a place's snapshots, and the saved decisions of intake."""
