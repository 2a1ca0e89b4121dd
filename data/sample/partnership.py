"""A partnership of the sample: a core school, its members, and what is known of its end at a date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

MODES = {
    "一帮一": "帮扶式",
    "一帮多": "帮扶式",
    "帮扶集团": "集团式",
    "帮扶联盟": "联盟式",
    "帮扶式（1+1）": "帮扶式",
    "帮扶式（1+N）": "帮扶式",
    "联盟式（1+1+）": "联盟式",
    "集团式（1+N）": "集团式",
    "城乡协作体": "联盟式",
    "校际协作体": "联盟式",
    "学段纵向协作体": "联盟式",
    "城乡结对": "结对",
    "高中结对": "结对",
    "跨市结对": "结对",
    "名校办分校": "集团式",
    "紧密型教育集团": "集团式",
    "学区制": "学区",
    "一体化管理": "一体化",
}
TITLES = {
    "帮扶式": "结对帮扶",
    "集团式": "教育集团",
    "联盟式": "帮扶联盟",
    "结对": "结对",
    "学区": "学区",
    "一体化": "一体化办学",
}
ORDINALS = ("", "（二）", "（三）", "（四）", "（五）", "（六）", "（七）", "（八）", "（九）", "（十）")


@dataclass(frozen=True)
class Partnership:
    """One partnership over all snapshots. `members` maps school codes to the names written in the agreement.

    `ended_on` is known from the start if `is_fixed_term`, else only after it has passed. A partnership with `gone_by`
    is reported as ended from that date on, without an end date. `left` has the members that were removed from the list,
    with the day. A core without code and name means that none was named.
    """

    county_code: str
    started_on: date
    written_mode: str
    members: Mapping[str, str]
    core_school_id: str | None
    core_name: str | None
    core_place: str | None = None
    core_is_quality: bool | None = None
    ended_on: date | None = None
    is_fixed_term: bool = False
    gone_by: date | None = None
    name: str | None = None
    left: Mapping[str, date] = field(default_factory=dict)

    @property
    def mode(self) -> str:
        """The standard term for the written mode."""
        return MODES[self.written_mode]

    def is_ended(self, as_of: date) -> bool:
        """Return whether it is reported as ended at a date. The last day still counts as active."""
        return bool((self.ended_on and as_of > self.ended_on) or (self.gone_by and as_of >= self.gone_by))

    def is_active(self, as_of: date) -> bool:
        """Return whether it has begun by a date and not ended."""
        return self.started_on <= as_of and not self.is_ended(as_of)

    def known_end(self, as_of: date) -> date | None:
        """Return the last day, or None if it is not known at a date."""
        return self.ended_on if self.is_fixed_term or self.is_ended(as_of) else None

    def present(self, as_of: date) -> dict[str, str]:
        """Return code → written name of the members that have not left by a date."""
        return {key: name for key, name in self.members.items() if self.left.get(key, date.max) > as_of}


def identified(place: str, partnerships: Sequence[Partnership]) -> dict[str, Partnership]:
    """Return the partnerships by id. An id is core school and start month, with an ordinal if that is taken."""
    named: dict[str, Partnership] = {}
    for partnership in partnerships:
        core = partnership.core_school_id or f"{place}-outside"
        base = f"{core}-{partnership.started_on:%Y%m}"
        ordinal = 1 + sum(1 for taken in named if taken == base or taken.startswith(f"{base}-"))
        named[base if ordinal == 1 else f"{base}-{ordinal}"] = partnership
    return named
