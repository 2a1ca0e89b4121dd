"""What was drawn of a map before, and the files a browser fetches by address, kept as long as there is room.

Nothing here belongs to one session; a file is served to whom it was drawn for: users of the same right, and those of all.
"""

import hashlib
import threading

from cachetools import LRUCache

from data.rights import ALL, Grant, granted
from views.shell.server_urls import own
from views.text.drawing_cache import DrawingCache

FOLDER = "map"
_MOST_BYTES = 48_000_000
cached_map = DrawingCache(64)  # a map is large
_lock = threading.Lock()
_served: LRUCache[str, tuple[bytes, set[Grant]]] = LRUCache(_MOST_BYTES, lambda kept: min(len(kept[0]), _MOST_BYTES))


def serve(content: bytes) -> str:
    """Keep a GeoJSON to be fetched; return the address below this server, named by what the file holds."""
    name = f"{hashlib.sha256(content).hexdigest()[:24]}.geojson"
    grant = granted()
    with _lock:
        _, rights = _served.setdefault(name, (content, set()))
        rights |= {grant} if grant else set()
    return own(FOLDER, name)


def served(name: str) -> bytes | None:
    """Return the file kept under a name, None where there is none (any longer) for the user at work."""
    grant = granted()
    with _lock:
        content, rights = _served.get(name, (None, set()))
    return content if grant and (grant.area == ALL or grant in rights) else None
