"""Gathers the content of a briefing from the verbs."""
