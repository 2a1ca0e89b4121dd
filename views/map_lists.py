"""What the map holds and what it cannot, by name, below the map."""

import pandas as pd
import streamlit as st

from views import tables
from views.labels import label, number
from views.lists import About, pairing_listing, unplaced_listing
from views.lists.undrawn import roster_counts, undrawn_listing
from views.map_notes import reasons

_HEIGHT = 320


def of_schools(about: About, schools: pd.DataFrame, pairings: pd.DataFrame) -> None:
    """List the pairings, then the schools without coordinates, then the pairings without a line and why."""
    tables.show(pairing_listing(label("map.list"), about, pairings), "pairings", height=_HEIGHT)
    unplaced = schools[schools["lon"].isna()]
    with st.expander(f"{label('map.unplaced_list')} · {number(len(unplaced))}"):
        tables.show(unplaced_listing(label("map.unplaced_list"), about, unplaced), "unplaced", height=_HEIGHT)
    why = reasons(pairings)
    undrawn = pairings[why.notna()]
    with st.expander(f"{label('map.undrawn_list')} · {number(len(undrawn))}"):
        listing = undrawn_listing(label("map.undrawn_list"), about, undrawn, why[why.notna()])
        tables.show(listing, "undrawn", height=_HEIGHT)


def of_areas(about: About, rosters: pd.DataFrame) -> None:
    """List by area how many schools and pairings there are, and how many of them a map of schools could not draw."""
    tables.show(roster_counts(label("map.counts_list"), about, rosters), "rosters", height=_HEIGHT)
