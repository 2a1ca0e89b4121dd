"""A frame's rows, one after another."""

from collections.abc import Iterator
from typing import Any

import pandas as pd


def each(frame: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows as named tuples, `Index` first; quicker than mappings where a map has thousands of them."""
    yield from frame.itertuples()
