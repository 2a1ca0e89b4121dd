"""Build lists of what the map cannot draw, with the reasons."""

import pandas as pd

from views.exports.listing import Listing
from views.listings.about import About, columns_of, filled, names_of, terms
from views.text.labels import area_names


def undrawn_listing(title: str, about: About, pairings: pd.DataFrame, reasons: pd.Series) -> Listing:
    """Return the list of pairings without a line on the map, and the reasons.

    `pairings` is the result of `map_pairings`.
    """
    frame = pairings.assign(
        reason=reasons,
        mode=terms("mode", pairings["mode"]),
        state=terms("state", pairings["state"]),
        core_area=names_of(pairings["core_area_code"]).fillna(pairings["core_place"]),
        member_area=names_of(pairings["member_area_code"]),
    )
    columns = columns_of(
        ("core_name", "core"), ("core_area", "core_area"), ("member_name", "member"), ("member_area", "member_area"),
        ("reason", "reason"), ("mode", "mode"), ("state", "state"), ("partnership_id", "unit_id", "code"),
    )  # fmt: skip
    return about.listing(title, filled(columns, frame), frame)


def roster_counts(title: str, about: About, rosters: pd.DataFrame) -> Listing:
    """Return the list of areas with the numbers of schools and pairings that a map of schools can and cannot draw."""
    frame = rosters.assign(
        area=area_names(rosters),
        unplaced=rosters["schools"] - rosters["placed"],
        undrawn=rosters["pairings"] - rosters["placed_pairings"],
        missing=rosters["units"] - rosters["covered"],
    )
    columns = columns_of(
        ("area", "area"), ("schools", "schools", "count"), ("unplaced", "unplaced", "count"),
        ("units", "rural_units", "count"), ("missing", "missing_units", "count"),
        ("pairings", "pairings", "count"), ("undrawn", "undrawn", "count"),
    )  # fmt: skip
    return about.listing(title, columns, frame)
