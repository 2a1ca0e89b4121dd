"""Tables on screen: with links, in pages, with their downloads."""
