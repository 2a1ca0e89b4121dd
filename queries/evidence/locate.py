"""What an evidence link stands for, found on disk wherever it lies today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from data.store.archive import Version, versions
from data.store.manifests import SnapshotBrokenError, read_manifest
from data.store.snapshots import Snapshot
from queries.evidence.link import Evidence, EvidenceError, content_of

_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Comparison:
    """How a link's data stands to what is published today.

    `lost` pairs each date that cannot be shown with why: empty where no version of it holds what was pinned, else the
    trouble with the one there was. `changed_rules` are names of `queries.evidence.rules.RULES`. `is_newer` tells whether other
    data is published now, `since` from when on; None where nobody noted it.
    """

    evidence: Evidence
    lost: tuple[tuple[date, str], ...]
    changed_rules: tuple[str, ...]
    is_newer: bool
    since: datetime | None


def pinned_snapshots(evidence: Evidence) -> list[Snapshot]:
    """Return the snapshots a link pins, wherever they lie today; raises `EvidenceError` naming those that are lost."""
    found, lost = _looked_for(versions(evidence.place), evidence)
    if lost:
        told = "；".join(f"{day} {why or '快照和归档中都没有 neither published nor archived'}" for day, why in lost)
        raise EvidenceError(f"证据所指的数据缺失 the evidence's data is missing: {told}")
    return [one.snapshot for one in found]


def compared(evidence: Evidence) -> Comparison:
    """Return how a link's data stands to what is published today."""
    every = versions(evidence.place)
    found, lost = _looked_for(every, evidence)
    standing = {(one.as_of, _content(one)): one for one in every if one.is_current}
    pinned = {*evidence.snapshots}
    left = [one.archived_at for one in found if not one.is_current]
    come = [one.published_at for key, one in standing.items() if key not in pinned]
    moments = [moment for moment in (*left, *come) if moment]
    is_newer = pinned != standing.keys()
    since = min(moments) if is_newer and moments else None
    return Comparison(evidence, tuple(lost), tuple(evidence.changed_rules), is_newer, since)


def _looked_for(every: Sequence[Version], evidence: Evidence) -> tuple[list[Version], list[tuple[date, str]]]:
    """Return the versions a link pins, one a date, and the dates that are lost with why.

    Of several with the same content the standing one is taken, else the last that was published by the link's moment.
    """
    found: list[Version] = []
    lost: list[tuple[date, str]] = []
    for day, content in evidence.snapshots:
        same = [one for one in every if one.as_of == day and _content(one) == content]
        sound = [one for one in same if not one.trouble]
        if sound:
            found.append(max(sound, key=lambda one: (one.is_current, _published(one, evidence.at))))
        else:
            lost.append((day, same[0].trouble if same else ""))
    return found, lost


def _published(version: Version, by: datetime) -> tuple[bool, datetime]:
    at = version.published_at or _LONG_AGO
    return at.replace(microsecond=0) <= by, at


def _content(version: Version) -> bytes:
    """Return the mark of a version's content; of one whose manifest cannot be read a mark no link carries."""
    try:
        return content_of(version.snapshot)
    except (KeyError, TypeError, AttributeError):
        return b""


def are_in_place(snapshots: Sequence[Snapshot]) -> bool:
    """Tell whether each snapshot still lies where it was found: what was read from there meanwhile is then what it holds."""
    try:
        return all(read_manifest(one.folder) == one.manifest for one in snapshots)
    except SnapshotBrokenError:
        return False
