"""Read the roster cells with rules of their own: stage, urban–rural class, coordinates."""

import re

from data.intake.readers.row_reader import RowReader
from data.intake.tables.rows.table import Record, Table
from data.intake.values.cells import is_missing, number, text, values
from data.intake.values.school_kinds import class_written, stage_in_name, stage_written
from data.registry.schema import URBAN_RURAL_CODES

_OLD_BANDS = {"城市", "县镇", "农村"}


class RosterCells(RowReader):
    """Reads the cells of a roster's rows. Findings are added to `findings`."""

    def __init__(self) -> None:
        super().__init__()
        self._old: set[int] = set()

    def stage(self, table: Table, record: Record, name: str) -> str | None:
        """Return the stage that a row states, else that of its heading or in its school's name."""
        written = text(record.cells.get("stage"))
        if not is_missing(written):
            stage = stage_written(written)
            if stage is None:
                known = "、".join(sorted(set(values("stage").values())))
                self.say("stage_unknown", table, record, "stage", written, known=known)
            return stage
        stage = record.heading.stage or stage_in_name(name)
        if record.heading.stage:
            return stage
        self.say("stage_missing" if stage is None else "stage_inferred", table, record, "stage", name=name, stage=stage)
        return stage

    def band(self, table: Table, record: Record) -> tuple[str | None, str | None]:
        """Return 城乡分类代码 and band of a row, each None if not stated."""
        written = text(record.cells.get("urban_rural"))
        if is_missing(written):
            return None, None
        code, band = class_written(written)
        if code and band and URBAN_RURAL_CODES[code] != band:
            self.say("band_contradicts", table, record, "urban_rural", written)
        if written in _OLD_BANDS and id(table) not in self._old:
            self._old.add(id(table))
            self.say("band_old_words", table, record, "urban_rural", written)
        if code is None and band is None:
            self.say("band_unknown", table, record, "urban_rural", written)
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

    @staticmethod
    def has(table: Table, column: str) -> bool:
        """Return whether the table has a column."""
        return column in table.header.columns.values()
