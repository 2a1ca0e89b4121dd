"""How long a sign-in counts and which sign-ins have ended, stored in the data folder for all servers and browsers.

`access/sign-ins/` has one small file for each account that signed out (`ended-<hash>`: sign-ins up to that moment no longer
count) and one for each event that is logged only once (`noted-<hash>`). A sign-in whose file cannot be read counts as
ended. Files older than the length of a sign-in are removed.
"""

import hashlib
import logging
import math
import os
import time
from functools import lru_cache
from pathlib import Path
from typing import TypeGuard

from data.files.durable import put_in_place, write_aside
from data.paths import data_folder
from data.rights.users import User

HOURS = float(os.environ.get("LIANXIAO_SIGN_IN_HOURS", "12"))  # after which users must sign in again
if not 0 < HOURS <= 24 * 31:
    raise ValueError("LIANXIAO_SIGN_IN_HOURS: 须大于 0、不超过 744 must be more than 0 and at most 744")
SKEW = 60  # seconds by which the identity provider's clock may be ahead
MOST_NOTED = 5_000  # at most so many refused sign-ins are logged within `HOURS`
_ENDED, _NOTED = "ended", "noted"
_LOG = logging.getLogger(__name__)
_unwritten: dict[Path, float] = {}  # ends that could not be written to disk; at least this server knows them


def is_moment(value: object) -> TypeGuard[float]:
    """Return whether a claim is a moment: a finite number of seconds since 1970, not a boolean."""
    return isinstance(value, int | float) and not isinstance(value, bool) and -math.inf < value < math.inf


def is_current(since: object) -> bool:
    """Return whether a sign-in at this moment is neither too old nor in the future."""
    now = time.time()
    return is_moment(since) and now - HOURS * 3600 <= since <= now + SKEW


def counts(user: User) -> bool:
    """Return whether a user's sign-in counts now: not too old, not in the future, and not ended by signing out."""
    return is_current(user.since) and not is_ended(user)


def is_ended(user: User) -> bool:
    """Return whether a sign-in was ended by signing out on any server; True also if that cannot be read."""
    path = _file(data_folder(), _ENDED, *user.account)
    try:
        ended = float(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        ended = -math.inf
    except (OSError, ValueError):
        return True
    counts_still = user.since > ended and user.since > _unwritten.get(path, -math.inf)  # False if `ended` is NaN
    return not counts_still


def end(user: User) -> None:
    """End every sign-in of an account up to now; raises `OSError` if that cannot be written for the other servers."""
    path = _file(data_folder(), _ENDED, *user.account)
    moment = max(time.time(), user.since)
    _unwritten[path] = moment
    _sweep(path.parent)
    put_in_place(write_aside(path, repr(moment).encode()), path)
    del _unwritten[path]


def note_once(*what: str, bounded: bool = False) -> bool:
    """Note an event; return whether it was not noted before by any server. A `bounded` event is not noted beyond `MOST_NOTED`."""
    path = _file(data_folder(), _NOTED, *what)
    if path.exists():
        return False
    try:
        if _sweep(path.parent) >= MOST_NOTED and bounded:
            return False
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640))
    except FileExistsError:
        return False
    except OSError:
        _LOG.exception("登录无法记录 the sign-in cannot be noted")
        return False
    return True


@lru_cache(maxsize=4096)  # called with every query
def _file(data: Path, kind: str, *what: str) -> Path:
    parts = "".join(f"{len(part)}:{part}" for part in what)
    digest = hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()
    return data / "access" / "sign-ins" / f"{kind}-{digest}"


def _sweep(folder: Path) -> int:
    """Create the folder if needed and remove files that no sign-in needs any longer; return how many files are left."""
    folder.mkdir(parents=True, exist_ok=True)
    old, left = time.time() - HOURS * 3600 - 2 * SKEW, 0
    for path in folder.iterdir():
        try:
            if path.stat().st_mtime < old:
                path.unlink()
            else:
                left += 1
        except FileNotFoundError:  # another server was faster
            continue
    return left
