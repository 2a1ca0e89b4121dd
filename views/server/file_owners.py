"""Files handed to a browser: each is served to whom it was made for, as long as that user holds the same right.

Streamlit keeps what a download button offers in memory and serves it to anyone who knows its address. Here is noted by
its content whom each file was made for; a file that is not noted is served to nobody.
"""

import hashlib
import threading

from cachetools import LRUCache

from data.rights import Grant, User, granted

_MOST = 20_000
_lock = threading.Lock()
_made_for: LRUCache[bytes, set[tuple[tuple[str, str], Grant]]] = LRUCache(_MOST)


def hand(content: bytes, user: User, grant: Grant | None) -> None:
    """Note that a file was made for a user under a right; without one it is served to nobody."""
    if grant is None:
        return
    key = hashlib.sha256(content).digest()
    with _lock:
        _made_for.setdefault(key, set()).add((user.account, grant))


def may_fetch(content: bytes, user: User) -> bool:
    """Tell whether a user may fetch a file: it was made for this user under the right held now."""
    grant = granted(user)
    with _lock:
        return grant is not None and (user.account, grant) in _made_for.get(hashlib.sha256(content).digest(), ())
