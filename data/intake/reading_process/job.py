"""The job of a reading process."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.intake.choices import Choices
from data.intake.reading_process.limits import Limits
from data.intake.uploads import Sent
from data.store.snapshots import Snapshot


@dataclass(frozen=True)
class Job:
    """The files to read as the snapshot of a place and a date, and the folder for the result.

    `standing` is the snapshot published for the date, `before` the one that the reading is compared with.
    """

    files: Sequence[Sent]
    place: str
    as_of: date
    datum: str | None
    today: date
    standing: Snapshot | None
    before: Snapshot | None
    choices: Choices
    folder: Path
    limits: Limits
