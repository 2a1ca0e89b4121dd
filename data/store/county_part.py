"""One county's part of a snapshot: all that an editor of the county reads and may change, the others' beside it untouched."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from data.registry.schema import TABLES
from data.store.snapshots import Snapshot

_AREA = {"returns": "area_code"}  # of the other tables the county that reported a row is `county_code`
_NUMBERED = {"activities": "activity_id", "funds": "fund_id"}
Tables = Mapping[str, pa.Table]


@dataclass(frozen=True)
class CountyPart(Snapshot):
    """A snapshot of which only the rows of one county are read."""

    county: str

    def table(self, name: str) -> pa.Table:
        """Read the county's rows of one table; a member belongs where its partnership is filed."""
        found = super().table(name)
        return found.filter(pa.array(_mine(name, found, super().table("partnerships"), self.county), pa.bool_()))


def part_of(snapshot: Snapshot, county: str) -> CountyPart:
    """Return what a county's editor reads of a snapshot."""
    return CountyPart(snapshot.place, snapshot.as_of, snapshot.folder, snapshot.manifest, county)


def areas_of(tables: Tables, names: set[str]) -> set[str]:
    """Return the areas that rows of the named tables are reported for."""
    return {str(code) for name in names for code in tables[name].column(_AREA.get(name, "county_code")).to_pylist()}


def with_the_others(tables: Tables, given: set[str], standing: Snapshot, county: str) -> dict[str, pa.Table]:
    """Return the tables of a whole snapshot: of those given the county's rows are new, all other rows are the standing ones."""
    found = {name: standing.table(name) for name in TABLES}
    for name in given:
        others = [not mine for mine in _mine(name, found[name], found["partnerships"], county)]
        kept = found[name].filter(pa.array(others, pa.bool_()))
        found[name] = _numbered(name, pa.concat_tables([kept, tables[name].cast(TABLES[name])]))
    return found


def _mine(name: str, rows: pa.Table, partnerships: pa.Table, county: str) -> list[bool]:
    """Tell of each row whether it is the county's."""
    if name != "members":
        return [code == county for code in rows.column(_AREA.get(name, "county_code")).to_pylist()]
    filed = zip(*(partnerships.column(one).to_pylist() for one in ("partnership_id", "county_code")), strict=True)
    mine = {code for code, area in filed if area == county}
    return [code in mine for code in rows.column("partnership_id").to_pylist()]


def _numbered(name: str, rows: pa.Table) -> pa.Table:
    """Count activities and funds anew: their numbers are ordinals within a snapshot."""
    if name not in _NUMBERED:
        return rows
    at = rows.schema.get_field_index(_NUMBERED[name])
    ordinals = pa.array([str(number) for number in range(1, rows.num_rows + 1)], pa.string())
    return rows.set_column(at, rows.schema.field(at), ordinals)
