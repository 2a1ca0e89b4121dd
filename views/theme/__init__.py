"""The look of the product: colours, type and style sheets."""
