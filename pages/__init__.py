"""One folder a section of the menu, one `draw` a page; `registry` names the pages, `context` what is chosen, `frame` the rest."""
