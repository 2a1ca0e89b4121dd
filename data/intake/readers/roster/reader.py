"""Read school rosters: records become schools, every unreadable cell becomes a finding."""

import re
from dataclasses import dataclass
from typing import Any

from data.intake.readers.roster.cells import RosterCells
from data.intake.readers.roster.closed_schools import is_left_out
from data.intake.readers.roster.facts import read_facts
from data.intake.readers.roster.managing_by_form import ITSELF, managers, site_and_manager
from data.intake.resolve.areas import Areas
from data.intake.resolve.written_names import several_schools
from data.intake.tables.rows.fill_down import filled_down
from data.intake.tables.rows.table import Record, Table
from data.intake.values.brackets import first_bracket
from data.intake.values.cells import Cell, UnreadableCellError, is_missing, stated, text
from data.intake.values.cells import code as code_of
from data.intake.values.school_kinds import is_attached_class, quality
from data.registry.rows import registry

_LETTERS = re.compile(r"[\u3400-\u9fffA-Za-z]")
_SHOWN = 5
_SCHOOL_CODE = re.compile(r"[0-9A-Za-z]{6,20}")
_GARBLED = re.compile(r"\ufffd|锟斤拷|烫烫|屯屯|[\ue000-\uf8ff]|[À-ÿ]{2}|(?<=[\u4e00-\u9fff])\?|\?(?=[\u4e00-\u9fff])")
MASKED = re.compile(r"[*＊×xX○●■□#某]{2,}|\*|某某?[镇乡村小]")
_POINTS_INSIDE = re.compile(r"[(（](含|包括|下辖|辖)"), re.compile(r"[)）]")


def _code(cell: Cell) -> str:
    """Return a school's code, or an empty text if it lost digits, which was reported when its sheet was opened."""
    try:
        return code_of(cell)
    except UnreadableCellError:
        return ""


@dataclass
class ReadSchool:
    """One school as read, before its coordinates are converted and its managing school is resolved."""

    table: Table
    record: Record
    fields: dict[str, Any]
    managing: str = ""


