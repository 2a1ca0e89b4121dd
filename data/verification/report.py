"""Verify the log of a data folder, and every current or archived snapshot against the log.

It finds what was changed, removed or added by hand. It cannot find that the whole log was rewritten with its head and
every manifest. To detect that, note the head elsewhere (`Report.head`) and later check that the log still contains it.
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

_TRIES = 3  # attempts while snapshots are being published
Stamps = tuple[tuple[str, int, int, int], ...]


@dataclass
class Report:
    """The result of a verification: numbers of events and snapshots, and the troubles."""

    events: int
    before_chain: int
    head: str
    """Number and hash of the last event, in the form of `verify --noted`."""
    last_at: str
    snapshots: int
    older: int
    """Number of snapshots from before the chain, which cannot be compared with anything."""
    troubles: list[Trouble] = field(default_factory=list)

    @property
    def faults(self) -> list[Trouble]:
        """The troubles that make the records unreliable."""
        return [each_trouble for each_trouble in self.troubles if each_trouble.is_fault]

    @property
    def whole(self) -> bool:
        """Whether nothing was changed, removed or added."""
        return not self.faults


def verify(data: Path, *, deep: bool = True, noted: str = "") -> Report:
    """Return the verification of the log and snapshots of a data folder. `deep` also reads tables and source files.

    `noted` is a head that was noted earlier: the log must still contain it. Raises `OSError` if the log cannot be read.
    """
    for _ in range(_TRIES):
        stamps = _log_stamps(data)
        log_chain = check_chain(data)
        checked = check_snapshots(data, log_chain, deep=deep)
        if not checked.troubles or _log_stamps(data) == stamps:  # otherwise a snapshot was published meanwhile
            break
    troubles = log_chain.troubles + checked.troubles
    if noted:
        number, _, digest = noted.partition(":")
        if not number.isdigit() or log_chain.hashes.get(int(number)) != digest:
            troubles.append(trouble("not_noted", "access", number=number))
    head = f"{log_chain.last.number}:{log_chain.last.hash}"
    return Report(
        len(log_chain.hashes), log_chain.before, head, log_chain.last_at, checked.snapshots, checked.older, troubles
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
    """Return a value that changes if one of the files changes."""
    stamps = []
    for path in sorted(files):
        with suppress(FileNotFoundError):  # archived since it was listed
            state = path.stat()
            stamps.append((str(path), state.st_mtime_ns, state.st_size, state.st_ino))
    return tuple(stamps)
