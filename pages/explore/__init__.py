"""Drill-down: county, partnership, school, changes."""
