"""The cells of a roster's row that take more than one look: stage, urban–rural class, coordinates."""

import re
from collections.abc import Callable
from typing import Any

from data.intake.findings import Finding, finding
from data.intake.tables.rows import Record, Table
from data.intake.values.cells import Cell, UnreadableCellError, is_missing, number, text, values
from data.intake.values.school_kinds import class_written, stage_in_name, stage_written
from data.schema import URBAN_RURAL_CODES

_OLD_BANDS = {"城市", "县镇", "农村"}


class RosterCells:
    """Reads single cells; what cannot be read goes to `findings`."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._old: set[int] = set()

    def stage(self, table: Table, record: Record, name: str) -> str | None:
        """Return the stage a row states, or else its school's name."""
        written = text(record.cells.get("stage"))
        if not is_missing(written):
            stage = stage_written(written)
            if stage is None:
                known = "、".join(sorted(set(values("stage").values())))
                self.say("stage_unknown", table, record, "stage", value=written, known=known)
            return stage
        stage = stage_in_name(name)
        self.say("stage_missing" if stage is None else "stage_inferred", table, record, "stage", name=name, stage=stage)
        return stage

    def band(self, table: Table, record: Record) -> tuple[str | None, str | None]:
        """Return 城乡分类代码 and band of a row, each None where unstated."""
        written = text(record.cells.get("urban_rural"))
        if is_missing(written):
            return None, None
        code, band = class_written(written)
        if code and band and URBAN_RURAL_CODES[code] != band:
            self.say("band_contradicts", table, record, "urban_rural", value=written)
        if written in _OLD_BANDS and id(table) not in self._old:
            self._old.add(id(table))
            self.say("band_old_words", table, record, "urban_rural", value=written)
        if code is None and band is None:
            self.say("band_unknown", table, record, "urban_rural", value=written)
            return None, "?"
        return code, None if code else band

    def coordinates(self, table: Table, record: Record) -> dict[str, float | None]:
        """Return longitude and latitude of a row, both or neither."""
        if "lonlat" in record.cells and not is_missing(record.cells["lonlat"]):
            parts = re.split(r"[,;、/ ]+", str(record.cells["lonlat"]).strip().replace("，", ","))
            record.cells["lon"], record.cells["lat"] = (*parts, None, None)[:2]
        lon, lat = (self.value(table, record, column, number) for column in ("lon", "lat"))
        if (lon is None) != (lat is None):
            self.say("coordinate_half", table, record, "lon" if lon is None else "lat")
            return {"lon": None, "lat": None}
        return {"lon": lon, "lat": lat}

    def value(self, table: Table, record: Record, column: str, reader: Callable[[Cell], Any], kind: str = "") -> Any:
        """Return what `reader` makes of a cell; where it cannot, None and the finding of its `kind`."""
        try:
            return reader(record.cells.get(column))
        except UnreadableCellError as error:
            self.say(f"{kind or reader.__name__}_unreadable", table, record, column, value=str(error))
            return None

    @staticmethod
    def has(table: Table, column: str) -> bool:
        """Tell whether the table has a column."""
        return column in table.header.columns.values()

    def say(self, code: str, table: Table, record: Record, column: str, *, value: str = "", **details: object) -> None:
        """Note a finding at one cell."""
        self.findings.append(finding(code, table.place(record, column), value, **details))
