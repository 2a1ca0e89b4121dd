"""Staging folders, in which a snapshot is written before it is published, and the cleaning up after killed writers.

The folder's name has place, date and the folder's own inode. After the exchange with the current snapshot, the same name
belongs to a folder with another inode. So a leftover folder shows whether it is a new snapshot that was never published, or
the earlier snapshot that has not reached the archive yet.
"""

import os
import re
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

from data.files.durable import make_folder, settle
from data.files.locking import BeingWrittenError, writing
from data.files.manifest_identity import identity
from data.paths import data_folder
from data.rights import audit, granted
from data.store.snapshots import SnapshotBrokenError, read_version, snapshot_folder

_NAME = re.compile(r"\.staging-(?P<place>\w+)-(?P<as_of>\d{4}-\d\d-\d\d)-(?P<node>\d+)(?P<aside>-old)?")
MOMENT = "%Y%m%dT%H%M%SZ"


def staged(place: str, as_of: date, fill: Callable[[Path], None]) -> Path:
    """Create a staging folder beside the snapshots and let `fill` write into it; if that fails, the folder is removed."""
    folder = data_folder() / "snapshots" / f".staging-{place}-{as_of.isoformat()}-0"
    folder.mkdir()
    try:
        named = folder.with_name(f"{folder.name[:-1]}{folder.stat().st_ino}")
        os.rename(folder, named)
        folder = named
        fill(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def is_new(folder: Path) -> bool:
    """Return whether a staging folder holds the new snapshot, and not the earlier one after the exchange."""
    known = _NAME.fullmatch(folder.name)
    try:
        return known is not None and not known["aside"] and known["node"] in ("0", str(folder.stat().st_ino))
    except OSError:  # a broken link is no snapshot
        return True


def meant_for(folder: Path) -> tuple[str, date] | None:
    """Return the place and date in a staging folder's name; None if it has none."""
    known = _NAME.fullmatch(folder.name)
    try:
        return (known["place"], date.fromisoformat(known["as_of"])) if known else None
    except ValueError:
        return None


def archive_place(place: str, as_of: date, folder: Path, at: datetime, reason: str) -> Path:
    """Return the path in the archive for the snapshot in `folder`, and create its parent folders.

    The name says when the snapshot was published, when it was archived (`at`) and why (`reason`: replaced, removed, found).
    """
    parent = data_folder() / "archive" / f"place={place}" / f"as_of={as_of.isoformat()}"
    make_folder(parent)
    try:
        published = (
            datetime.fromisoformat(read_version(folder).manifest["published_at"]).astimezone(UTC).strftime(MOMENT)
        )
    except SnapshotBrokenError:
        published = "broken"
    return parent / f"{published}_{at.astimezone(UTC).strftime(MOMENT)}_{reason}_{uuid4().hex[:8]}"


def clear_leftovers(held: tuple[str, date]) -> None:
    """Clean up after killed writers: delete snapshots that were never published, move earlier snapshots to the archive.

    `held` is the place and date that the caller has locked. Folders that another writer has locked, and places that the
    current user may not see, are left alone. Every action is logged.
    """
    grant, snapshots = granted(), data_folder() / "snapshots"
    for folder in sorted(snapshots.glob(".staging-*")):
        known = meant_for(folder)
        if known is None:
            continue
        place, as_of = known
        if (place, as_of) == held:
            _put_away(place, as_of, folder)
            continue
        if grant is None or not grant.sees(place):
            continue
        try:
            with writing(snapshots, place, as_of):
                _put_away(place, as_of, folder)
        except BeingWrittenError:
            continue


def _put_away(place: str, as_of: date, folder: Path) -> None:
    target = snapshot_folder(data_folder(), place, as_of)
    key = {"place": place, "as_of": as_of.isoformat(), **identity(folder)}
    if is_new(folder):
        audit.write("undone", **key, what="killed")
        shutil.rmtree(folder, ignore_errors=True)
    elif target.exists():
        archived = archive_place(place, as_of, folder, datetime.now(UTC), "found")
        audit.write("recovered", **key, what=archived.name)
        os.rename(folder, archived)
        settle(archived.parent, folder.parent)
    else:  # killed between the two renames used where the disk has no exchange
        audit.write("recovered", **key)
        os.rename(folder, target)
        settle(target.parent, folder.parent)
