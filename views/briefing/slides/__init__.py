"""The slides of a deck: text that fits, native tables and charts; one module for each kind of slide."""
