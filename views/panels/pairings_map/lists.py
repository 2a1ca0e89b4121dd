"""Draw lists below the map of what it shows and what it cannot show."""

from collections.abc import Callable

import pandas as pd

from views.exports.listing import Listing
from views.listings import About, pairing_listing, unplaced_listing
from views.listings.not_on_map import roster_counts, undrawn_listing
from views.maps.notes import reasons
from views.shell.layout import folded
from views.tables import table
from views.text.labels import label, number

_HEIGHT = 320


def of_schools(about: About, schools: pd.DataFrame, pairings: pd.DataFrame) -> None:
    """Draw the list of pairings, then the schools without coordinates, then the pairings without a line and why."""
    table.show(pairing_listing(label("map.list"), about, pairings), "pairings", height=_HEIGHT)
    unplaced = schools[schools["lon"].isna()]
    title = label("map.unplaced_list")
    _folded(title, "unplaced", len(unplaced), lambda: unplaced_listing(title, about, unplaced))
    why = reasons(pairings)
    undrawn, left = pairings[why.notna()], label("map.undrawn_list")
    _folded(left, "undrawn", len(undrawn), lambda: undrawn_listing(left, about, undrawn, why[why.notna()]))


def _folded(title: str, key: str, rows: int, listing: Callable[[], Listing]) -> None:
    folded(f"{title} · {number(rows)}", key, lambda: table.show(listing(), key, height=_HEIGHT))


def of_areas(about: About, rosters: pd.DataFrame) -> None:
    """Draw the list of areas with their numbers of schools and pairings, and how many a map of schools could not draw."""
    table.show(roster_counts(label("map.counts_list"), about, rosters), "rosters", height=_HEIGHT)
