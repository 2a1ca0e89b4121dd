"""A partnership of the sample: a core school, its members, and what is known of its end at a date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

MODES = {"一帮一": "帮扶式", "一帮多": "帮扶式", "帮扶集团": "集团式", "帮扶联盟": "联盟式"}


@dataclass(frozen=True)
class Partnership:
    """One partnership over all snapshots; `members` maps school codes to the names written in the agreement.

    `ended_on` is known from the start where `is_fixed_term`, else once it has passed; a partnership
    with `gone_by` is reported as ended from that date on, and nobody wrote down the day.
    """

    county_code: str
    started_on: date
    written_mode: str
    members: Mapping[str, str]
    core_school_id: str | None
    core_name: str
    core_place: str | None = None
    core_is_quality: bool | None = None
    ended_on: date | None = None
    is_fixed_term: bool = False
    gone_by: date | None = None

    @property
    def mode(self) -> str:
        """The standard term for the written mode."""
        return MODES[self.written_mode]

    def is_ended(self, as_of: date) -> bool:
        """Tell whether it is reported as ended at the date; the last day still counts as active."""
        return bool((self.ended_on and as_of > self.ended_on) or (self.gone_by and as_of >= self.gone_by))

    def is_active(self, as_of: date) -> bool:
        """Tell whether it has begun by the date and not ended."""
        return self.started_on <= as_of and not self.is_ended(as_of)

    def known_end(self, as_of: date) -> date | None:
        """Return the last day as far as it is known at the date."""
        return self.ended_on if self.is_fixed_term or self.is_ended(as_of) else None
