"""The actions of this section that change data on disk; the pages change data only through them."""
