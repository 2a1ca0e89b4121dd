"""One user's intake session in the browser: uploaded files, the user's decisions, and the latest reading of them."""

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
"""Uploaded files by id: each with its name and a function that returns its content."""


@dataclass(frozen=True)
class Order:
    """What to read the sheets as: the snapshot of a place and a date, and a coordinate system (None: as written).

    `profile` and `known` are saved decisions: columns, headers and headings, and the names of schools.
    """

    place: str
    as_of: date
    datum: str | None = None
    profile: Choices = field(default_factory=Choices)
    known: tuple[KnownName, ...] = ()


class Session:
    """The sheets that one user has uploaded, the user's decisions on them, and the latest reading."""

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
        """Counts of the snapshot that the reading is compared with, in the form of `Reading.counts`; None if there is none."""
        self._process: ReadingProcess | None = None
        self._gone = weakref.finalize(self, lambda: None)
        self._order: Order | None = None
        self._of: object = None
        self._began: tuple[object, Snapshot | None] = None, None

    @property
    def decided(self) -> Choices:
        """The user's decisions on these sheets, without saved decisions."""
        return Choices(
            tuple(self.columns.values()), tuple(self.headers.values()), sections=tuple(self.sections.values())
        )

    def decide(self, file: str, sheet: str, column: str, meant: str) -> None:
        """Read a column (its title or letter) of a sheet as a field. An empty field removes the decision."""
        self.columns.pop((file, sheet, column), None)
        if meant:
            self.columns[file, sheet, column] = ColumnChoice(column, meant, file, sheet)

    def decide_header(self, choice: HeaderChoice) -> None:
        """Use the header rows that the user chose for a sheet."""
        self.headers[choice.file, choice.sheet] = choice

    def decide_section(self, file: str, sheet: str, heading: str, rows: str) -> None:
        """Count the rows below a heading ("count") or leave them out ("leave_out").

        Empty `rows` removes the decision.
        """
        self.sections.pop((file, sheet, heading), None)
        if rows:
            self.sections[file, sheet, heading] = SectionChoice(heading, rows, file, sheet)

    def take_back(self, choice: Choice) -> None:
        """Remove one of the decisions in `decided`."""
        self.columns = {key: decision for key, decision in self.columns.items() if decision != choice}
        self.headers = {key: decision for key, decision in self.headers.items() if decision != choice}
        self.sections = {key: decision for key, decision in self.sections.items() if decision != choice}

    def begin(self, sent: Files, order: Order, is_wanted: Callable[[], bool] = lambda: True) -> ReadingProcess | None:
        """Start reading the uploaded files under an order. Return None if they were already read so, or that was cancelled.

        The reading is cancelled when `is_wanted`, which is called from another thread, has returned false for a while.
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
        """Return the reading job, with the user's decisions on these sheets and the saved ones."""
        own_choices, saved = self.decided, order.profile
        columns, headers = (*own_choices.columns, *saved.columns), (*own_choices.headers, *saved.headers)
        county = own_county()  # users limited to a county read only that county's rows, even if the rows name none
        known = tuple(replace(name, county="") if county and name.county == county else name for name in order.known)
        choices = Choices(columns, headers, known, (*own_choices.sections, *saved.sections))
        return Job(
            self.files, order.place, order.as_of, order.datum, date.today(), self.standing, self.before, choices,
            self.uploads.new_folder(), limits(),
        )  # fmt: skip

    def finish(self) -> Reading | None:
        """Wait for the reading to end and return it, or None if it was cancelled. Writes nothing."""
        if self.reading is None and self._process and not self.is_cancelled:
            reading, self.counts_before = self._process.result()
            # Saved decisions that do not apply here are not reported: they were made for other sheets.
            findings = [remark for remark in reading.findings if remark.code != "choice_unused"]
            self.reading = replace(reading, findings=findings)
        return None if self.is_cancelled else self.reading

    def read(self, sent: Files, order: Order) -> Reading:
        """Return the reading of the uploaded files under an order. Writes nothing."""
        self.begin(sent, order)
        reading = self.finish()
        assert reading is not None, "the reading was cancelled while it was awaited"
        return reading

    @property
    def is_cancelled(self) -> bool:
        """Whether the user has cancelled the reading of these files."""
        return self._process is not None and self._process.is_cancelled

    def cancel(self) -> None:
        """Cancel the reading of these files."""
        if self._process:
            self._process.cancel()

    def drop(self) -> None:
        """Discard the reading, so that the same files are read again."""
        self.cancel()
        self.reading = self._process = self._of = self.counts_before = None

    @property
    def published_meanwhile(self) -> Snapshot | None:
        """The snapshot that another user published for the date since these files were first read, or None."""
        first = self._began[1]
        return self.standing if self.standing and (first is None or first.manifest != self.standing.manifest) else None

    def difference(self) -> list[dict[str, Any]]:
        """Return what publishing would change; empty if there is no snapshot to compare with."""
        return stored_difference(self._process.job.folder) if self.reading and self.before and self._process else []

    def publish(self, *, replace: bool, now: datetime) -> list[Finding]:
        """Publish the reading.

        Return no finding if it was published, else the finding that says why nothing changed.
        """
        assert self.reading and self._order, "there is nothing to publish before something is read"
        return publish_or_tell(self.reading, self.files, self.standing, replace=replace, now=now)
