"""What was built before is not built again, and what a browser fetches by address is kept to be fetched.

Both hold the least recently used no longer than there is room; nothing here belongs to one session.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import streamlit as st

Built = TypeVar("Built")
FOLDER = "map"
_MOST_BUILT, _MOST_BYTES = 64, 48_000_000
_lock = threading.Lock()
_built: OrderedDict[Hashable, Any] = OrderedDict()
_served: OrderedDict[str, bytes] = OrderedDict()


def remembered(question: Hashable, build: Callable[[], Built]) -> Built:
    """Return what `build` makes for a question, made once; the question must name everything it depends on."""
    with _lock:
        if question in _built:
            _built.move_to_end(question)
            found: Built = _built[question]
            return found
    made = build()
    with _lock:
        _built[question] = made
        while len(_built) > _MOST_BUILT:
            _built.popitem(last=False)
    return made


def serve(content: bytes) -> str:
    """Keep a GeoJSON to be fetched; return the address below this server, named by what the file holds."""
    name = f"{hashlib.sha256(content).hexdigest()[:24]}.geojson"
    with _lock:
        _served[name] = content
        _served.move_to_end(name)
        while sum(map(len, _served.values())) > _MOST_BYTES and len(_served) > 1:
            _served.popitem(last=False)
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return "/".join(["", *([base] if base else []), FOLDER, name])


def served(name: str) -> bytes | None:
    """Return the file kept under a name, None where there is none (any longer)."""
    with _lock:
        return _served.get(name)
