"""Rosters: rows become schools."""
