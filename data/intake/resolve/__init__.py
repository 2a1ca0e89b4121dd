"""Resolve written names: counties and townships, schools, communities, indicators."""
