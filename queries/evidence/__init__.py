"""The evidence link: identifies the data and rules of a page, finds them again, and compares them with the current ones."""
