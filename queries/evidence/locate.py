"""Finds the snapshots of an evidence link among the current and archived ones, and compares them with the current ones."""

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
    """A link's data compared with what is published now.

    `lost` has each date that cannot be shown and the reason: empty if no version with the linked content exists, else the
    damage of that version. `changed_rules` are names of `queries.evidence.rules.RULES`. `is_newer` says whether other data is
    published now; `since` is from when on, None if that is not known.
    """

    evidence: Evidence
    lost: tuple[tuple[date, str], ...]
    changed_rules: tuple[str, ...]
    is_newer: bool
    since: datetime | None


def pinned_snapshots(evidence: Evidence) -> list[Snapshot]:
    """Return the snapshots of a link, current or archived; raises `EvidenceError` with the dates that are lost."""
    found, lost = _looked_for(versions(evidence.place), evidence)
    if lost:
        reasons = "；".join(f"{day} {why or '快照和归档中都没有 neither published nor archived'}" for day, why in lost)
        raise EvidenceError(f"证据所指的数据缺失 the evidence's data is missing: {reasons}")
    return [one.snapshot for one in found]


def compared(evidence: Evidence) -> Comparison:
    """Return a link's data compared with what is published now."""
    every = versions(evidence.place)
    found, lost = _looked_for(every, evidence)
    current = {(one.as_of, _content(one)): one for one in every if one.is_current}
    pinned = {*evidence.snapshots}
    left = [one.archived_at for one in found if not one.is_current]
    come = [one.published_at for key, one in current.items() if key not in pinned]
    moments = [moment for moment in (*left, *come) if moment]
    is_newer = pinned != current.keys()
    since = min(moments) if is_newer and moments else None
    return Comparison(evidence, tuple(lost), tuple(evidence.changed_rules), is_newer, since)


def _looked_for(every: Sequence[Version], evidence: Evidence) -> tuple[list[Version], list[tuple[date, str]]]:
    """Return the versions of a link, one for each date, and the lost dates with the reason.

    Of several versions with the same content, the current one is taken, else the last one published before the link was made.
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
    """Return the content hash of a version; empty, which no link has, if its manifest cannot be read."""
    try:
        return content_of(version.snapshot)
    except (KeyError, TypeError, AttributeError):
        return b""


def are_in_place(snapshots: Sequence[Snapshot]) -> bool:
    """Return whether no snapshot was replaced since it was found, so that all files read meanwhile belong to it."""
    try:
        return all(read_manifest(one.folder) == one.manifest for one in snapshots)
    except SnapshotBrokenError:
        return False
