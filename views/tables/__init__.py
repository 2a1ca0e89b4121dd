"""Tables on screen: with links, with pages, with their downloads."""
