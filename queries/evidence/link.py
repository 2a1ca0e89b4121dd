"""Writes and reads the text of an evidence link.

`<place>.<last publication, UTC>.<snapshots>.<rules>.<check>`: the date and content hash of every snapshot of the place, the
hashes of the rules that decide figures, and a checksum that detects a link cut off or altered. Nothing is stored for a
link: its snapshots are looked up among the current and archived ones.
"""

import base64
import binascii
import hashlib
import json
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from data.store.snapshots import Snapshot
from queries.evidence.rules import PART_BYTES, RULES, rules

MOMENT = "%Y%m%dT%H%M%SZ"
_FORM = re.compile(
    r"(?P<place>\w+)\.(?P<at>\d{8}T\d{6}Z)\.(?P<snapshots>[\w-]+)\.(?P<rules>[\w-]+)\.(?P<check>[0-9a-f]{8})"
)
_FIRST = date(1970, 1, 1)
_ENTRY = struct.Struct(">H5s")  # days since _FIRST, first bytes of the content's hash


class EvidenceError(ValueError):
    """An evidence link cannot be read, or its data no longer exists."""


@dataclass(frozen=True)
class Evidence:
    """The content of a link: the place, its last publication, each snapshot's date and content hash, and the hashes of the rules."""

    place: str
    at: datetime
    snapshots: tuple[tuple[date, bytes], ...]
    rules: tuple[bytes, ...]

    @property
    def link(self) -> str:
        """The link as text, for the parameter of a URL."""
        entries = b"".join(_ENTRY.pack((day - _FIRST).days, content) for day, content in self.snapshots)
        parts = [self.place, self.at.astimezone(UTC).strftime(MOMENT), _text(entries), _text(b"".join(self.rules))]
        return ".".join([*parts, _check(parts)])

    @property
    def changed_rules(self) -> list[str]:
        """The parts of the rules (names of `queries.evidence.rules.RULES`) that have changed since."""
        return [name for name, then, now in zip(RULES, self.rules, rules(self.place), strict=True) if then != now]


def read_evidence(link: str) -> Evidence:
    """Return the content of a link; raises `EvidenceError` if it is cut off, altered or not an evidence link."""
    found = _FORM.fullmatch(link)
    if found is None or _check(link.split(".")[:-1]) != found["check"]:
        raise EvidenceError(f"证据链接不完整 the evidence link is cut off or altered: {link[:80]}")
    try:
        entries, parts = _bytes(found["snapshots"]), _bytes(found["rules"])
        days = [(_FIRST + timedelta(days=number), content) for number, content in _ENTRY.iter_unpack(entries)]
        at = datetime.strptime(found["at"], MOMENT).replace(tzinfo=UTC)
    except (struct.error, binascii.Error, ValueError) as error:
        raise EvidenceError(f"证据链接读不出 the evidence link cannot be read: {link[:80]}") from error
    if len(parts) != PART_BYTES * len(RULES):
        raise EvidenceError(f"证据链接出自别的版本 the evidence link is of another version: {link[:80]}")
    cut = [parts[at : at + PART_BYTES] for at in range(0, len(parts), PART_BYTES)]
    return Evidence(found["place"], at, tuple(days), tuple(cut))


def evidence_of(place: str, snapshots: Sequence[Snapshot]) -> Evidence:
    """Return the evidence for all snapshots of a place under the current rules."""
    last = max(datetime.fromisoformat(one.manifest["published_at"]) for one in snapshots)
    contents = [(one.as_of, content_of(one)) for one in sorted(snapshots, key=lambda one: one.as_of)]
    return Evidence(place, last, tuple(contents), rules(place))


def content_of(snapshot: Snapshot) -> bytes:
    """Return the first bytes of a hash of a snapshot's place, date, status and tables."""
    tables = sorted((name, entry["sha256"]) for name, entry in snapshot.manifest["tables"].items())
    parts = [snapshot.place, snapshot.as_of.isoformat(), snapshot.manifest["status"], tables]
    return hashlib.sha256(json.dumps(parts).encode()).digest()[: _ENTRY.size - 2]


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _check(parts: Sequence[str]) -> str:
    return hashlib.sha256(".".join(parts).encode()).hexdigest()[:8]
