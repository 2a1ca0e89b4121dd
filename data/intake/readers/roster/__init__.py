"""Read rosters: rows become schools."""
