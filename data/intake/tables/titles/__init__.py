"""What the words of a column's title mean."""
