"""Data folders of a city, a province and the nation, and how fast the product is on them: `python -m tests.bench`."""
