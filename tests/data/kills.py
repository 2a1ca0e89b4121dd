"""`python -m tests.data.kills steps|random N|crowd|locked-out FOLDER`: publishers that die, crowd or may not write, one after another.

One process learns the libraries once and forks for every death. After each it looks as a reader does, and publishes as the
next publisher does: nothing half, nothing lost, nothing left, nothing that never stood.
"""

import errno
import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from data.files import exchange
from data.files.locking import BeingWrittenError
from data.store.archive import remove, restore, versions
from data.store.publishing import SnapshotExistsError
from data.store.snapshots import read_snapshot, snapshot_folder, snapshot_folders
from data.verification.report import verify
from tests.data.faults import WRITES, Meddle, counted, killed_at
from tests.data.published import DAY, NEW, OLD, PLACE, publish
from tests.folder import in_folder
from tests.queries.city import school

NOW = datetime(2026, 1, 2, tzinfo=UTC)
THIRD = [*NEW, school("D", "211402", "220")]
LAST = [*THIRD, school("E", "211402", "220")]
Act = Callable[[Path], object]
Rows = set[int]
_RENAMEAT2 = exchange._renameat2


def main(arguments: list[str]) -> int:
    """Run one kind of trial below a folder; an assertion that fails ends it."""
    kind, *numbers, folder = arguments
    os.fsync = lambda _: None  # a killed process loses nothing that was written; only a power cut does
    trials = {"steps": die_at_each_step, "random": die_at_random, "crowd": crowd, "locked-out": locked_out}
    print(trials[kind](Path(folder), *map(int, numbers)))
    return 0


def scenes() -> dict[str, tuple[Act, Act, Rows, Rows, Rows]]:
    """Return by name: what is there first, what is cut short, how many schools stand before and after, and ever stood."""

    def replaced(data: Path) -> None:
        publish(data, OLD)
        publish(data, NEW, replace=True)

    return {
        "first": (lambda _: None, lambda data: publish(data, OLD), set(), {2}, set()),
        "replace": (lambda data: publish(data, OLD), lambda data: publish(data, NEW, replace=True), {2}, {3}, {2}),
        "restore": (
            replaced,
            lambda data: in_folder(data, restore, in_folder(data, versions, PLACE)[1], at=NOW),
            {3},
            {2},
            {2, 3},
        ),
        "remove": (
            lambda data: publish(data, OLD),
            lambda data: in_folder(data, remove, PLACE, DAY, at=NOW),
            {2},
            set(),
            {2},
        ),
        "mend": (_killed_halfway, lambda data: publish(data, THIRD, replace=True), {3}, {4}, {2, 3}),
    }


def _killed_halfway(data: Path) -> None:
    """Leave what a kill between the exchange and the archive leaves: the old snapshot under the staging name."""
    publish(data, OLD)
    publish(data, NEW, replace=True)
    archived = in_folder(data, versions, PLACE)[1].folder
    archived.rename(data / "snapshots" / f".staging-{PLACE}-{DAY}-1")


def die_at_each_step(folder: Path, most: int = 99) -> str:
    """Kill each act before every step by which it changes the disk, and in the middle of each that writes a file.

    Of steps of one kind, as the tables are written one after another, the first `most` are tried.
    """
    deaths = 0
    for name, (before, act, then, after, stood) in scenes().items():
        for plain in (False, True) if name == "replace" else (False,):
            start, data = folder / name, folder / "data"
            if not start.exists():
                start.mkdir()
                before(start)
            steps = _steps_of(start, data, act, plain=plain)
            points = [(at, "before") for at in range(1, len(steps) + 1) if steps[at - 1] != "fsync"]
            points += [(at, "middle") for at, step in enumerate(steps, start=1) if step in WRITES]
            points = [(at, when) for at, when in points if steps[:at].count(steps[at - 1]) <= most]
            for at, when in points:
                assert _on_copy(start, data, act, killed_at(at, when), plain=plain) == -signal.SIGKILL
                _judge(data, then, after, stood, gap=plain)
            deaths += len(points)
    return f"{deaths} deaths"


def _steps_of(start: Path, data: Path, act: Act, *, plain: bool) -> list[str]:
    found, told = os.pipe()

    def run() -> int:
        with counted(lambda _, __, step: step) as taken:
            act(data)
        os.write(told, " ".join(taken).encode())
        return 0

    _copy(start, data, plain=plain)
    assert _ended(_forked(run)) == 0
    os.close(told)
    with os.fdopen(found) as read:
        return read.read().split()


def _on_copy(start: Path, data: Path, act: Act, meddle: Meddle, *, plain: bool) -> int:
    """Run the act on a copy, in a process of its own whose steps are meddled with; return how that ended."""

    def run() -> int:
        with counted(meddle):
            act(data)
        return 0

    _copy(start, data, plain=plain)
    return _ended(_forked(run))


