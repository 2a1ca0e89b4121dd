"""What is being looked at: place, programme, snapshot date, area and township, and which rows of a long list."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Scope:
    """A frozen choice; `as_of` None means the newest snapshot, `area` None the whole place, `town` one of its townships."""

    programme: str
    as_of: date | None = None
    area: str | None = None
    town: str | None = None


@dataclass(frozen=True)
class Page:
    """A stretch of a long list: `size` rows from row `first` (0 is the first)."""

    first: int = 0
    size: int = 1000
