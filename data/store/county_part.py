"""Splits a snapshot by county: a county editor reads and replaces the rows of one county, all other rows stay unchanged."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from data.registry.schema import TABLES
from data.store.snapshots import Snapshot

_AREA = {"returns": "area_code"}  # in the other tables, `county_code` is the county that reported the row
_NUMBERED = {"activities": "activity_id", "funds": "fund_id"}
Tables = Mapping[str, pa.Table]


@dataclass(frozen=True)
class CountyPart(Snapshot):
    """A snapshot whose tables have only the rows of one county."""

    county: str

    def table(self, name: str) -> pa.Table:
        """Read the county's rows of one table; a member belongs to the county of its partnership."""
        rows = super().table(name)
        return rows.filter(pa.array(_in_county(name, rows, super().table("partnerships"), self.county), pa.bool_()))


def part_of(snapshot: Snapshot, county: str) -> CountyPart:
    """Return a snapshot limited to the rows of one county, as the county's editor reads it."""
    return CountyPart(snapshot.place, snapshot.as_of, snapshot.folder, snapshot.manifest, county)


def areas_of(tables: Tables, names: set[str]) -> set[str]:
    """Return the codes of the areas that the rows of the named tables are reported for."""
    return {str(code) for name in names for code in tables[name].column(_AREA.get(name, "county_code")).to_pylist()}


def with_the_others(tables: Tables, given: set[str], standing: Snapshot, county: str) -> dict[str, pa.Table]:
    """Return the tables of a whole snapshot: the county's rows of the `given` tables come from `tables`, all others from `standing`."""
    found = {name: standing.table(name) for name in TABLES}
    for name in given:
        is_kept = [not in_county for in_county in _in_county(name, found[name], found["partnerships"], county)]
        kept = found[name].filter(pa.array(is_kept, pa.bool_()))
        found[name] = _numbered(name, pa.concat_tables([kept, tables[name].cast(TABLES[name])]))
    return found


def _in_county(name: str, rows: pa.Table, partnerships: pa.Table, county: str) -> list[bool]:
    """Return for each row whether it belongs to the county."""
    if name != "members":
        return [code == county for code in rows.column(_AREA.get(name, "county_code")).to_pylist()]
    filed = zip(*(partnerships.column(one).to_pylist() for one in ("partnership_id", "county_code")), strict=True)
    partnership_ids = {code for code, area in filed if area == county}
    return [code in partnership_ids for code in rows.column("partnership_id").to_pylist()]


def _numbered(name: str, rows: pa.Table) -> pa.Table:
    """Number the rows of activities and funds again from 1, for their ids are ordinals within a snapshot."""
    if name not in _NUMBERED:
        return rows
    at = rows.schema.get_field_index(_NUMBERED[name])
    ordinals = pa.array([str(number) for number in range(1, rows.num_rows + 1)], pa.string())
    return rows.set_column(at, rows.schema.field(at), ordinals)
