"""What was drawn of a map before, and the files a browser fetches by address, kept as long as there is room.

Nothing here belongs to one session.
"""

import hashlib
import threading
from collections import OrderedDict

from views.addresses import own
from views.remembered import Memory

FOLDER = "map"
_MOST_BYTES = 48_000_000
remembered = Memory(64)  # a map is large
_lock = threading.Lock()
_served: OrderedDict[str, bytes] = OrderedDict()


def serve(content: bytes) -> str:
    """Keep a GeoJSON to be fetched; return the address below this server, named by what the file holds."""
    name = f"{hashlib.sha256(content).hexdigest()[:24]}.geojson"
    with _lock:
        _served[name] = content
        _served.move_to_end(name)
        while sum(map(len, _served.values())) > _MOST_BYTES and len(_served) > 1:
            _served.popitem(last=False)
    return own(FOLDER, name)


def served(name: str) -> bytes | None:
    """Return the file kept under a name, None where there is none (any longer)."""
    with _lock:
        return _served.get(name)
