"""What areas reported: which rows stand on the day, and what they come to."""

from data.registry.rows import areas
from tests.oracles.seen import Units, View, years_before
from tests.town import Return
from tests.towns import counties


def _reporting_area(row: Return) -> str:
    """Return the area a row counts in: an education office reports for its county."""
    area = areas()[row.area]
    return area["parent_code"] if area["level"] == "office" else row.area


def _known(view: View, indicator: str, *, of_the_year: bool) -> list[Return]:
    """Return an indicator's rows whose period has ended; a place's own only where none of its counties reports."""
    rows = [row for row in view.town.returns if row.indicator == indicator and row.end <= view.day]
    if of_the_year:
        rows = [row for row in rows if row.end > years_before(view.day, 1)]
    below = [row for row in rows if row.area != view.town.place]
    return below or rows


def _added_up(rows: list[Return]) -> Units:
    found: Units = {}
    for row in rows:
        numerator, denominator = found.get((_reporting_area(row), row.unit), (0, 0))
        found[_reporting_area(row), row.unit] = (numerator + row.numerator, denominator + row.denominator)
    return found


def of_the_year(view: View, indicator: str) -> Units:
    """Return the year that ends with an area's newest period: a county may report it in parts."""
    rows = _known(view, indicator, of_the_year=True)
    kept = []
    for row in rows:
        newest = max(other.end for other in rows if other.area == row.area)
        if row.start > years_before(newest, 1):
            kept.append(row)
    return _added_up(kept)


def so_far(view: View, indicator: str) -> Units:
    """Return everything reported up to the day."""
    return _added_up(_known(view, indicator, of_the_year=False))


def counties_done(view: View, indicator: str) -> Units:
    """Return every county, done by its newest period or not; nothing where no county reports."""
    codes = {row["area_code"] for row in counties(view.town.place)}
    rows = [row for row in _known(view, indicator, of_the_year=False) if row.area in codes]
    found: Units = {}
    for code in codes if rows else ():
        mine = [row for row in rows if row.area == code]
        newest = [row for row in mine if row.end == max(other.end for other in mine if other.unit == row.unit)]
        found[code, code] = (1 if any(row.numerator >= 1 for row in newest) else 0, 1)
    return found
