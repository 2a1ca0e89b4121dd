"""The scope of a query (programme, date, area, township) and the page of a long list."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Scope:
    """The scope of a query; `as_of` None means the newest snapshot, `area` None the whole place, `town` None the whole area."""

    programme: str
    as_of: date | None = None
    area: str | None = None
    town: str | None = None


@dataclass(frozen=True)
class Page:
    """A page of a long list: `size` rows from row `first` (0 is the first)."""

    first: int = 0
    size: int = 1000
