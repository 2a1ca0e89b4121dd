"""Returns (填报表): each row one figure of an indicator, of a county or the place, for a period."""

from dataclasses import dataclass
from typing import Any

from data.intake.cells import is_missing, stated, text
from data.intake.indicators import closest_indicators, indicator_named
from data.intake.records import Record, Table
from data.intake.reports import ReportReader
from data.intake.return_figures import Figures
from data.registries import Row


@dataclass(frozen=True)
class Return:
    """One row of returns as read, and where it stands."""

    table: Table
    record: Record
    indicator: Row
    fields: dict[str, Any]


class ReturnsReader(ReportReader):
    """Reads the records of returns."""

    def read(self, table: Table) -> list[Return]:
        """Return the figures of one table; rows that cannot be read leave an error finding."""
        read = [self._return(table, record) for record in table.records]
        return [row for row in read if row is not None]

    def _return(self, table: Table, record: Record) -> Return | None:
        indicator = self._indicator(table, record)
        unit = self._stated(record, "unit")
        about = self.areas.reporting(unit) if unit else None
        area = self.area(table, record, about)
        area = about if about and area == self.areas.place else area
        period = self.period(table, record)
        school = self.school_of(table, record, area)
        if indicator is None or area is None:
            return None
        unit_id, unit_name = self._unit(table, record, area, school)
        figures = Figures(self, table, record, indicator, area, named=unit_id != area).counts()
        if period is None or figures is None:
            return None
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

    def _indicator(self, table: Table, record: Record) -> Row | None:
        written = record.cells.get("indicator")
        if is_missing(written):
            self.say("indicator_missing", table, record, "indicator")
            return None
        found = indicator_named(written)
        if found is None:
            candidates = "、".join(closest_indicators(written)) or "—"
            self.say("indicator_unknown", table, record, "indicator", text(written), candidates=candidates)
        elif found["period"] == "computed":
            self.say("indicator_computed", table, record, "indicator", text(written))
            return None
        return found

    def _unit(self, table: Table, record: Record, area: str, school: str | None) -> tuple[str, str | None]:
        """Return id and name of what a row is about: a person, a school, something by its name, or the area itself."""
        person, unit = stated(record.cells.get("person")), stated(record.cells.get("unit"))
        if person:
            return f"{school or area}-{person}", person
        if unit and self.areas.reporting(unit) == area:
            unit = None
        if unit and not school:
            match = self.directory.find(unit, area if area in self.areas.counties else None)
            school = match.school_id
            if school is None:
                self.say("unit_kept_by_name", table, record, "unit", unit)
                return f"{area}-{unit}", unit
        if school:
            return school, unit or self.directory.by_id[school].name
        return area, None