def _copy(start: Path, data: Path, *, plain: bool) -> None:
    """Put what is there first where the act will find it; `plain` is a disk that cannot exchange two folders."""
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(start, data)
    exchange._renameat2 = (lambda *_: errno.ENOSYS) if plain else _RENAMEAT2


def _forked(act: Callable[[], int]) -> int:
    """Start a process of its own that does something and ends with what it returns; 99 where it fails."""
    child = os.fork()
    if child:
        return child
    code = 99
    try:
        code = act()
    finally:
        if code == 99:
            traceback.print_exc()
            sys.stderr.flush()
        os._exit(code)


def _ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _judge(data: Path, then: Rows, after: Rows, stood: Rows, *, gap: bool = False) -> None:
    """Look as a reader and publish as the next publisher; `gap`: without an atomic exchange nothing may stand for an instant."""
    standing = _standing(data)
    assert verify(data).whole, verify(data).faults
    assert standing in (then, after) or (gap and not standing), (standing, then, after)
    with suppress(SnapshotExistsError):
        publish(data, LAST)
    publish(data, LAST, replace=True)
    assert _standing(data) == {5}
    kept = {one.manifest["tables"]["schools"]["rows"] for one in in_folder(data, versions, PLACE) if not one.is_current}
    assert stood | standing <= kept, f"lost: {stood | standing} {kept}"
    assert kept <= stood | after | {5}, f"never stood: {kept}"
    assert not [one.trouble for one in in_folder(data, versions, PLACE) if one.trouble]
    assert not list((data / "snapshots").glob(".*")), "something is left"
    assert verify(data).whole, verify(data).faults


def _standing(data: Path) -> Rows:
    """Return how many schools each readable published snapshot has; one that cannot be read fails."""
    return {read_snapshot(folder).manifest["tables"]["schools"]["rows"] for folder in snapshot_folders(data)}


def die_at_random(folder: Path, kills: int) -> str:
    """Kill a publisher that goes on replacing, at any moment; nobody ever reads half a snapshot."""
    data, chance = folder / "data", random.Random(20261122)
    publish(data, OLD)
    for _ in range(kills):
        child = _forked(lambda: _go_on(data))
        try:
            until = time.monotonic() + chance.uniform(0.01, 0.25)
            while time.monotonic() < until:
                assert len(_standing(data)) == 1
        finally:
            os.kill(child, signal.SIGKILL)
            assert _ended(child) == -signal.SIGKILL
        assert len(_standing(data)) == 1
    publish(data, LAST, replace=True)
    every = in_folder(data, versions, PLACE)
    assert verify(data).whole, verify(data).faults
    assert not [one.trouble for one in every if one.trouble]
    assert not list((data / "snapshots").glob(".*"))
    return f"{kills} kills, {len(every)} versions"


def _go_on(data: Path) -> int:
    for rows in (NEW, THIRD, OLD) * 1000:
        publish(data, rows, replace=True)
    return 0


def crowd(folder: Path, publishers: int) -> str:
    """Have many publish the same date at the same moment: one wins, the others are told; every replacement is kept."""
    told = _crowded(folder / "new", publishers, replace=False)
    assert told.count(0) == 1, told
    replaced = _crowded(folder / "new", publishers, replace=True)
    assert set(replaced) <= {0, 1} and 0 in replaced, replaced
    assert len(in_folder(folder / "new", versions, PLACE)) == 1 + replaced.count(0)
    assert not list((folder / "new" / "snapshots").glob(".*"))
    return f"{told.count(0)} of {publishers}, then {replaced.count(0)}"


def _crowded(data: Path, publishers: int, *, replace: bool) -> list[int]:
    """Return how each fared: 0 published, 1 somebody else was at it, 2 it stood already."""
    at = time.time() + 0.3

    def take_part() -> int:
        time.sleep(max(0.0, at - time.time()))
        try:
            publish(data, NEW, replace=replace)
        except BeingWrittenError:
            return 1
        except SnapshotExistsError:
            return 2
        return 0

    return [_ended(child) for child in [_forked(take_part) for _ in range(publishers)]]


def locked_out(folder: Path) -> str:
    """Have somebody publish, restore and remove who may only read: he is told, and nothing has changed."""
    data = folder / "data"
    publish(data, OLD)
    publish(data, NEW, replace=True)
    snapshot_folder(data, PLACE, DAY).parent.parent.chmod(0o555)
    acts: list[Act] = [
        lambda data: publish(data, OLD, replace=True),
        lambda data: in_folder(data, restore, in_folder(data, versions, PLACE)[1], at=NOW),
        lambda data: in_folder(data, remove, PLACE, DAY, at=NOW),
    ]
    for act in acts:
        assert _ended(_forked(lambda act=act: _refused(act, data))) == 0
        assert [_standing(data), len(in_folder(data, versions, PLACE))] == [{3}, 2]
    return f"{len(acts)} refused"


def _refused(act: Act, data: Path) -> int:
    if not os.geteuid():  # nothing is read-only for root
        os.setuid(65534)
    try:
        act(data)
    except PermissionError:
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
