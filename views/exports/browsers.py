"""Choose the browser of this machine that draws pictures: the configured one, else the first found.

A browser that failed is not used for a while.
"""

import os
import shutil
import time

from choreographer.browsers import Chromium

from views.text.labels import label

SETTING = "LIANXIAO_BROWSER"
NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    *("msedge", "microsoft-edge", "microsoft-edge-stable"),
)
_PAUSE = 30  # seconds for which a browser that failed is not used again
_failed: dict[str, float] = {}  # path of a browser → time until which it is not used


class NoBrowserError(RuntimeError):
    """No browser on this machine can draw pictures; the message says why and what to do, in the session's language."""


def browser() -> str:
    """Return the path of a browser: the configured one, else the first found.

    Raises `NoBrowserError` if there is none, or if the browser failed a short time ago.
    """
    path = _found()
    if time.monotonic() < _failed.get(path, 0.0):
        raise NoBrowserError(label("picture.failed", path=path))
    return path


def _found() -> str:
    configured = os.environ.get(SETTING, "").strip()
    if configured:
        found = shutil.which(configured)
        if not found:
            raise NoBrowserError(label("picture.no_such_browser", path=configured, setting=SETTING))
        return found
    usual = next((path for path in map(shutil.which, NAMES) if path), None)
    elsewhere = usual or Chromium.find_browser(skip_local=True)
    if not elsewhere:
        raise NoBrowserError(label("picture.no_browser", setting=SETTING))
    return elsewhere


def leave_alone(path: str) -> NoBrowserError:
    """Note that a browser failed, so that it is not used for a while; return the error to raise."""
    _failed[path] = time.monotonic() + _PAUSE
    return NoBrowserError(label("picture.failed", path=path))
