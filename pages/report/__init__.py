"""Briefings: the page and the command."""
