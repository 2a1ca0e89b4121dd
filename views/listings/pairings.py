"""Build lists of partnerships: by member, by mode, and those that connect stages of schooling."""

import pandas as pd

from views.exports.listing import Listing
from views.listings.about import About, columns_of, filled, names_of, terms
from views.text.labels import area_names, label


def pairing_listing(title: str, about: About, pairings: pd.DataFrame) -> Listing:
    """Return the list of pairings with their state, whether they count and the borders they cross."""
    borders = zip(pairings["crosses_city"], pairings["crosses_area"], strict=True)
    frame = pairings.assign(
        mode=terms("mode", pairings["mode"]),
        band=terms("band", pairings["member_band"]),
        state=terms("state", pairings["state"]),
        counted=[label("yes") if value else label("no") for value in pairings["is_counted"]],
        core_area=names_of(pairings["core_area_code"]).fillna(pairings["core_place"]),
        member_area=names_of(pairings["member_area_code"]),
        border=[label("crosses_city") if city else label("crosses_area") if area else "—" for city, area in borders],
    )
    columns = columns_of(
        ("partnership_name", "community"), ("core_name", "core"), ("core_area", "core_area"),
        ("member_name", "member"), ("member_area", "member_area"), ("band", "band"), ("mode", "mode"),
        ("started_on", "start", "day"), ("ended_on", "end", "day"), ("state", "state"), ("counted", "counted"),
        ("border", "border"), ("distance_km", "distance", "decimal"), ("source", "source"),
    )  # fmt: skip
    return about.listing(title, filled(columns, frame), frame)


def mode_listing(title: str, about: About, modes: pd.DataFrame) -> Listing:
    """Return the list of modes with their numbers of partnerships and schools.

    `modes` is the result of `partnership_modes`.
    """
    frame = modes.assign(words=terms("mode", modes["mode"]))
    columns = columns_of(
        ("words", "mode"), ("partnerships", "partnerships", "count"), ("schools", "members", "count"),
        ("crossing_areas", "crossing_areas", "count"), ("crossing_city", "crossing_city", "count"),
    )  # fmt: skip
    return about.listing(title, columns, frame)


def chain_listing(title: str, about: About, chains: pd.DataFrame) -> Listing:
    """Return the list of partnerships that connect stages of schooling, with their number of schools at each stage."""
    frame = chains.assign(area=area_names(chains), words=terms("mode", chains["mode"]))
    columns = columns_of(
        ("partnership_name", "community"), ("core_name", "core"), ("area", "area"), ("words", "mode"),
        ("steps", "steps", "count"), ("kindergartens", "kindergartens", "count"), ("primaries", "primaries", "count"),
        ("juniors", "juniors", "count"), ("seniors", "seniors", "count"), ("schools", "schools", "count"),
        ("started_on", "start", "day"), ("source", "source"),
    )  # fmt: skip
    return about.listing(title, filled(columns, frame), frame)
