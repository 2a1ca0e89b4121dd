"""The pages: one folder for each section of the menu, one module with `draw` for each page.

`registry` lists the pages, `context` holds the chosen scope, `frame` draws what all pages share.
"""
