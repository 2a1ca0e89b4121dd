"""Note for which user each file was made, and let only that user fetch it, as long as the user holds the same right.

Streamlit keeps the content of download buttons in memory and serves it to anyone who knows the address. This module
notes the user by a hash of the content; a file without a note is served to no one.
"""

import hashlib
import threading

from cachetools import LRUCache

from data.rights import Grant, User, granted

_MOST = 20_000
_lock = threading.Lock()
_made_for: LRUCache[bytes, set[tuple[tuple[str, str], Grant]]] = LRUCache(_MOST)


def hand(content: bytes, user: User, grant: Grant | None) -> None:
    """Note that a file was made for a user under a right.

    Without a right nothing is noted, so no one can fetch the file.
    """
    if grant is None:
        return
    key = hashlib.sha256(content).digest()
    with _lock:
        _made_for.setdefault(key, set()).add((user.account, grant))


def may_fetch(content: bytes, user: User) -> bool:
    """Return whether a user may fetch a file: it was made for this user under the right the user holds now."""
    grant = granted(user)
    with _lock:
        return grant is not None and (user.account, grant) in _made_for.get(hashlib.sha256(content).digest(), ())
