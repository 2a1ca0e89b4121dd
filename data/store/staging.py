"""Where a snapshot is made before anybody sees it, and what becomes of what a killed writer left there.

The folder's name tells place, date and its own inode. After the exchange with the snapshot that stood there the same name
holds another folder: so a leftover tells by itself whether it is a new snapshot that nobody has seen, or the earlier one
on its way to the archive.
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
    """Make a staging folder on the disk of the snapshots and fill it; what fails leaves nothing."""
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
    """Tell whether a staging folder is still the one that was made under its name, and not an exchanged one."""
    known = _NAME.fullmatch(folder.name)
    try:
        return known is not None and not known["aside"] and known["node"] in ("0", str(folder.stat().st_ino))
    except OSError:  # a link that leads nowhere is nobody's snapshot
        return True


def meant_for(folder: Path) -> tuple[str, date] | None:
    """Return the place and date a staging folder is for by its name, None where it says none."""
    known = _NAME.fullmatch(folder.name)
    try:
        return (known["place"], date.fromisoformat(known["as_of"])) if known else None
    except ValueError:
        return None


def archive_place(place: str, as_of: date, folder: Path, at: datetime, reason: str) -> Path:
    """Return where in the archive the snapshot in `folder` goes, its parents made: the name tells when it was published,
    when it left and why (replaced, removed, found)."""
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
    """Put away what killed writers left: a new snapshot nobody has seen goes, an earlier one goes to the archive.

    `held` is the place and date the caller has locked; what another writer is at work on is left to it, and so is a place
    that is closed to whoever is at work. What is done is logged.
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
    else:  # killed between the renames that stand in for an exchange
        audit.write("recovered", **key)
        os.rename(folder, target)
        settle(target.parent, folder.parent)
