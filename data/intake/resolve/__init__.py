"""What written names mean: counties and townships, schools, communities, indicators."""
