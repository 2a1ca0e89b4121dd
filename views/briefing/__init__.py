"""Briefings for meetings: the claims of a scope as a deck, a document, a workbook, or one screen at a time."""
