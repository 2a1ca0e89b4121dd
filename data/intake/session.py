"""One clerk's work in the browser: what was sent, what is asked of it, what it came to; read again only when that changes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from data.intake.checks.removed_schools import removed_schools
from data.intake.choices import Alias, Choice, Choices, ColumnChoice, HeaderChoice, SectionChoice
from data.intake.difference import difference
from data.intake.findings import Finding
from data.intake.pipeline import Reading, check
from data.intake.publish import last_snapshot, publish_or_tell, standing_snapshot
from data.intake.results import counts, tables_of
from data.intake.uploads import Sent, Uploads
from data.rights import granted
from data.store import Snapshot

Files = Mapping[str, tuple[str, Callable[[], bytes]]]
"""What was sent, by an id of its own: its name, and where its content comes from."""


@dataclass(frozen=True)
class Order:
    """What the sheets are to be read as: the snapshot of a place and a date, their coordinates in a system (None: as written).

    `profile` and `known` are what was decided earlier: columns, headers and headings, and the names of schools.
    """

    data: Path
    place: str
    as_of: date
    datum: str | None = None
    profile: Choices = field(default_factory=Choices)
    known: tuple[Alias, ...] = ()


class Session:
    """The sheets one clerk has sent, what he decided of them, and how they were last read."""

    def __init__(self, folder: Path | None = None) -> None:
        self.uploads = Uploads(folder)
        self.files: list[Sent] = []
        self.columns: dict[tuple[str, str, str], ColumnChoice] = {}
        self.headers: dict[tuple[str, str], HeaderChoice] = {}
        self.sections: dict[tuple[str, str, str], SectionChoice] = {}
        self.reading: Reading | None = None
        self.standing: Snapshot | None = None
        self.before: Snapshot | None = None
        self._order: Order | None = None
        self._of: object = None
        self._began: tuple[object, Snapshot | None] = None, None

    @property
    def decided(self) -> Choices:
        """What the clerk decided of these sheets, without what earlier decisions bring."""
        return Choices(
            tuple(self.columns.values()), tuple(self.headers.values()), sections=tuple(self.sections.values())
        )

    def decide(self, file: str, sheet: str, column: str, meant: str) -> None:
        """Read a column (its title or letter) of a sheet as a field; an empty one takes the decision back."""
        self.columns.pop((file, sheet, column), None)
        if meant:
            self.columns[file, sheet, column] = ColumnChoice(column, meant, file, sheet)

    def decide_header(self, choice: HeaderChoice) -> None:
        """Find the header of a sheet where the clerk says."""
        self.headers[choice.file, choice.sheet] = choice

    def decide_section(self, file: str, sheet: str, heading: str, rows: str) -> None:
        """Count the rows below a heading of a sheet or leave them out (`count`, `leave_out`); an empty one takes it back."""
        self.sections.pop((file, sheet, heading), None)
        if rows:
            self.sections[file, sheet, heading] = SectionChoice(heading, rows, file, sheet)

    def take_back(self, choice: Choice) -> None:
        """Take back one of the decisions that `decided` holds."""
        self.columns = {key: one for key, one in self.columns.items() if one != choice}
        self.headers = {key: one for key, one in self.headers.items() if one != choice}
        self.sections = {key: one for key, one in self.sections.items() if one != choice}

    def read(self, sent: Files, order: Order) -> Reading:
        """Return what the files sent come to under an order; nothing is written."""
        standing = standing_snapshot(order.data, order.place, order.as_of)
        of = tuple(sent), order, self.decided, standing and standing.manifest, granted()
        if self.reading is None or of != self._of:
            self.files = self.uploads.keep(sent)
            self.reading = self._read(order, standing)
            self.before = last_snapshot(order.data, order.place, order.as_of)
            schools, names = self.reading.tables["schools"], "、".join(one.name for one in self.files)
            carried = self.reading.base is not None
            self.reading.findings += removed_schools(schools, self.before, names, carried=carried)
            self.standing, self._of, self._order = standing, of, order
            begun = tuple(sent), order.place, order.as_of
            self._began = self._began if self._began[0] == begun else (begun, standing)
        return self.reading

    def _read(self, order: Order, standing: Snapshot | None) -> Reading:
        """Read the files; what was decided earlier and meets nothing here is no finding: it was made for other sheets."""
        mine, earlier = self.decided, order.profile
        columns, headers = (*mine.columns, *earlier.columns), (*mine.headers, *earlier.headers)
        choices = Choices(columns, headers, order.known, (*mine.sections, *earlier.sections))
        today = date.today()
        found = check(self.files, order.place, order.as_of, order.datum, today, standing, choices)
        return replace(found, findings=[remark for remark in found.findings if remark.code != "choice_unused"])

    @property
    def published_meanwhile(self) -> Snapshot | None:
        """The snapshot somebody else has published for the date since these files were first read; None where nobody has."""
        first = self._began[1]
        return self.standing if self.standing and (first is None or first.manifest != self.standing.manifest) else None

    def difference(self) -> list[dict[str, Any]]:
        """Return what publishing would change; nothing where there is nothing to compare with."""
        return difference(self.reading.tables, self.before) if self.reading and self.before else []

    @property
    def counts_before(self) -> dict[str, int] | None:
        """What the snapshot compared with holds, counted as a reading's; None where there is none."""
        return counts(tables_of(self.before)) if self.before else None

    def publish(self, *, replace: bool, now: datetime) -> list[Finding]:
        """Publish what was read; return nothing where it is done, else why nothing has changed."""
        assert self.reading and self._order, "there is nothing to publish before something is read"
        return publish_or_tell(self.reading, self.files, self._order.data, self.standing, replace=replace, now=now)
