"""Base class for the readers of returns, activities and funds: who reports, for which period, school and community."""

import re
from collections.abc import Iterator
from datetime import date

from data.intake.readers.row_reader import LookupReader
from data.intake.resolve.areas import Areas
from data.intake.resolve.communities import Communities
from data.intake.resolve.schools import SchoolDirectory
from data.intake.tables.rows.table import Record, Table
from data.intake.values.brackets import without_brackets
from data.intake.values.cells import Cell, UnreadableCellError, is_missing, text
from data.intake.values.dates import day, is_ambiguous_month
from data.intake.values.periods import Period, period, periods_named

_ESTIMATED = re.compile(
    "预估|估算|暂估|估计|暂报|暂定|暂列|约数|大约|大概|预测|推算|预计|初步统计|待核|未核实|计划数|目标数|预算数"
)
_OF_FIGURES = re.compile("数|口径|统计|结果")


class ReportReader(LookupReader):
    """Reads rows that a county or the place itself reports as of a date."""

    def __init__(self, areas: Areas, directory: SchoolDirectory, communities: Communities, as_of: date) -> None:
        super().__init__(areas, directory)
        self.communities = communities
        self.as_of = as_of
        self._told: set[tuple[int, str, str]] = set()

    def counted(self, table: Table, column: str) -> Iterator[Record]:
        """Yield the rows that count. A row under a heading that excludes it (已取消, 拟建) becomes a finding."""
        for record in table.records:
            if record.left_out:
                name = text(record.cells.get(column))
                self.say("row_left_out", table, record, column, name, status=record.heading.words)
            else:
                yield record

    def check_note(self, table: Table, record: Record, column: str, days: Period) -> None:
        """Report a row whose note calls its figure an estimate or names years outside the row's period."""
        note = "" if is_missing(record.cells.get("note")) else text(record.cells.get("note"))
        years = {named for named in periods_named(note) if named}
        is_other_year = bool(years) and not any(_meet(named, days) for named in years) and _OF_FIGURES.search(note)
        if _ESTIMATED.search(note) or is_other_year:
            self.say("note_doubts_figure", table, record, "note", note, figure=text(record.cells.get(column)))

    def check_title(self, table: Table, record: Record, column: str, days: Period) -> None:
        """Report a row if the title or a heading over it names another period; once per title or heading."""
        words, period_above = self._named_above(table, record)
        if period_above and not _meet(period_above, days):
            self._once("period_not_of_title", table, record, column, words, stated=f"{days[0]}—{days[1]}")

    def _named_above(self, table: Table, record: Record) -> tuple[str, Period | None]:
        """Return the nearest line over a row that names a period, and that period.

        The period is None if it is uncertain.
        """
        for words in reversed(record.under):
            if named := periods_named(words):
                return words, next(iter(named)) if len(named) == 1 else None
        lines = {words: periods_named(words) for words in (table.sheet.name, *table.titles)}
        all_periods = {each for named in lines.values() for each in named}
        only = next(iter(all_periods)) if len(all_periods) == 1 else None
        return next((words for words, named in lines.items() if named), ""), only

    def _once(self, code: str, table: Table, record: Record, column: str, words: str, **details: object) -> None:
        key = (id(table), code, words)
        if key not in self._told:
            self._told.add(key)
            self.say(code, table, record, column, words, **details)

    def area(self, table: Table, record: Record, known: str | None = None) -> str | None:
        """Return the reporting county or the place.

        If the row names none, return `known`, else the section's or sheet's county.
        """
        written, place = record.cells.get("county"), self.areas.name
        if is_missing(written):
            code = known or record.section or table.county
            if code is None:
                self.say("area_missing", table, record, "county", known=self.areas.county_list, region=place)
            return code
        code = self.areas.reporting(text(written))
        if code is None and self.areas.is_county and self.areas.town_code(self.areas.place, text(written)):
            return self.areas.place
        if code is None:
            known_areas = self.areas.county_list
            self.say("area_unknown", table, record, "county", text(written), known=known_areas, region=place)
        return code

    def period(self, table: Table, record: Record) -> Period | None:
        """Return the first and the last day of a row's period, or None and a finding."""
        if is_missing(record.cells.get("period")) and is_missing(record.cells.get("period_start")):
            return self._period_above(table, record)
        column = "period" if is_missing(record.cells.get("period_start")) else "period_start"
        title = table.location(record, column).header
        days = self.value(table, record, column, lambda cell: period(cell, title), "period")
        if column == "period_start":
            days = self._two_columns(table, record, title, days)
        if days is None:
            return None
        start, end = days
        if end < start:
            self.say("period_reversed", table, record, column, str(end), start=start)
            return None
        self._check_to_come(table, record, column, end)
        self.check_title(table, record, column, (start, end))
        return start, end

    def _period_above(self, table: Table, record: Record) -> Period | None:
        words, days = self._named_above(table, record)
        if days is None:
            self.say("period_missing", table, record, "period")
            return None
        self._once("period_from_title", table, record, "period", words, start=days[0], end=days[1])
        self._check_to_come(table, record, "period", days[1])
        return days

    def _check_to_come(self, table: Table, record: Record, column: str, end: date) -> None:
        if end > self.as_of:
            self.say("period_to_come", table, record, column, str(end), as_of=self.as_of)

    def _two_columns(self, table: Table, record: Record, title: str, first: Period | None) -> Period | None:
        if first is None or is_missing(record.cells.get("period_end")):
            return first
        last = self.value(table, record, "period_end", lambda cell: period(cell, title), "period")
        return (first[0], last[1]) if last else None

    def day_of(self, table: Table, record: Record, column: str) -> date | None:
        """Return the first day that a row's cell names, or None and a finding."""
        if is_missing(record.cells.get(column)):
            self.say("day_missing", table, record, column)
            return None
        if is_ambiguous_month(record.cells[column]):
            self.say("day_ambiguous", table, record, column, text(record.cells[column]))
        first_day: date | None = self.value(table, record, column, _first_day, "day")
        return first_day

    def school_of(self, table: Table, record: Record, county: str | None) -> str | None:
        """Return the school that a row names by code or name.

        None if it names none, or an unknown one, which is reported.
        """
        code, written = (text(record.cells.get(column)) for column in ("school_id", "school"))
        code = "" if is_missing(code) else code
        if is_missing(written) and not code:
            return None
        county = county if county in self.areas.counties else None
        match = self.directory.find(written, county, code=code, at=table.location(record, "school"))
        if (
            code
            and county
            and match.school_id
            and not match.decided
            and self.directory.by_id[match.school_id].county != county
        ):
            match.reason = "other_county"
        return self.school(table, record, "school_id" if code else "school", code or written, match)

    def community_of(self, table: Table, record: Record, county: str | None, school: str | None) -> str | None:
        """Return the partnership that a row names by community or core school.

        None if it names none or is uncertain.
        """
        name, core = (self._stated(record, column) for column in ("name", "core_name"))
        if not name and not core:
            return None
        county_code = county if county in self.areas.counties else None
        partnerships = self.communities.find(name, core, county_code, school)
        if core and partnerships:
            self.say_decided(table, record, "core_name", core, self.directory.find(core, county_code))
        if not partnerships:
            candidates = "、".join(self.communities.closest(name or core)) or "—"
            column = "name" if name else "core_name"
            self.say("community_unknown", table, record, column, name or core, candidates=candidates)
        elif len(partnerships) > 1:
            self.say("community_ambiguous", table, record, "name" if name else "core_name", name or core)
        return partnerships[0] if len(partnerships) == 1 else None

    def choice(
        self, table: Table, record: Record, column: str, words: dict[str, str], known: tuple[str, ...]
    ) -> str | None:
        """Return the standard word for a cell. An unknown word counts as 其他; a blank is an error finding."""
        written = self._stated(record, column)
        listed = "、".join(known)
        if not written:
            self.say(f"{column}_missing", table, record, column, known=listed)
            return None
        standard_word = words.get(written.lower()) or words.get(without_brackets(written).lower())
        if standard_word is None:
            self.say(f"{column}_unknown", table, record, column, written, known=listed)
        return standard_word or known[-1]

    def home(self, school: str | None, community: str | None) -> str | None:
        """Return the county of a school, else of a community, for rows that name no county."""
        return self.directory.by_id[school].county if school else self.communities.county(community)

    @staticmethod
    def _stated(record: Record, column: str) -> str:
        return "" if is_missing(record.cells.get(column)) else text(record.cells.get(column))


def as_written(record: Record) -> str:
    """Return the cells of a row as one text, without number and note. Rows with equal texts are repetitions."""
    return " ".join(f"{key}={text(cell)}" for key, cell in sorted(record.cells.items()) if key not in ("seq", "note"))


def _meet(first: Period, other: Period) -> bool:
    return first[0] <= other[1] and other[0] <= first[1]


def _first_day(cell: Cell) -> date | None:
    try:
        return day(cell)
    except UnreadableCellError:
        found = period(cell)
        return found[0] if found else None
