"""Cache drawn maps, and keep the files that browsers fetch by address while there is room.

All sessions share both. A file is served to users with the right for which it was drawn, and to users with rights for
all.
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
    """Keep a GeoJSON file for browsers; return its address on this server, which is named by a hash of the content."""
    name = f"{hashlib.sha256(content).hexdigest()[:24]}.geojson"
    grant = granted()
    with _lock:
        _, rights = _served.setdefault(name, (content, set()))
        rights |= {grant} if grant else set()
    return own(FOLDER, name)


def served(name: str) -> bytes | None:
    """Return the file with this name; None if it is not kept any more or the current user may not fetch it."""
    grant = granted()
    with _lock:
        content, rights = _served.get(name, (None, set()))
    return content if grant and (grant.area == ALL or grant in rights) else None
