"""School rosters: records become schools, every unreadable cell a finding."""

import re
from dataclasses import dataclass
from typing import Any

from data.intake.readers.roster.cells import RosterCells
from data.intake.readers.roster.closed_schools import is_closed
from data.intake.readers.roster.facts import read_facts
from data.intake.readers.roster.managing_by_form import managers, site_and_manager
from data.intake.resolve.areas import Areas
from data.intake.tables.fill_down import blocks
from data.intake.tables.table import Record, Table
from data.intake.values.cells import Cell, UnreadableCellError, is_missing, stated, text
from data.intake.values.school_kinds import quality
from data.registries import registry

_LETTERS = re.compile(r"[\u3400-\u9fffA-Za-z]")
_SCHOOL_CODE = re.compile(r"[0-9A-Za-z]{6,20}")


@dataclass
class Draft:
    """One school as read, before its coordinates and its managing school are settled."""

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

    def read(self, table: Table) -> list[Draft]:
        """Return the schools of one table; rows that cannot be read leave an error finding."""
        counties = [county for _, county in blocks(table.records, "county")]
        self._managers = managers(table, self.findings)
        towns = [town for _, town in blocks(table.records, "town")]
        shown_no = any(self._quietly_no(record) for record in table.records)
        drafts = [
            self._school(table, record, county, town, blank_is_no=not shown_no)
            for record, county, town in zip(table.records, counties, towns, strict=True)
            if not self._is_closed(table, record)
        ]
        return [draft for draft in drafts if draft is not None]

    def _is_closed(self, table: Table, record: Record) -> bool:
        closed = is_closed(table, record, self.findings)
        if closed:
            self.closed |= {text(record.cells.get(column)) for column in ("name", "school_id")} - {""}
        return closed

    def _quietly_no(self, record: Record) -> bool:
        try:
            return quality(record.cells.get("is_quality")) is False
        except UnreadableCellError:
            return False

    def _school(self, table: Table, record: Record, county: Cell, town: Cell, *, blank_is_no: bool) -> Draft | None:
        name, manager = site_and_manager(record)
        if is_missing(name):
            self.say("name_missing", table, record, "name")
            return None
        if not _LETTERS.search(name):
            self.say("name_odd", table, record, "name", name)
        county_code = self.county(table, record, county)
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
        return Draft(
            table,
            record,
            fields,
            stated(record.cells.get("managing")) or manager or self._managers.get(record.number, ""),
        )

    def _quality(self, table: Table, record: Record, *, blank_is_no: bool) -> bool | None:
        said: bool | None = self.value(table, record, "is_quality", quality)
        return False if said is None and self.has(table, "is_quality") and blank_is_no else said

    def _town(
        self, table: Table, record: Record, code: str, county: Cell, town: Cell, name: str
    ) -> dict[str, str | None]:
        """Return office and township; where the place is itself a county, a township nobody knows is a finding."""
        town_code = self.areas.town_code(code, text(town)) or self.areas.town_code(code, text(county))
        if town_code is None and (self.areas.is_county or (stated(town) and not _LETTERS.search(text(town)))):
            kind = "town_missing" if is_missing(town) else "town_unknown"
            self.say(kind, table, record, "town", text(town), name=name)
        office = self.areas.office_id(text(county)) or self.areas.office_id(text(town))
        return {"office_id": office, "town_code": town_code, "town_name": stated(town)}

    def county(self, table: Table, record: Record, written: Cell) -> str | None:
        """Return the county a row belongs to: its own cell, its section, its sheet, or the place that is a county."""
        if not is_missing(written):
            code = self.areas.county_named(text(written))
            if code is None and self.areas.is_county and self.areas.town_code(self.areas.place, text(written)):
                return self.areas.place
            if code is None:
                self.say("county_unknown", table, record, "county", text(written), known=self.areas.county_list)
            return code
        code = record.section or table.county
        if record.section is None and len(table.named) > 1:
            named = "、".join(self.areas.counties[each] for each in table.named)
            self.say("county_conflict", table, record, "county", named)
        if code is None:
            self.say("county_missing", table, record, "county", known=self.areas.county_list)
        return code

    def _school_id(self, table: Table, record: Record, name: str, county: str) -> str:
        code = text(record.cells.get("school_id"))
        if is_missing(code):
            self.say("school_id_missing", table, record, "school_id", name=name)
            return f"{county}-{name}"
        if not _SCHOOL_CODE.fullmatch(code):
            self.say("school_id_unreadable", table, record, "school_id", code)
        elif not re.fullmatch(r"\d{10}", code):
            self.say("school_id_unusual", table, record, "school_id", code)
        return code
