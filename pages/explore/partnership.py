"""The page 下钻 / 共同体: one partnership with its members, years, activities and funds."""

from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

import queries
from data.registry.rows import areas
from pages.context import Chosen
from pages.frame import head
from queries import Page
from views import listings
from views.panels import partnership
from views.shell import nothing_chosen
from views.shell.breadcrumbs import town_steps
from views.shell.page_links import to_partnership, to_school
from views.tables import linked_table
from views.text.labels import day, either, label, records


def draw(picked: Chosen) -> None:
    """Draw the partnership named in the URL, or the list to choose one from."""
    partnership_id = st.query_params.get("partnership", "")
    years = queries.partnership(picked.scope, partnership_id)
    if rows := records(years[years["as_of"] == picked.as_of]):
        show(picked, partnership_id, years, rows[0])
    else:
        choose(picked, partnership_id, years)


def choose(picked: Chosen, partnership_id: str, years: pd.DataFrame) -> None:
    """Draw the list to choose a partnership from, below a hint if the URL names one that this snapshot does not list."""
    head(picked, label("partnership.title"))
    if partnership_id:
        hint = label("partnership.hint" if years.empty else "partnership.elsewhere")
        title = label("partnership.unknown", asked=partnership_id)
        nothing_chosen.unknown(
            title, hint, list(years["as_of"]), lambda one: to_partnership(partnership_id, date=day(one))
        )
    first = nothing_chosen.first_row(st.query_params.get("first", ""))
    found = queries.partnerships(picked.scope, page=Page(first, nothing_chosen.SIZE))
    listing = partial(
        listings.partnership_listing,
        label("partnership.choose", area=picked.area_title),
        picked.about(picked.area_title),
    )
    ways = {"shown": [to_partnership(code) for code in found["partnership_id"]]}
    linked_table.show(listing(found), "choose", ways, whole=lambda: listing(queries.partnerships(picked.scope)))
    nothing_chosen.turn(first, found.attrs["of"], lambda row: to_partnership("", first=str(row)))


def show(picked: Chosen, partnership_id: str, years: pd.DataFrame, row: dict[str, Any]) -> None:
    """Draw one partnership: facts, members, map, years, activities and funds."""
    name = partnership.name_of(row)
    area = either(row["core_area_code"], row["area_code"])
    below = town_steps(row["town_name"], area, row["town_code"])
    head(replace(picked, area=areas().get(area)), label("partnership.title"), *below, (name, None))
    members = queries.partnership_members(picked.scope, partnership_id)
    partnership.facts(row, members, picked.programme)
    about = picked.about(f"{name} {partnership_id}", place=name)
    ways = {"name": [to_school(code, partnership=partnership_id) for code in members["school_id"]]}
    linked_table.show(listings.member_listing(label("partnership.members"), about, members), "members", ways)
    left, right = st.columns([2, 3])
    with left:
        partnership.small_map(row, members[members["is_member"]], queries.outlines(picked.place["area_code"]))
    with right:
        dates = {"as_of": [to_partnership(partnership_id, date=day(one)) for one in years["as_of"]]}
        linked_table.show(
            listings.partnership_year_listing(label("partnership.years"), about, years), "years", dates, narrow=True
        )
    found = (
        queries.partnership_activities(picked.scope, partnership_id),
        queries.partnership_funds(picked.scope, partnership_id),
    )
    partnership.reported(about, *found)
