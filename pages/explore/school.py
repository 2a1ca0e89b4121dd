"""The page 下钻 / 学校: one school, its partnerships, the schools that could help it, its years and facts."""

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
from views.panels import partnership, school
from views.shell import nothing_chosen
from views.shell.breadcrumbs import town_steps
from views.shell.page_links import Link, to_partnership, to_school
from views.tables import linked_table
from views.text.labels import absent, day, label, records


def draw(picked: Chosen) -> None:
    """Draw the school named in the URL, or the list to choose one from."""
    school_id = st.query_params.get("school", "")
    years = queries.school(picked.scope, school_id)
    if rows := records(years[years["as_of"] == picked.as_of]):
        show(picked, school_id, years, rows[0])
    else:
        choose(picked, school_id, years)


def choose(picked: Chosen, school_id: str, years: pd.DataFrame) -> None:
    """Draw the list to choose a school from, below a hint if the URL names one that this snapshot does not list."""
    head(picked, label("school.title"))
    if school_id:
        hint = label("school.hint" if years.empty else "school.elsewhere")
        title = label("school.unknown", asked=school_id)
        nothing_chosen.unknown(title, hint, list(years["as_of"]), lambda one: to_school(school_id, date=day(one)))
    first = nothing_chosen.first_row(st.query_params.get("first", ""))
    found = queries.schools(picked.scope, page=Page(first, nothing_chosen.SIZE))
    listing = partial(
        listings.roster_listing, label("school.choose", area=picked.area_title), picked.about(picked.area_title)
    )
    ways = {"name": [to_school(code) for code in found["school_id"]]}
    linked_table.show(listing(found), "choose", ways, whole=lambda: listing(queries.schools(picked.scope)))
    nothing_chosen.turn(first, found.attrs["of"], lambda row: to_school("", first=str(row)))


def show(picked: Chosen, school_id: str, years: pd.DataFrame, row: dict[str, Any]) -> None:
    """Draw one school: how it is counted, its partnerships, the schools near it, its years, and all stated facts."""
    roles = queries.school_partnerships(picked.scope, school_id)
    through = [one for one in records(roles) if one["partnership_id"] == st.query_params.get("partnership")][:1]
    below = town_steps(row["town_name"], row["area_code"], row["town_code"])
    below += [(partnership.name_of(one), to_partnership(one["partnership_id"])) for one in through]
    head(replace(picked, area=areas().get(row["area_code"])), label("school.title"), *below, (row["name"], None))
    school.card(row, roles, picked.programme)
    about = picked.about(f"{row['name']} {school_id}", place=row["name"])
    cores = [None if absent(one) or one == school_id else to_school(one) for one in roles["core_school_id"]]
    listed = zip(roles["partnership_id"], roles["last_on"], strict=True)
    ways: dict[str, list[Link | None]] = {
        "shown": [to_partnership(one, date=day(on)) for one, on in listed],
        "core_name": cores,
    }
    listing = listings.school_partnership_listing(label("school.partnerships"), about, roles)
    linked_table.show(listing, "partnerships", ways, empty=label("school.no_partnerships"))
    for key, title, none in school.around(row):
        around = {"nearest": queries.nearest, "neighbours": queries.neighbours}[key](picked.scope, school_id)
        listing = listings.around_listing(title, about, around)
        linked_table.show(listing, key, {"name": [to_school(one) for one in around["school_id"]]}, empty=none)
    school.over_time(years, about)
    dates = {"as_of": [to_school(school_id, date=day(one)) for one in years["as_of"]]}
    linked_table.show(listings.school_year_listing(label("school.years"), about, years), "years", dates)
    st.subheader(label("school.stated"))
    school.stated(records(queries.school_facts(picked.scope, school_id))[0])
