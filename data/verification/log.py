"""Is the log whole? Every line is compared with the hash that the next one carries, the last with the head."""

from dataclasses import dataclass, field
from pathlib import Path

from data.rights.audit import Event, event_of
from data.rights.chain import HEAD, Beginning, Fields, Head, fields_of, hash_of, log_files, read_head
from data.rights.users import SYSTEM
from data.verification.troubles import Trouble, trouble

Place = tuple[str, int]
"""A file of the log and a line of it, from 1."""


@dataclass
class Chain:
    """What the log came to: its events, how many stand before the chain, its last line, and what is wrong."""

    events: list[Event] = field(default_factory=list)
    """Those that name a manifest, the earliest first."""
    before: int = 0
    last: Head = field(default_factory=Head)
    last_at: str = ""
    troubles: list[Trouble] = field(default_factory=list)
    hashes: dict[int, str] = field(default_factory=dict)
    """The hash of every chained line, by its number."""

    @property
    def is_begun(self) -> bool:
        """Whether there is any chained line."""
        return bool(self.hashes)


class _Walk:
    """Goes through the lines of all years, the earliest first."""

    def __init__(self) -> None:
        self.chain, self.last_place = Chain(), ("", 0)
        self._beginning = Beginning()
        self._places: dict[
            str, tuple[Place, Place]
        ] = {}  # by the hash of a chained line: its place, and that of the next
        self._last_hash = ""

    def take(self, place: Place, line: bytes) -> None:
        found = fields_of(line)
        is_chained = found is not None and isinstance(found.get("number"), int) and isinstance(found.get("before"), str)
        if found is None:
            self._say("torn", place)
        if not self.chain.is_begun and not is_chained:
            self._beginning.add(line)
            self.chain.before += found is not None
        elif found and not is_chained:
            self._say("unchained", place)
        elif found:
            self._link(place, found, hash_of(line))

    def _link(self, place: Place, found: Fields, own: str) -> None:
        number, before, last = found["number"], found["before"], self.chain.last
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
        self._places[own] = (place, place)
        self.last_place, self._last_hash = place, own
        self.chain.last = Head(number, own, place[0])
        self.chain.hashes[number] = own
        self.chain.last_at = str(found.get("at", ""))
        if found.get("manifest") and (event := event_of(found)):
            self.chain.events.append(event)
        if (found.get("who"), found.get("did")) == (SYSTEM, "head_missing"):
            self._say("head_was_missing", place)

    def end(self, head: Head | None) -> None:
        """Compare the last line with the head; lines after it are those of writers that were killed."""
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
    """Return what the log of a data folder comes to; it may be written meanwhile. Raises `OSError` where it cannot be read."""
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
