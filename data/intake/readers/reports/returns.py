"""Read returns (填报表): each row is one figure of an indicator, for a county or the place and a period."""

from dataclasses import dataclass
from typing import Any

from data.intake.readers.reports.figures import Figures
from data.intake.readers.reports.report_reader import ReportReader
from data.intake.resolve.indicators import closest_indicators, indicator_named, reported
from data.intake.tables.rows.table import Record, Table
from data.intake.values.cells import is_missing, stated, text
from data.registry.rows import Row


@dataclass(frozen=True)
class Return:
    """One row of returns as read, with its table and record."""

    table: Table
    record: Record
    indicator: Row
    fields: dict[str, Any]


class ReturnsReader(ReportReader):
    """Reads the records of returns."""

    def read(self, table: Table) -> list[Return]:
        """Return the figures of one table. An unreadable row becomes an error finding."""
        read = [self._return(table, record) for record in self.counted(table, "indicator")]
        return [row for row in read if row is not None]

    def _return(self, table: Table, record: Record) -> Return | None:
        indicator = self._indicator(table, record)
        area = self._area(table, record)
        period = self.period(table, record)
        school = self.school_of(table, record, area and self.areas.host(area))
        if indicator is None or area is None:
            return None
        if indicator["unit_counted"] == "county" and not self._may_file(table, record, indicator, area):
            return None
        unit_id, unit_name = self._unit(table, record, area, school)
        figures = Figures(self, table, record, indicator, named=unit_id != area).counts()
        if period is None or figures is None:
            return None
        self.check_note(table, record, "numerator", period)
        fields = {
            "indicator_id": indicator["indicator_id"],
            "area_code": area,
            "unit_id": unit_id,
            "unit_name": unit_name,
            "period_start": period[0],
            "period_end": period[1],
            "numerator": float(figures[0]),
            "denominator": float(figures[1]),
            "source": table.source(record),
        }
        return Return(table, record, indicator, fields)

    def _area(self, table: Table, record: Record) -> str | None:
        """Return the code of the reporting area: a county, the place itself, or an education office."""
        unit, written = self._stated(record, "unit"), self._stated(record, "county")
        reporting_area = self.areas.reporting(unit) if unit else None
        area = self.area(table, record, reporting_area)
        if reporting_area and area == self.areas.place:
            area, written = reporting_area, unit
        office = self.areas.office_id(written) or self.areas.office_id(unit)
        return office if office and area == self.areas.host(office) else area

    def _may_file(self, table: Table, record: Record, indicator: Row, area: str) -> bool:
        """Return whether an area is a county, which alone may file. Other areas become findings."""
        column = "county" if "county" in record.cells else "unit"
        name, written = indicator["name_zh"], self._stated(record, column) or self.areas.name_of(area)
        host = self.areas.host(area)
        if host != area:
            self.say("filing_of_office", table, record, column, written, name=name, host=self.areas.counties[host])
        elif area not in self.areas.true_counties or not self.areas.reporting(written):
            known = "、".join(self.areas.true_counties.values())
            self.say("filing_not_county", table, record, column, written, name=name, known=known)
            return False
        return True

    def _indicator(self, table: Table, record: Record) -> Row | None:
        written = record.cells.get("indicator")
        if is_missing(written):
            self.say("indicator_missing", table, record, "indicator")
            return None
        indicator = indicator_named(written)
        if indicator is None:
            self._unknown(table, record, text(written))
        elif indicator["period"] == "computed":
            self.say("indicator_computed", table, record, "indicator", text(written))
            return None
        return indicator

    def _unknown(self, table: Table, record: Record, written: str) -> None:
        candidates = "、".join(closest_indicators(written))
        if candidates:
            self.say("indicator_unknown", table, record, "indicator", written, candidates=candidates)
            return
        known = "、".join(row["name_zh"] for row in reported())
        known_en = "; ".join(row["name_en"] for row in reported())
        self.say("indicator_unlisted", table, record, "indicator", written, known=known, known_en=known_en)

    def _unit(self, table: Table, record: Record, area: str, school: str | None) -> tuple[str, str | None]:
        """Return id and name of the unit of a row: a person, a school, something known only by name, or the area itself."""
        person, unit = stated(record.cells.get("person")), stated(record.cells.get("unit"))
        if person:
            return f"{school or area}-{person}", person
        host = self.areas.host(area)
        if unit and self.areas.reporting(unit) == host:
            unit = None
        if unit and not school:
            match = self.directory.find(unit, host if host in self.areas.counties else None)
            school = match.school_id
            self.say_decided(table, record, "unit", unit, match)
            if school is None:
                self.say("unit_kept_by_name", table, record, "unit", unit)
                return f"{area}-{unit}", unit
        if school:
            return school, unit or self.directory.by_id[school].name
        return area, None
