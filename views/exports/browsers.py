"""Which browser of this machine draws the pictures: the one that is set, else one found; one that failed is left alone."""

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
_PAUSE = 30  # seconds in which a browser that failed is not tried again
_failed: dict[str, float] = {}  # path of a browser: until when it is left alone


class NoBrowserError(RuntimeError):
    """No picture can be drawn on this machine; the message says it in the session's language, and what to do."""


def browser() -> str:
    """Return the path of a browser: the one set, else the first found.

    Raises `NoBrowserError` where there is none, and for a while where the one found did not draw.
    """
    path = _found()
    if time.monotonic() < _failed.get(path, 0.0):
        raise NoBrowserError(label("picture.failed", path=path))
    return path


def _found() -> str:
    asked = os.environ.get(SETTING, "").strip()
    if asked:
        found = shutil.which(asked)
        if not found:
            raise NoBrowserError(label("picture.no_such_browser", path=asked, setting=SETTING))
        return found
    usual = next((path for path in map(shutil.which, NAMES) if path), None)
    elsewhere = usual or Chromium.find_browser(skip_local=True)
    if not elsewhere:
        raise NoBrowserError(label("picture.no_browser", setting=SETTING))
    return elsewhere


def leave_alone(path: str) -> NoBrowserError:
    """Note that a browser did not draw, so that nobody waits for it again at once; return the error that says so."""
    _failed[path] = time.monotonic() + _PAUSE
    return NoBrowserError(label("picture.failed", path=path))
