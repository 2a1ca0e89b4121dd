"""Pairing lists: records become partnerships and members, every school resolved or reported."""

import re
from collections import Counter
from datetime import date
from typing import Any

from data.intake.areas import Areas
from data.intake.cells import Cell, is_missing, stated, text
from data.intake.findings import Finding, finding
from data.intake.groups import Group, groups, written_members
from data.intake.members import check_counts
from data.intake.names import Directory, Match
from data.intake.records import Record, Table
from data.intake.terms import Terms

_ELSEWHERE = re.compile(r"^([^县区镇乡村街道]{2,6}(省|市|自治区|自治州))(?=.)")
_CLOSE_NAME = 85.0


class PairingReader:
    """Reads the records of pairing lists against the roster's directory."""

    def __init__(self, areas: Areas, directory: Directory) -> None:
        self.areas = areas
        self.directory = directory
        self.findings: list[Finding] = []
        self.partnerships: list[dict[str, Any]] = []
        self.members: list[dict[str, Any]] = []
        self._ids: Counter[str] = Counter()

    def read(self, table: Table) -> None:
        """Add the partnerships and members of one table."""
        seen: dict[str, Record] = {}
        for group in groups(table):
            words = " ".join(
                text(cell) for row in group.records for key, cell in row.cells.items() if key not in ("seq", "note")
            )
            if (first := seen.setdefault(words, group.first)) is not group.first:
                self._say(
                    "partnership_repeated",
                    table,
                    group.first,
                    "core_name",
                    text(group.said.get("core_name")),
                    other=first.number,
                )
            self._partnership(table, group)

    def _partnership(self, table: Table, group: Group) -> None:
        said, first = group.said, group.first
        county = self._county(table, first, said.get("county"), "county")
        core_county = self._county(table, first, said.get("core_county"), "core_county") or county
        terms = Terms(table, first, said, self.findings)
        core = self._core(terms, core_county)
        dates = terms.dates()
        if core is None:
            return
        identity = self._identity(core["core_school_id"], dates["started_on"])
        self.partnerships.append(
            {
                "partnership_id": identity,
                "name": stated(said.get("name")),
                **terms.mode(),
                **core,
                "county_code": county,
                **dates,
                "plan_filed": terms.flag("plan_filed"),
                "source": table.source(first),
            }
        )
        self._add_members(table, group, identity, county, core["core_school_id"])

    def _identity(self, core: str | None, started: date | None) -> str:
        stem = f"{core or f'{self.areas.place}-outside'}-{started.strftime('%Y%m') if started else '0'}"
        self._ids[stem] += 1
        return stem if self._ids[stem] == 1 else f"{stem}-{self._ids[stem]}"

    def _county(self, table: Table, record: Record, written: Cell, column: str) -> str | None:
        if is_missing(written):
            return None if column != "county" else record.section or table.county
        code = self.areas.county_named(text(written))
        if code is None:
            self._say("county_unknown", table, record, column, text(written), known=self.areas.county_list)
        return code

    def _core(self, terms: Terms, county: str | None) -> dict[str, Any] | None:
        table, record, said = terms.table, terms.record, terms.said
        written, code = text(said.get("core_name")), text(said.get("core_id"))
        code = "" if is_missing(code) else code
        if is_missing(written) and not code:
            self._say("core_missing", table, record, "core_name")
            return None
        place = stated(said.get("core_place"))
        place = None if place and (place in self.areas.name or self.areas.county_named(place)) else place
        match = self.directory.find(written, county, code=code)
        quality = terms.flag("core_quality")
        if match.school_id is None and (place or self._from_elsewhere(written, match.reason)):
            place = place or (_ELSEWHERE.match(written) or [written])[0]
            self._say("core_outside", table, record, "core_name", written, where=place)
            return {"core_school_id": None, "core_name": written, "core_place": place, "core_is_quality": quality}
        school = self._resolved(table, record, "core_id" if code else "core_name", code or written, match)
        if school is None:
            return None
        known = self.directory.by_id[school]
        if None not in (quality, known.is_quality) and quality != known.is_quality:
            self._say("quality_contradicts", table, record, "core_quality", known.name)
        return {"core_school_id": school, "core_name": known.name, "core_place": None, "core_is_quality": quality}

    def _from_elsewhere(self, written: str, reason: str) -> bool:
        named = _ELSEWHERE.match(written)
        here = (self.areas.name, *self.areas.counties.values())
        if reason != "unknown" or not named or written.startswith(here) or self.areas.county_named(named[1]):
            return False
        return self.directory.closeness(written, None) < _CLOSE_NAME

    def _add_members(self, table: Table, group: Group, identity: str, county: str | None, core: str | None) -> None:
        seen: set[str] = set()
        for record in group.records:
            member_county = self._county(table, record, record.cells.get("member_county"), "member_county") or county
            self.findings += check_counts(table, record, self.directory.knows)
            for column, written, code in written_members(record, self.directory.knows):
                match = self.directory.find(
                    written, member_county, code=code, town=text(record.cells.get("member_town"))
                )
                school = self._resolved(table, record, column, code or written, match)
                if school is None:
                    continue
                if school == core:
                    self._say("core_is_member", table, record, column, written or code)
                if school in seen:
                    self._say("member_twice", table, record, column, written or code)
                    continue
                seen.add(school)
                self.members.append(
                    {
                        "partnership_id": identity,
                        "school_id": school,
                        "written_name": written or None,
                        "source": table.source(record),
                    }
                )
        if not any(written_members(record) for record in group.records):
            self._say("members_missing", table, group.first, "member_name")

    def _resolved(self, table: Table, record: Record, column: str, written: str, match: Match) -> str | None:
        if match.school_id is None:
            candidates = "；".join(match.candidates) or "—"
            self._say(f"school_{match.reason}", table, record, column, written, candidates=candidates)
        elif match.reason == "other_county":
            school = self.directory.by_id[match.school_id]
            found = self.areas.counties.get(school.county, school.county)
            self._say("school_other_county", table, record, column, written, found=found)
        return match.school_id

    def _say(self, code: str, table: Table, record: Record, column: str, value: str = "", **details: object) -> None:
        self.findings.append(finding(code, table.place(record, column), value, **details))
