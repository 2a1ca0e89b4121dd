"""The customer's own background map, where there is one: off by default, and then nothing is fetched from outside."""

import os
from typing import Any

TILES = "LIANXIAO_MAP_TILES"


def tile_source() -> str:
    """Return the tile source's address with {x}, {y} and {z} in it; empty: none."""
    return os.environ.get(TILES, "").strip()


def style() -> list[dict[str, Any]] | None:
    """Return the map style that draws the tiles under the layers; None without a tile source.

    The tiles must be in WGS-84 or CGCS2000 (天地图 is), else everything drawn on them is some hundred metres off.
    """
    source = tile_source()
    if not source:
        return None
    tiles = {"type": "raster", "tiles": [source], "tileSize": 256}
    return [
        {"version": 8, "sources": {"tiles": tiles}, "layers": [{"id": "tiles", "type": "raster", "source": "tiles"}]}
    ]
