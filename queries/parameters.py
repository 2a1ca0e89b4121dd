"""Converts a scope to the parameters of lists: programme, date, area and township."""

from datetime import date

from queries.catalogue import programme, seen_on
from queries.scope import Scope

Parameters = dict[str, str | date | bool | int | None]


def of_date(scope: Scope) -> Parameters:
    """Return the programme and the snapshot's date."""
    return {"programme": scope.programme, "as_of": seen_on(scope)}


def of_scope(scope: Scope) -> Parameters:
    """Return programme, date and area; the area is None for the whole place."""
    whole = scope.area == programme(scope.programme)["place_code"]
    return of_date(scope) | {"area": None if whole else scope.area}


def of_town(scope: Scope) -> Parameters:
    """Return programme, date, area and township."""
    return of_scope(scope) | {"town": scope.town}
