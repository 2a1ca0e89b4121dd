"""Monitoring: overview, map, goals, collaboration."""
