"""The page of what communities do."""
