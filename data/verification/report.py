"""Is what is kept whole: the log, and every snapshot in use or archived compared with what the log says of it?

It tells what was changed, removed or added by hand. It cannot tell a log that was written anew from its start, with its
head and every manifest: note the head elsewhere (`Report.head`), and ask later whether it is still in the log.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from data.paths import data_folder
from data.rights import chain
from data.rights.audit import MANIFESTS
from data.verification.log import check_chain
from data.verification.snapshots import check_snapshots
from data.verification.troubles import Trouble, trouble

_TRIES = 3  # while snapshots are published
Stamps = tuple[tuple[str, int, int, int], ...]


@dataclass
class Report:
    """What was verified: the log's chained events and those before, snapshots by how they are known, and what is wrong."""

    events: int
    before_chain: int
    head: str
    """Number and hash of the last event, as `verify --noted` takes them."""
    last_at: str
    snapshots: int
    older: int
    """Snapshots from before the chain, with nothing to compare them with."""
    troubles: list[Trouble] = field(default_factory=list)

    @property
    def faults(self) -> list[Trouble]:
        """Why the records cannot be relied on."""
        return [one for one in self.troubles if one.is_fault]

    @property
    def whole(self) -> bool:
        """Whether nothing was found changed, removed or added."""
        return not self.faults


def verify(data: Path, *, deep: bool = True, noted: str = "") -> Report:
    """Return whether log and snapshots of a data folder are whole; `deep` reads tables and source files too.

    `noted` is a head noted earlier: it must still be in the log. Raises `OSError` where the log cannot be read.
    """
    for _ in range(_TRIES):
        before = _log_stamps(data)
        found = check_chain(data)
        checked = check_snapshots(data, found, deep=deep)
        if not checked.troubles or _log_stamps(data) == before:  # else something was published meanwhile
            break
    troubles = found.troubles + checked.troubles
    if noted:
        number, _, digest = noted.partition(":")
        if not number.isdigit() or found.hashes.get(int(number)) != digest:
            troubles.append(trouble("not_noted", "access", number=number))
    head = f"{found.last.number}:{found.last.hash}"
    return Report(
        len(found.hashes), found.before, head, found.last_at, checked.snapshots, checked.older, troubles
    )  # fmt: skip


def verified() -> Report:
    """Return the data folder's report without tables and source files, kept as long as log and manifests stay the same."""
    data = data_folder()
    manifests = [path for pattern in MANIFESTS for path in data.glob(pattern)]
    return _verified(data, (_log_stamps(data), _stamps(manifests)))


@lru_cache(maxsize=2)
def _verified(data: Path, _: object) -> Report:
    return verify(data, deep=False)


def _log_stamps(data: Path) -> Stamps:
    access = data / "access"
    return _stamps([*chain.log_files(access), access / chain.HEAD])


def _stamps(files: list[Path]) -> Stamps:
    """Return what tells whether files are those that were read."""
    found = []
    for path in sorted(files):
        with suppress(FileNotFoundError):  # archived since it was listed
            state = path.stat()
            found.append((str(path), state.st_mtime_ns, state.st_size, state.st_ino))
    return tuple(found)
