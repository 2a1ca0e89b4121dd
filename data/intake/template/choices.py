"""The dropdown options of the template's cells."""

from data.intake.resolve.areas import Areas
from data.intake.resolve.indicators import reported
from data.intake.tables.header.table_kinds import ACTIVITIES, FUNDS, PAIRINGS, RETURNS
from data.intake.template.columns import Column
from data.registry.rows import registry
from data.registry.schema import URBAN_RURAL_CODES, allowed

_STATES = {PAIRINGS: ["进行中", "已结束"]}
_OPEN_OR_CLOSED = ["正常", "已撤并"]


def choices(column: Column, place: str | None) -> list[str]:
    """Return the options of a column; empty if any text is allowed."""
    if column.kind == "yes_no":
        return ["是", "否"]
    if column.key == "county":
        return _counties(place, whole=column.table not in ("schools", PAIRINGS)) if place else []
    if column.key == "status":
        return _STATES.get(column.table, _OPEN_OR_CLOSED)
    return _LISTS.get((column.table, column.key), [])


def _counties(place: str, *, whole: bool) -> list[str]:
    areas = Areas(place)
    return list(dict.fromkeys([*areas.counties.values(), *([areas.name] if whole else [])]))


_LISTS = {
    ("schools", "stage"): [row["stage"] for row in registry("stages")],
    ("schools", "urban_rural"): [*URBAN_RURAL_CODES, *dict.fromkeys(URBAN_RURAL_CODES.values())],
    (PAIRINGS, "mode"): list(allowed("partnerships", "mode")),
    (RETURNS, "indicator"): [row["name_zh"] for row in reported()],
    (ACTIVITIES, "kind"): list(allowed("activities", "kind")),
    (FUNDS, "task"): list(allowed("funds", "task")),
}
