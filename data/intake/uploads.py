"""The private folder that holds a user's uploaded files while the session lasts."""

import shutil
import tempfile
import time
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_PREFIX, _A_DAY = "lianxiao-uploads-", 86_400


@dataclass(frozen=True)
class Sent:
    """An uploaded file: the name that the browser sent, and the path where it is stored."""

    name: str
    path: Path

    @property
    def stem(self) -> str:
        """The name without its extension."""
        return PurePosixPath(self.name).stem

    def read_bytes(self) -> bytes:
        """Return the content."""
        return self.path.read_bytes()


class Uploads:
    """A folder that only this operating-system user can read, in `parent` or the temporary folder.

    It is removed when the object is garbage-collected.
    """

    def __init__(self, parent: Path | None = None) -> None:
        _sweep(time.time() - _A_DAY)
        self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
        self._kept: dict[str, Sent] = {}
        self._put = 0
        self._read: Path | None = None
        self.close = weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)

    def keep(self, sent: Mapping[str, tuple[str, Callable[[], bytes]]]) -> list[Sent]:
        """Store exactly these files (id → name and a function that returns the content), in their order; delete all others."""
        for gone in self._kept.keys() - sent.keys():
            self._kept.pop(gone).path.unlink(missing_ok=True)
        taken: set[str] = set()
        for key, (name, content) in sent.items():
            shown = _apart(_plain(name), taken)
            taken.add(shown)
            earlier = self._kept.get(key)
            self._kept[key] = Sent(shown, earlier.path if earlier else self._written(content()))
        return [self._kept[key] for key in sent]

    def new_folder(self) -> Path:
        """Return a new empty folder for the results of a reading. The previous one is deleted."""
        if self._read:
            shutil.rmtree(self._read, ignore_errors=True)
        self._put += 1
        self._read = self._folder / f"read-{self._put}"
        self._read.mkdir()
        return self._read

    def _written(self, content: bytes) -> Path:
        self._put += 1
        path = self._folder / str(self._put)
        path.write_bytes(content)
        return path


def _sweep(before: float) -> None:
    """Delete the folders of crashed servers: those unchanged since a time (seconds since 1970)."""
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            is_old = left.stat().st_mtime < before
        except OSError:  # deleted since it was listed
            continue
        if is_old:
            shutil.rmtree(left, ignore_errors=True)


def _plain(name: str) -> str:
    """Return a name as one line without folders: the part after the last slash or backslash."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if letter.isprintable()).strip() or "—"


def _apart(name: str, taken: set[str]) -> str:
    """Return the name, with a number added if another file of the set has the same name."""
    number, shown, parts = 1, name, PurePosixPath(name)
    while shown in taken:
        number += 1
        shown = f"{parts.stem} ({number}){parts.suffix}"
    return shown
