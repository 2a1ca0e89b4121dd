"""Use the customer's own background map if it is configured.

By default there is none and nothing is fetched from outside.
"""

import os
from typing import Any

TILES = "LIANXIAO_MAP_TILES"


def tile_source() -> str:
    """Return the address of the tile source with {x}, {y} and {z} in it; an empty string if there is none."""
    return os.environ.get(TILES, "").strip()


def style() -> list[dict[str, Any]] | None:
    """Return the map style that draws the tiles under the layers; None without a tile source.

    The tiles must be in WGS-84 or CGCS2000 (as 天地图 is); otherwise everything on them is some hundred metres off.
    """
    source = tile_source()
    if not source:
        return None
    tiles = {"type": "raster", "tiles": [source], "tileSize": 256}
    return [
        {"version": 8, "sources": {"tiles": tiles}, "layers": [{"id": "tiles", "type": "raster", "source": "tiles"}]}
    ]
