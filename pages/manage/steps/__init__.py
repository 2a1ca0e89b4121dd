"""The steps of intake, one after the other."""
