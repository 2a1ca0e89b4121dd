"""Read what counties report: rows become returns, activities and funds."""
