"""Find partnerships of the pairing list by the community's name, the core school and a member."""

from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz, process

from data.intake.resolve.schools import SchoolDirectory
from data.intake.values.cells import text

_CLOSE = 50
Row = dict[str, Any]


@dataclass
class Communities:
    """Lookups in rows of the tables partnerships and members."""

    partnerships: list[Row]
    directory: SchoolDirectory
    _schools: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, partnerships: list[Row], members: list[Row], directory: SchoolDirectory) -> "Communities":
        """Return the lookups for a pairing list's partnerships and members."""
        communities = cls(partnerships, directory)
        for row in partnerships:
            communities._schools[row["partnership_id"]] = {row["core_school_id"]} - {None}
        for row in members:
            communities._schools[row["partnership_id"]].add(row["school_id"])
        return communities

    def find(self, name: str, core: str, county: str | None, school: str | None) -> list[str]:
        """Return the ids of the partnerships that fit a community's name (or id) and a core school's name.

        County and school narrow down several results, but never exclude the only one.
        """
        chosen = [row for row in self.partnerships if not name or name in (text(row["name"]), row["partnership_id"])]
        chosen = [row for row in chosen if not core or self._is_core(row, core, county)]
        for fits in (lambda row: not row["is_ended"], lambda row: row["county_code"] == county, self._has(school)):
            chosen = [row for row in chosen if fits(row)] or chosen if len(chosen) > 1 else chosen
        return [row["partnership_id"] for row in chosen]

    def _is_core(self, row: Row, core: str, county: str | None) -> bool:
        match = self.directory.find(core, county)
        if match.school_id is None:
            return core == text(row["core_name"])
        return bool(match.school_id == row["core_school_id"])

    def _has(self, school: str | None) -> Any:
        return lambda row: school in self._schools[row["partnership_id"]]

    def county(self, community: str | None) -> str | None:
        """Return the county that reported a partnership, or None."""
        return next((row["county_code"] for row in self.partnerships if row["partnership_id"] == community), None)

    def closest(self, written: str) -> list[str]:
        """Return up to three names of communities or cores that are similar to a written one."""
        names = {text(row[column]) for row in self.partnerships for column in ("name", "core_name")} - {""}
        matches = process.extract(written, sorted(names), scorer=fuzz.ratio, limit=3, score_cutoff=_CLOSE)
        return [name for name, _, _ in matches]
