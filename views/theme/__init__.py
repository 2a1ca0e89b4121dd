"""Colours, type and the style sheets: what the product looks like."""
