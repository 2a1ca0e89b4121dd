"""Read pairing lists: records become partnerships and members; every school is resolved or reported."""

import re
from collections import Counter
from datetime import date
from typing import Any

from data.intake.readers.pairings.cores import core_of
from data.intake.readers.pairings.groups import Group, groups, written_members
from data.intake.readers.pairings.members import check_counts
from data.intake.readers.pairings.notes import doubtful_terms
from data.intake.readers.pairings.terms import Terms
from data.intake.readers.row_reader import LookupReader
from data.intake.resolve.areas import Areas
from data.intake.resolve.schools import SchoolDirectory
from data.intake.tables.rows.table import Record, Table
from data.intake.values.cells import is_missing, stated, text, values

_GROUP_NAME = re.compile(r"集团\d*$")
_GROUP = "集团式"
_NO_ONE = ("无", "没有", "暂无", "未结对", "无结对")
_OTHER_CITY = re.compile(r".{2,7}(省|市|自治州).+|.{2,7}(省|市)$")
_LETTERS = re.compile(r"[\u3400-\u9fffA-Za-z]")


class PairingReader(LookupReader):
    """Reads the records of pairing lists and resolves their schools in the roster's directory."""

    def __init__(self, areas: Areas, directory: SchoolDirectory, as_of: date) -> None:
        super().__init__(areas, directory)
        self.as_of = as_of
        self.partnerships: list[dict[str, Any]] = []
        self.members: list[dict[str, Any]] = []
        self._ids: Counter[str] = Counter()
        self._cores: dict[tuple[str | None, str], str] = {}
        self._pairs: dict[tuple[object, ...], tuple[str, int]] = {}
        self._names: dict[tuple[str, str | None, date | None], str | None] = {}
        self._listed: dict[tuple[object, ...], tuple[Table, date | None, str]] = {}
        self._repeats = False
        self._repeated: set[str] = set()

    def read(self, table: Table) -> None:
        """Add the partnerships and members of one table."""
        seen: dict[str, Record] = {}
        for group in groups(table):
            if group.first.left_out not in ("", "ended", "closed"):
                self._leave_out(table, group)
                continue
            words = " ".join(
                text(cell) for row in group.records for key, cell in row.cells.items() if key not in ("seq", "note")
            )
            self._repeats = (first := seen.setdefault(words, group.first)) is not group.first
            if self._repeats:
                self.say(
                    "partnership_repeated",
                    table,
                    group.first,
                    "core_name",
                    text(group.said.get("core_name")),
                    other=first.number,
                )
            self._partnership(table, group)

    def _core_county(self, table: Table, first: Record, cells: dict[str, Any]) -> str | None:
        """Return the county of the core school.

        If it names another city (沈阳市和平区), store it as the core's place.
        """
        written = text(cells.get("core_county"))
        if _OTHER_CITY.match(written) and self.areas.county_named(written) is None:
            cells.setdefault("core_place", cells["core_county"])
            return None
        return self.county(table, first, cells.get("core_county"), "core_county")

    def _leave_out(self, table: Table, group: Group) -> None:
        """Report the rows of a partnership under a heading that excludes them (拟结对)."""
        for record in group.records:
            name = text(group.said.get("core_name")) or text(record.cells.get("member_name"))
            self.say("row_left_out", table, record, "core_name", name, status=record.heading.words)

    def _partnership(self, table: Table, group: Group) -> None:
        cells, first = group.said, group.first
        written = text(cells.get("core_name"))
        if written in _NO_ONE and is_missing(cells.get("core_id")) and is_missing(cells.get("name")):
            self.say("no_partner", table, first, "core_name", text(first.cells.get("member_name")), written=written)
            for record in group.records:
                record.left_out = "no_partner"
            return
        county = self.county(table, first, cells.get("county"), "county")
        core_county = self._core_county(table, first, cells) or county
        terms = Terms(table, first, cells, self.findings)
        core = core_of(self, terms, core_county)
        dates = terms.dates()
        self.findings += doubtful_terms(table, group, dates, self.as_of)
        if core is None:
            return
        name = stated(cells.get("name"))
        if name and core["core_name"] and not dates["is_ended"]:
            self._check_single(table, first, (county, name), core["core_name"])
        identity, mode = self._identity(core, name, dates["started_on"]), terms.mode()
        self._check_name(table, first, core["core_name"], name, dates["started_on"])
        self._repeated |= {identity} if self._repeats else set()
        self.partnerships.append(
            {
                "partnership_id": identity,
                "name": name,
                **mode,
                **core,
                "county_code": county,
                **dates,
                "plan_filed": terms.flag("plan_filed"),
                "is_quality_group": self._rating(terms, mode, name or core["core_name"]),
                "source": table.source(first),
            }
        )
        self._add_members(table, group, identity, county, core["core_school_id"])
        self._once_a_list(table, group, identity)

    def _once_a_list(self, table: Table, group: Group, identity: str) -> None:
        """Remove the last partnership if an earlier sheet lists the same one: then this is a second list of the same pairings."""
        row = self.partnerships[-1]
        members = frozenset(member["school_id"] for member in self.members if member["partnership_id"] == identity)
        key = (row["core_school_id"] or row["core_name"], members)
        first, begun, source = self._listed.setdefault(key, (table, row["started_on"], row["source"]))
        if first is table or not members or (None not in (begun, row["started_on"]) and begun != row["started_on"]):
            return
        self.say("pairings_second_list", table, group.first, "core_name", row["core_name"] or row["name"], other=source)
        self.partnerships.pop()
        self.members = [member for member in self.members if member["partnership_id"] != identity]
        for record in group.records:
            record.left_out = "second_list"

    def _identity(self, core: dict[str, Any], name: str | None, started: date | None) -> str:
        unnamed = f"{self.areas.place}-{'outside' if core['core_name'] else name}"
        stem = f"{core['core_school_id'] or unnamed}-{started.strftime('%Y%m') if started else '0'}"
        self._ids[stem] += 1
        return stem if self._ids[stem] == 1 else f"{stem}-{self._ids[stem]}"

    def _rating(self, terms: Terms, mode: dict[str, str | None], name: str) -> bool | None:
        rated = terms.flag("is_quality_group")
        if mode["mode"] != _GROUP and (rated or (rated is False and mode["mode"] is None)):
            shown = mode["written_mode"] or "—"
            self.say("group_not_a_group", terms.table, terms.record, "mode", shown, name=name)
        elif mode["mode"] is None and _GROUP_NAME.search(name):
            self.say("group_without_mode", terms.table, terms.record, "mode", name)
        return rated

    def _check_single(self, table: Table, record: Record, community: tuple[str | None, str], core: str) -> None:
        other = self._cores.setdefault(community, core)
        if other != core:
            self.say("community_two_cores", table, record, "core_name", core, name=community[1], other=other)

    def _check_name(self, table: Table, record: Record, core: str | None, name: str | None, begun: date | None) -> None:
        """Report two communities with one core and start but different names: one name may be a typing error."""
        if name and (not _LETTERS.search(name) or name in values("yes_no")):
            self.say("community_name_odd", table, record, "name", name)
        other = self._names.setdefault((table.sheet.name, core, begun), name)
        if core and other != name:
            self.say("community_names_differ", table, record, "name", name or "—", other=other or "—", core=core)

    def _check_pair(self, table: Table, record: Record, column: str, identity: str, school: str) -> None:
        """Report a core and a member that are paired again for the same days in another partnership."""
        row = next(row for row in reversed(self.partnerships) if row["partnership_id"] == identity)
        days = (row["started_on"], row["ended_on"], row["is_ended"])
        pair = (row["core_school_id"] or row["core_name"], school, *days)
        first = self._pairs.setdefault(pair, (identity, record.number))
        if row["core_name"] and first[0] != identity and identity not in self._repeated:
            self.say("pair_twice", table, record, column, self.directory.by_id[school].name, other=first[1])

    def _add_members(self, table: Table, group: Group, identity: str, county: str | None, core: str | None) -> None:
        seen: set[str] = set()
        for record in group.records:
            member_county = self.county(table, record, record.cells.get("member_county"), "member_county") or county
            self.findings += check_counts(table, record, self.directory.knows)
            for column, written, code in written_members(record, self.directory.knows):
                town, location = text(record.cells.get("member_town")), table.location(record, column)
                match = self.directory.find(written, member_county, code=code, town=town, at=location)
                school = self.school(table, record, column, code or written, match)
                if school is None:
                    continue
                if school == core:
                    self.say("core_is_member", table, record, column, written or code)
                if school in seen:
                    self.say("member_twice", table, record, column, written or code)
                    continue
                seen.add(school)
                self._check_pair(table, record, column, identity, school)
                self.members.append(
                    {
                        "partnership_id": identity,
                        "school_id": school,
                        "written_name": written or None,
                        "source": table.source(record),
                    }
                )
        if not any(written_members(record) for record in group.records):
            self.say("members_missing", table, group.first, "member_name")
