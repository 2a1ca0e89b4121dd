"""Versions of a place's snapshots, and the decisions kept with them."""
