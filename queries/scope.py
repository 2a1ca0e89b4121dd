"""What is being looked at: place, programme, snapshot date and area."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Scope:
    """A frozen choice; `as_of` None means the newest snapshot, `area` None the whole place."""

    programme: str
    as_of: date | None = None
    area: str | None = None
