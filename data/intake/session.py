"""One clerk's work in the browser: what was sent, what is asked of it, what it came to; read again only when that changes."""

import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from data.intake.choices import Choice, Choices, ColumnChoice, HeaderChoice, KnownName, SectionChoice
from data.intake.findings import Finding
from data.intake.pipeline import Reading
from data.intake.publish import last_snapshot, publish_or_tell, standing_snapshot
from data.intake.reading_process.job import Job
from data.intake.reading_process.limits import limits
from data.intake.reading_process.runner import ReadingProcess
from data.intake.reading_process.stored import stored_difference
from data.intake.uploads import Sent, Uploads
from data.rights import current_user, granted, own_county
from data.store.snapshots import Snapshot

Files = Mapping[str, tuple[str, Callable[[], bytes]]]
"""What was sent, by an id of its own: its name, and where its content comes from."""


@dataclass(frozen=True)
class Order:
    """What the sheets are to be read as: the snapshot of a place and a date, their coordinates in a system (None: as written).

    `profile` and `known` are what was decided earlier: columns, headers and headings, and the names of schools.
    """

    place: str
    as_of: date
    datum: str | None = None
    profile: Choices = field(default_factory=Choices)
    known: tuple[KnownName, ...] = ()


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
        self.counts_before: dict[str, int] | None = None
        """What the snapshot compared with holds, counted as a reading's; None where there is none."""
        self._process: ReadingProcess | None = None
        self._gone = weakref.finalize(self, lambda: None)
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

    def begin(self, sent: Files, order: Order, is_wanted: Callable[[], bool] = lambda: True) -> ReadingProcess | None:
        """Begin to read the files sent under an order; None where they have been read so, or that was cancelled.

        A reading ends by itself when nobody waits for it any longer: `is_wanted` tells, asked from another thread.
        """
        standing = standing_snapshot(order.place, order.as_of)
        of = tuple(sent), order, self.decided, standing and standing.manifest, granted()
        if of != self._of:
            self.drop()
            self.files = self.uploads.keep(sent)
            self.standing, self._of, self._order = standing, of, order
            self.before = last_snapshot(order.place, order.as_of)
            begun = tuple(sent), order.place, order.as_of
            self._began = self._began if self._began[0] == begun else (begun, standing)
            self._process = ReadingProcess(self._job(order), current_user().who, is_wanted)
            self._gone.detach()
            self._gone = weakref.finalize(self, self._process.cancel)
        return self._process if self.reading is None and not self.is_cancelled else None

    def _job(self, order: Order) -> Job:
        """Return what is to be read; what was decided earlier for other sheets joins what was decided of these."""
        mine, earlier = self.decided, order.profile
        columns, headers = (*mine.columns, *earlier.columns), (*mine.headers, *earlier.headers)
        own = own_county()  # whoever is bound to a county reads rows of that county alone, also where they name none
        known = tuple(replace(one, county="") if own and one.county == own else one for one in order.known)
        choices = Choices(columns, headers, known, (*mine.sections, *earlier.sections))
        return Job(
            self.files, order.place, order.as_of, order.datum, date.today(), self.standing, self.before, choices,
            self.uploads.new_folder(), limits(),
        )  # fmt: skip

    def finish(self) -> Reading | None:
        """Return what was read, waiting for the end; None where reading was cancelled. Nothing is written."""
        if self.reading is None and self._process and not self.is_cancelled:
            reading, self.counts_before = self._process.result()
            # What was decided earlier and meets nothing here is no finding: it was made for other sheets.
            findings = [remark for remark in reading.findings if remark.code != "choice_unused"]
            self.reading = replace(reading, findings=findings)
        return None if self.is_cancelled else self.reading

    def read(self, sent: Files, order: Order) -> Reading:
        """Return what the files sent come to under an order; nothing is written."""
        self.begin(sent, order)
        found = self.finish()
        assert found is not None, "nobody cancels a reading that is waited for"
        return found

    @property
    def is_cancelled(self) -> bool:
        """Whether the clerk has ended the reading of these files."""
        return self._process is not None and self._process.is_cancelled

    def cancel(self) -> None:
        """End the reading of these files."""
        if self._process:
            self._process.cancel()

    def drop(self) -> None:
        """Forget what was read, so that the same files are read again."""
        self.cancel()
        self.reading = self._process = self._of = self.counts_before = None

    @property
    def published_meanwhile(self) -> Snapshot | None:
        """The snapshot somebody else has published for the date since these files were first read; None where nobody has."""
        first = self._began[1]
        return self.standing if self.standing and (first is None or first.manifest != self.standing.manifest) else None

    def difference(self) -> list[dict[str, Any]]:
        """Return what publishing would change; nothing where there is nothing to compare with."""
        return stored_difference(self._process.job.folder) if self.reading and self.before and self._process else []

    def publish(self, *, replace: bool, now: datetime) -> list[Finding]:
        """Publish what was read; return nothing where it is done, else why nothing has changed."""
        assert self.reading and self._order, "there is nothing to publish before something is read"
        return publish_or_tell(self.reading, self.files, self.standing, replace=replace, now=now)
