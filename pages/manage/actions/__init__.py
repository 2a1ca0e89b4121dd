"""What the pages of this section change on disk: nothing is changed elsewhere."""
