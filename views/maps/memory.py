"""What was drawn of a map before, and the files a browser fetches by address, kept as long as there is room.

Nothing here belongs to one session; a file is served to whom it was drawn for: users of the same right, and those of all.
"""

import hashlib
import threading
from collections import OrderedDict

from data.rights import ALL, Grant, granted
from views.remembered import Memory
from views.shell.server_urls import own

FOLDER = "map"
_MOST_BYTES = 48_000_000
remembered = Memory(64)  # a map is large
_lock = threading.Lock()
_served: OrderedDict[str, tuple[bytes, set[Grant]]] = OrderedDict()


def serve(content: bytes) -> str:
    """Keep a GeoJSON to be fetched; return the address below this server, named by what the file holds."""
    name = f"{hashlib.sha256(content).hexdigest()[:24]}.geojson"
    grant = granted()
    with _lock:
        _, rights = _served.setdefault(name, (content, set()))
        rights |= {grant} if grant else set()
        _served.move_to_end(name)
        while sum(len(one) for one, _ in _served.values()) > _MOST_BYTES and len(_served) > 1:
            _served.popitem(last=False)
    return own(FOLDER, name)


def served(name: str) -> bytes | None:
    """Return the file kept under a name, None where there is none (any longer) for the user at work."""
    grant = granted()
    with _lock:
        content, rights = _served.get(name, (None, set()))
    return content if grant and (grant.area == ALL or grant in rights) else None
