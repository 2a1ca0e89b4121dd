"""The page on the work of communities."""
