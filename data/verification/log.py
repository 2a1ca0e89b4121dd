"""Verify the log: compare every line with the hash in the next line, and the last line with the head."""

from dataclasses import dataclass, field
from pathlib import Path

from data.rights.audit import Event, event_of
from data.rights.chain import HEAD, Beginning, Fields, Head, fields_of, hash_of, log_files, read_head
from data.rights.users import SYSTEM
from data.verification.troubles import Trouble, trouble

Place = tuple[str, int]
"""A file of the log, and a line of it, from 1."""


@dataclass
class Chain:
    """The verified log: its events, the number of events before the chain, its last line, and the troubles."""

    events: list[Event] = field(default_factory=list)
    """The events that name a manifest, earliest first."""
    before: int = 0
    last: Head = field(default_factory=Head)
    last_at: str = ""
    troubles: list[Trouble] = field(default_factory=list)
    hashes: dict[int, str] = field(default_factory=dict)
    """Number of a chained line → its hash."""

    @property
    def is_begun(self) -> bool:
        """Whether there is any chained line."""
        return bool(self.hashes)


class _Walk:
    """Reads the lines of all years, earliest first."""

    def __init__(self) -> None:
        self.chain, self.last_place = Chain(), ("", 0)
        self._beginning = Beginning()
        self._places: dict[
            str, tuple[Place, Place]
        ] = {}  # hash of a chained line → its place, and the place of the next line
        self._last_hash = ""

    def take(self, place: Place, line: bytes) -> None:
        fields = fields_of(line)
        is_chained = (
            fields is not None and isinstance(fields.get("number"), int) and isinstance(fields.get("before"), str)
        )
        if fields is None:
            self._say("torn", place)
        if not self.chain.is_begun and not is_chained:
            self._beginning.add(line)
            self.chain.before += fields is not None
        elif fields and not is_chained:
            self._say("unchained", place)
        elif fields:
            self._link(place, fields, hash_of(line))

    def _link(self, place: Place, fields: Fields, own_hash: str) -> None:
        number, before, last = fields["number"], fields["before"], self.chain.last
        if not self.chain.is_begun:
            if number > 1:
                self._say("missing", place, count=number - 1)
            elif before != self._beginning.hash:
                self._say("beginning_changed", place)
        elif before != last.hash:
            if before in self._places:
                self._say("inserted", self._places[before][1])
            elif number > last.number + 1:
                self._say("missing", place, count=number - last.number - 1)
            else:
                self._say("changed", self.last_place)
        elif number != last.number + 1:
            self._say("changed", place)
        if self._last_hash:
            self._places[self._last_hash] = (self.last_place, place)
        self._places[own_hash] = (place, place)
        self.last_place, self._last_hash = place, own_hash
        self.chain.last = Head(number, own_hash, place[0])
        self.chain.hashes[number] = own_hash
        self.chain.last_at = str(fields.get("at", ""))
        if fields.get("manifest") and (event := event_of(fields)):
            self.chain.events.append(event)
        if (fields.get("who"), fields.get("did")) == (SYSTEM, "head_missing"):
            self._say("head_was_missing", place)

    def end(self, head: Head | None) -> None:
        """Compare the last line with the head. Lines after the head were written by processes that crashed."""
        last = self.chain.last
        if head is None:
            if self.chain.is_begun:
                self._say("head_missing", (HEAD, 0))
        elif head.number > last.number:
            self._say("cut", self.last_place if last.number else (head.file, 0), count=head.number - last.number)
        elif head.number < last.number and head.number:
            self._say("behind", self.last_place, count=last.number - head.number)
        if head and 0 < head.number <= last.number and self.chain.hashes.get(head.number) != head.hash:
            self._say("changed", self.last_place if head.number == last.number else (head.file, 0))

    def _say(self, code: str, place: Place, **details: object) -> None:
        self.chain.troubles.append(trouble(code, f"access/{place[0]}", place[1], **details))


def check_chain(data: Path) -> Chain:
    """Return the verified log of a data folder, which may be written meanwhile.

    Raises `OSError` if it cannot be read.
    """
    walk, folder = _Walk(), data / "access"
    head, sizes = read_head(folder)
    for path in log_files(folder):
        with path.open("rb") as log:
            content = log.read(sizes.get(path.name, 0))
        for number, line in enumerate(content.split(b"\n"), start=1):
            if line:
                walk.take((path.name, number), line)
    walk.end(head)
    return walk.chain
