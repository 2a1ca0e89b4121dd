"""What a clerk does with a checked reading, from the shell or the browser: what stands, what it differs from, publish."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from data.county_part import part_of
from data.intake.findings import Finding, Location, finding
from data.intake.pipeline import Reading
from data.intake.publish import BaseChangedError, publish
from data.intake.uploads import File
from data.locking import BeingWrittenError
from data.publication import SnapshotExistsError
from data.rights import bound, demand_place
from data.store import Snapshot, SnapshotBrokenError, read_snapshot, snapshot_folder


def standing_snapshot(data: Path, place: str, as_of: date) -> Snapshot | None:
    """Return what is published for a place and a date; None where nothing is, or nothing that can be built on.

    Who is bound to one county is given that county's part of it. Raises `RefusedError` to whom the place is closed.
    """
    demand_place(place)
    try:
        found = read_snapshot(snapshot_folder(data, place, as_of))
    except SnapshotBrokenError:
        return None
    county = bound()
    return part_of(found, county) if county else found


def last_snapshot(data: Path, place: str, as_of: date) -> Snapshot | None:
    """Return what a new snapshot is compared with: the one of its own date, else the last before it, None where none is."""
    folders = snapshot_folder(data, place, as_of).parent.glob("as_of=*")
    days = sorted((folder.name.removeprefix("as_of=") for folder in folders), reverse=True)
    for day in days:
        if day <= as_of.isoformat() and (found := standing_snapshot(data, place, date.fromisoformat(day))):
            return found
    return None


def publish_or_tell(
    reading: Reading, files: Sequence[File], data: Path, standing: Snapshot | None, *, replace: bool, now: datetime
) -> list[Finding]:
    """Publish a reading; return nothing where it is done, else the finding that says why nothing has changed.

    `standing` is what stood there when the sheets were checked: if somebody has published the date since, it is not
    replaced unseen.
    """
    if reading.blocked:
        return [remark for remark in reading.findings if remark.severity == "error"]
    where = Location(str(snapshot_folder(data, reading.place, reading.as_of)))

    def seen() -> None:
        if replace and _changed(standing, standing_snapshot(data, reading.place, reading.as_of)):
            raise BaseChangedError(where.file)

    try:
        publish(reading, files, data, replace=replace, published_at=now, check=seen)
    except SnapshotExistsError:
        return [finding("snapshot_exists", where, str(reading.as_of))]
    except BaseChangedError:
        return [finding("base_changed", where, str(reading.as_of))]
    except BeingWrittenError:
        return [finding("being_published", where, str(reading.as_of))]
    except OSError as error:
        return [finding("disk_refuses", where, str(error))]
    return []


def _changed(seen: Snapshot | None, now: Snapshot | None) -> bool:
    return now is not None and (seen is None or seen.manifest != now.manifest)
