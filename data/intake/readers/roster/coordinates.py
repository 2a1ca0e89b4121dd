"""Convert coordinates to WGS-84 and check that they are within the place."""

import re
from functools import cache

from data.intake.findings import Finding, Location, finding
from data.intake.readers.roster.reader import ReadSchool
from data.intake.resolve.areas import Areas
from data.intake.tables.rows.table import Table
from data.intake.values.cells import is_missing, text
from data.intake.values.datums import DATUMS, datum
from data.registry.rows import outlines

_STATED_DATE = re.compile(r"(?:统计时点|统计时间|数据截至|截至|截止)[:：]?([12][\d年月日./-]{5,})")
_DECIMALS = 6
_MARGIN = 0.3


def place_coordinates(drafts: list[ReadSchool], areas: Areas, stated: str | None) -> tuple[list[Finding], set[str]]:
    """Convert every draft's lon and lat to WGS-84. Return the findings and the coordinate systems that were used.

    The system is stated in the row's column 坐标系, else in the coordinates' header, else in a title or note row, else
    by `stated` (--datum). CGCS2000 equals WGS-84 within a metre and is not converted. If no system is stated, that is
    an error.
    """
    findings: list[Finding] = []
    used: set[str] = set()
    for table in {id(draft.table): draft.table for draft in drafts}.values():
        located = [draft for draft in drafts if draft.table is table and draft.fields["lon"] is not None]
        named = table.header.datum or _in_notes(table)
        location = Location(table.sheet.file, table.sheet.name, table.header.last + 1)
        if not located:
            continue
        own_systems = {id(draft): datum(text(draft.record.cells.get("datum"))) for draft in located}
        findings += [_unknown(draft) for draft in located if own_systems[id(draft)] is None and _written(draft)]
        without_system = [draft for draft in located if own_systems[id(draft)] is None]
        systems = {system for system in (named, *own_systems.values()) if system}
        if stated and systems - {stated}:
            findings.append(finding("datum_contradicts", location, "、".join(sorted(systems)), stated=stated))
        elif without_system and not (named or stated):
            findings.append(finding("datum_missing", location))
        for draft in located:
            system = own_systems[id(draft)] or named or stated
            used |= {system} if system else set()
            findings += _place(draft, areas, system or "wgs84")
    return findings, used


def _written(draft: ReadSchool) -> bool:
    return not is_missing(draft.record.cells.get("datum"))


def _unknown(draft: ReadSchool) -> Finding:
    """Return the finding on a cell that names an unknown coordinate system."""
    return finding("datum_unknown", draft.table.location(draft.record, "datum"), text(draft.record.cells.get("datum")))


def _in_notes(table: Table) -> str | None:
    texts = [*table.titles, *(row.words for row in table.skipped)]
    return next((found for words in texts if (found := datum(words))), None)


def _place(draft: ReadSchool, areas: Areas, system: str) -> list[Finding]:
    lon, lat = draft.fields["lon"], draft.fields["lat"]
    convert = DATUMS[system].to_wgs84
    west, south, east, north = _bounds(areas.place)
    shown = f"{lon}, {lat}"
    if not (west <= lon <= east and south <= lat <= north):
        swapped = west <= lat <= east and south <= lon <= north
        code = "coordinate_swapped" if swapped else "coordinate_outside"
        return [finding(code, draft.table.location(draft.record, "lon"), shown, name=draft.fields["name"])]
    lon, lat = convert(lon, lat) if convert else (lon, lat)
    draft.fields["lon"], draft.fields["lat"] = round(lon, _DECIMALS), round(lat, _DECIMALS)
    return []


@cache
def _bounds(place: str) -> tuple[float, float, float, float]:
    points = [
        point
        for outline in outlines(place)["features"]
        for polygon in outline["geometry"]["coordinates"]
        for ring in polygon
        for point in ring
    ]
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    return min(lons) - _MARGIN, min(lats) - _MARGIN, max(lons) + _MARGIN, max(lats) + _MARGIN


def stated_date(table: Table) -> str | None:
    """Return the 统计时点 in a table's titles, as written, or None."""
    dates = [match[1] for words in table.titles if (match := _STATED_DATE.search(words))]
    return dates[0] if dates else None
