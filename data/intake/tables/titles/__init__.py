"""Understand column titles."""
