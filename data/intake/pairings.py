"""Pairing lists: records become partnerships and members, every school resolved or reported."""

import re
from collections import Counter
from datetime import date
from typing import Any

from data.intake.areas import Areas
from data.intake.cells import Cell, UnreadableCellError, day, is_missing, text, values, yes_no
from data.intake.findings import Finding, finding
from data.intake.groups import Group, groups, written_members
from data.intake.names import Directory, Match
from data.intake.records import Record, Table

_ELSEWHERE = re.compile(r"^([^县区镇乡村街道]{2,6}(省|市|自治区|自治州))(?=.)")
_ENDED_WORDS = re.compile(r"终止|解除|撤销|停止|已结束|退出")
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
        core = self._core(table, first, said, core_county)
        dates = self._dates(table, first, said)
        if core is None:
            return
        identity = self._identity(core["core_school_id"], dates["started_on"])
        self.partnerships.append(
            {
                "partnership_id": identity,
                "name": _words(said.get("name")),
                **self._mode(table, first, said),
                **core,
                "county_code": county,
                **dates,
                "plan_filed": self._read(table, first, said, "plan_filed"),
                "source": _source(table, first),
            }
        )
        self._add_members(table, group, identity, county, core["core_school_id"])

    def _identity(self, core: str | None, started: date | None) -> str:
        stem = f"{core or f'{self.areas.place}-outside'}-{started.strftime('%Y%m') if started else '0'}"
        self._ids[stem] += 1
        return stem if self._ids[stem] == 1 else f"{stem}-{self._ids[stem]}"

    def _county(self, table: Table, record: Record, written: Cell, column: str) -> str | None:
        if is_missing(written):
            return None if column != "county" else record.section or table.county or self._only_county()
        code = self.areas.county_named(text(written))
        if code is None:
            known = "、".join(self.areas.counties.values())
            self._say("county_unknown", table, record, column, text(written), known=known)
        return code

    def _only_county(self) -> str | None:
        return self.areas.place if self.areas.is_county else None

    def _core(self, table: Table, record: Record, said: dict[str, Cell], county: str | None) -> dict[str, Any] | None:
        written, code = text(said.get("core_name")), text(said.get("core_id"))
        code = "" if is_missing(code) else code
        if is_missing(written) and not code:
            self._say("core_missing", table, record, "core_name")
            return None
        place = _words(said.get("core_place"))
        place = None if place and (place in self.areas.name or self.areas.county_named(place)) else place
        match = self.directory.find(written, county, code=code)
        if match.school_id is None and (place or self._from_elsewhere(written, match.reason)):
            place = place or (_ELSEWHERE.match(written) or [written])[0]
            self._say("core_outside", table, record, "core_name", written, where=place)
            quality = self._read(table, record, said, "core_quality")
            return {"core_school_id": None, "core_name": written, "core_place": place, "core_is_quality": quality}
        school = self._resolved(table, record, "core_id" if code else "core_name", code or written, match)
        if school is None:
            return None
        name = self.directory.by_id[school].name
        return {"core_school_id": school, "core_name": name, "core_place": None, "core_is_quality": None}

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
            for column, written, code in written_members(record):
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
                        "source": _source(table, record),
                    }
                )
        if not any(written_members(record) for record in group.records):
            self._say("members_missing", table, group.first, "member_name")

    def _resolved(self, table: Table, record: Record, column: str, written: str, match: Match) -> str | None:
        if match.school_id is None:
            candidates = "；".join(match.candidates) or "无 none"
            self._say(f"school_{match.reason}", table, record, column, written, candidates=candidates)
        elif match.reason == "other_county":
            school = self.directory.by_id[match.school_id]
            found = self.areas.counties.get(school.county, school.county)
            self._say("school_other_county", table, record, column, written, found=found)
        return match.school_id

    def _mode(self, table: Table, record: Record, said: dict[str, Cell]) -> dict[str, str | None]:
        written = _words(said.get("mode"))
        mode = values("mode").get((written or "").lower())
        if written and mode is None:
            bare = re.sub(r"\(.*\)|式$|共同体$", "", written).lower()
            mode = values("mode").get(bare) or values("mode").get(f"{bare}式")
        if written and mode is None:
            self._say("mode_unknown", table, record, "mode", written)
        return {"mode": mode or ("其他" if written else None), "written_mode": written}

    def _dates(self, table: Table, record: Record, said: dict[str, Cell]) -> dict[str, Any]:
        started, ended = self._day(table, record, said, "started_on"), self._day(table, record, said, "ended_on")
        if not is_missing(said.get("period")):
            started, ended = self._period(table, record, said["period"])
        if started and ended and ended < started:
            self._say("end_before_start", table, record, "ended_on", str(ended))
        if started is None and is_missing(said.get("started_on")) and is_missing(said.get("period")):
            self._say("start_missing", table, record, "started_on")
        note = text(record.cells.get("note"))
        is_ended = self._ended(table, record, said)
        if _ENDED_WORDS.search(note) and not is_ended and ended is None:
            self._say("note_says_ended", table, record, "note", note)
        return {"started_on": started, "ended_on": ended, "is_ended": is_ended}

    def _day(self, table: Table, record: Record, said: dict[str, Cell], column: str) -> date | None:
        cell = said.get(column)
        if isinstance(cell, float) and re.fullmatch(r"\d{4}\.1", text(cell)):
            self._say("day_ambiguous", table, record, column, text(cell))
        if column == "ended_on" and text(cell) in ("至今", "长期", "在用", "今", "持续"):
            return None
        try:
            return day(cell, last=column == "ended_on")
        except UnreadableCellError as error:
            self._say("day_unreadable", table, record, column, str(error))
            return None

    def _period(self, table: Table, record: Record, cell: Cell) -> tuple[date | None, date | None]:
        parts = re.split(r"至|到|~|～|—+|–|--|(?<=[月日号])-", text(cell)) if isinstance(cell, str) else [cell]
        if len(parts) == 1 and (halves := re.fullmatch(r"([\d./]+)-([\d./]+)", text(cell))):
            parts = list(halves.groups())
        said: dict[str, Cell] = {"started_on": parts[0], "ended_on": parts[1] if len(parts) > 1 else None}
        if text(said["ended_on"]) in ("今", ""):
            said["ended_on"] = None
        return tuple(self._day(table, record, said, column) for column in ("started_on", "ended_on"))  # type: ignore[return-value]

    def _ended(self, table: Table, record: Record, said: dict[str, Cell]) -> bool:
        status = text(said.get("status"))
        known = values("status").get(status)
        if known is None and not is_missing(status):
            self._say("status_unknown", table, record, "status", status)
        in_use, is_over = (self._read(table, record, said, column) for column in ("in_use", "is_over"))
        return known == "ended" or in_use is False or is_over is True

    def _read(self, table: Table, record: Record, said: dict[str, Cell], column: str) -> bool | None:
        try:
            return yes_no(said.get(column))
        except UnreadableCellError as error:
            self._say("yes_no_unreadable", table, record, column, str(error))
            return None

    def _say(self, code: str, table: Table, record: Record, column: str, value: str = "", **details: object) -> None:
        self.findings.append(finding(code, table.place(record, column), value, **details))


def _words(cell: Cell) -> str | None:
    return None if is_missing(cell) else text(cell)


def _source(table: Table, record: Record) -> str:
    return f"{table.sheet.file}/{table.sheet.name}/{record.number}"