class RosterReader(RosterCells):
    """Reads the records of roster tables of one place."""

    def __init__(self, areas: Areas) -> None:
        super().__init__()
        self.areas = areas
        self._managers: dict[int, str] = {}
        self.rejected: set[str] = set()
        self.closed: set[str] = set()
        self.compulsory = {row["stage"] for row in registry("stages") if row["stage_scope"] == "义务教育"}

    def read(self, table: Table) -> list[ReadSchool]:
        """Return the schools of one table. An unreadable row becomes an error finding."""
        counties = [county for _, county in filled_down(table.records, "county", self._another_county)]
        self._managers = managers(table, self.findings)
        codes = [
            self.areas.county_named(text(county)) or record.section
            for record, county in zip(table.records, counties, strict=True)
        ]
        towns = self._towns(table, codes)
        shown_no = any(self._quietly_no(record) for record in table.records)
        drafts = [
            self._school(table, record, county, town, blank_is_no=not shown_no)
            for record, county, town in zip(table.records, counties, towns, strict=True)
            if not self._is_closed(table, record)
        ]
        return [draft for draft in drafts if draft is not None]

    def _towns(self, table: Table, counties: list[str | None]) -> list[Cell]:
        """Return the township of each row: its own, that of its block, or the one in its heading.

        In a county, where figures are shown by township, values are only filled down if there are more blanks than
        values.
        """
        needs_many_blanks = self.areas.is_county
        filled = [*filled_down(table.records, "town", self._another_town, counties, many_blanks=needs_many_blanks)]
        towns = [town if text(town) else record.heading.town or town for record, town in filled]
        blank = [record for (record, _), town in zip(filled, towns, strict=True) if not text(town)]
        written = [text(town) for town in towns if text(town)]
        if blank and written and not self.areas.is_county:
            names = "、".join(text(record.cells.get("name")) for record in blank[:_SHOWN])
            self.say("town_blank", table, blank[0], "town", value=str(len(blank)), names=names)
        return towns

    def _another_county(self, record: Record, first: Record) -> bool:
        """Return whether a row with a blank county belongs to another one, by its school's name or its heading."""
        code, name = self.areas.county_named(text(first.cells.get("county"))), text(record.cells.get("name"))
        named = next((county_code for county_code, zh in self.areas.counties.items() if name.startswith(zh)), code)
        return named != code or (record.section is not None and record.section != code)

    def _another_town(self, record: Record, first: Record) -> bool:
        """Return whether a row with a blank township is elsewhere: it names another township, or is in the county's seat."""
        own, name = text(first.cells.get("town")), text(record.cells.get("name"))
        if any(town in name and town != own for town in self.areas.town_names):
            return True
        fronts = (self.areas.name, *self.areas.counties.values())
        of_the_seat, first_too = (
            any(text(each.cells.get("name")).startswith(fronts) for each in [one]) for one in (record, first)
        )
        urban = [text(one.cells.get("urban_rural")).startswith(("11", "城")) for one in (record, first)]
        return (of_the_seat and not first_too and own not in name) or (urban[0] and not urban[1])

    def _is_closed(self, table: Table, record: Record) -> bool:
        closed = is_left_out(table, record, self.findings)
        if closed:
            self.closed |= {text(record.cells.get(column)) for column in ("name", "school_id")} - {""}
        return closed

    def _quietly_no(self, record: Record) -> bool:
        try:
            return quality(record.cells.get("is_quality")) is False
        except UnreadableCellError:
            return False

    def _school(
        self, table: Table, record: Record, county: Cell, town: Cell, *, blank_is_no: bool
    ) -> ReadSchool | None:
        name, manager = site_and_manager(record)
        kind = text(record.cells.get("stage"))
        if is_attached_class(kind or name) and not is_missing(name):
            record.left_out = "attached_class"
            self.say("attached_class", table, record, "stage" if kind else "name", value=kind or name, name=name)
            return None
        if is_missing(name):
            self.say("name_missing", table, record, "name")
            return None
        if not _LETTERS.search(name):
            self.say("name_odd", table, record, "name", name)
        county_code = self.county(table, record, county)
        self._check_name(table, record, name)
        stage, code, band = self.stage(table, record, name), *self.band(table, record)
        if county_code is None or stage is None:
            self.rejected |= {name, text(record.cells.get("school_id"))}
            return None
        if code is None and band is None:
            kind = "band_missing" if stage in self.compulsory else "band_missing_other"
            self.say(kind, table, record, "urban_rural", name=name)
        fields = {
            "school_id": self._school_id(table, record, name, county_code),
            "name": name,
            "former_name": stated(record.cells.get("former_name")),
            "county_code": county_code,
            **self._town(table, record, county_code, county, town, name),
            "urban_rural_code": code,
            "reported_band": band,
            "stage": stage,
            "is_quality": self._quality(table, record, blank_is_no=blank_is_no),
            **read_facts(self, table, record),
            **self.coordinates(table, record),
            "source": table.source(record),
        }
        return ReadSchool(
            table,
            record,
            fields,
            self._managing(record) or manager or self._managers.get(record.number, ""),
        )

    def _check_name(self, table: Table, record: Record, name: str) -> None:
        """Report a doubtful name: no letters, several schools in one cell, lost or masked characters."""
        if not _LETTERS.search(name):
            self.say("name_odd", table, record, "name", value=name)
        if name.startswith("其中"):
            self.say("name_of_which", table, record, "name", name)
        if len(schools := several_schools(str(record.cells.get("name") or ""))) > 1:
            self.say("name_several", table, record, "name", value=name, names="、".join(schools))
        elif inside := first_bracket(name, _POINTS_INSIDE, least=1):
            self.say("name_with_points", table, record, "name", value=name, words=inside)
        if _GARBLED.search(name):
            self.say("name_garbled", table, record, "name", value=name)
        elif MASKED.search(name):
            coded = not is_missing(record.cells.get("school_id"))
            self.say("name_masked_coded" if coded else "name_masked", table, record, "name", value=name)

    def _quality(self, table: Table, record: Record, *, blank_is_no: bool) -> bool | None:
        is_quality: bool | None = self.value(table, record, "is_quality", quality)
        return False if is_quality is None and self.has(table, "is_quality") and blank_is_no else is_quality

    @staticmethod
    def _managing(record: Record) -> str:
        """Return the managing school that a row states, or an empty text if the school manages itself (本校)."""
        written = stated(record.cells.get("managing")) or ""
        whole_number = re.fullmatch(r"(\d+)\.0+", written)
        return "" if written in ITSELF else whole_number[1] if whole_number else written

    def _town(
        self, table: Table, record: Record, code: str, county: Cell, town: Cell, name: str
    ) -> dict[str, str | None]:
        """Return office and township. If the place is a county, an unknown township becomes a finding."""
        town_code = self.areas.town_code(code, text(town)) or self.areas.town_code(code, text(county))
        if town_code is None and (self.areas.is_county or (stated(town) and not _LETTERS.search(text(town)))):
            kind = "town_missing" if is_missing(town) else "town_unknown"
            self.say(kind, table, record, "town", text(town), name=name)
        office = self.areas.office_id(text(county)) or self.areas.office_id(text(town))
        return {"office_id": office, "town_code": town_code, "town_name": stated(town)}

    def county(self, table: Table, record: Record, written: Cell) -> str | None:
        """Return the county of a row: from its own cell, its section, its sheet, or the place itself if it is a county."""
        if not is_missing(written):
            code = self.areas.county_named(text(written))
            if code is None and self.areas.is_county and self.areas.town_code(self.areas.place, text(written)):
                return self.areas.place
            if code is None:
                self.say("county_unknown", table, record, "county", text(written), known=self.areas.county_list)
            elif record.section and record.section != code:
                heading_county = self.areas.counties.get(record.section, record.section)
                self.say("county_against_heading", table, record, "county", text(written), heading=heading_county)
            return code
        code = record.section or table.county
        if record.section is None and len(table.named) > 1:
            named = "、".join(self.areas.counties[county_code] for county_code in table.named)
            self.say("county_conflict", table, record, "county", named)
        if code is None:
            self.say("county_missing", table, record, "county", known=self.areas.county_list)
        return code

    def _school_id(self, table: Table, record: Record, name: str, county: str) -> str:
        code = _code(record.cells.get("school_id"))
        if is_missing(code):
            self.say("school_id_missing", table, record, "school_id", name=name)
            return f"{county}-{name}"
        if not _SCHOOL_CODE.fullmatch(code):
            self.say("school_id_unreadable", table, record, "school_id", code)
        elif not re.fullmatch(r"\d{10}", code):
            self.say("school_id_unusual", table, record, "school_id", code)
        return code
