"""Pairing lists: rows become partnerships and their members."""
