"""Draw one goal in detail: its figure, where it stands and why, its areas, its units, and for a yearly goal each year."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from data.registry.rows import Row
from views import listings
from views.listings import About
from views.shell import layout, url_state
from views.shell.page_links import to_meeting
from views.tables import table
from views.text.labels import area_name, counted, figure, label, named, number, records, state
from views.text.markdown import plain, strong
from views.text.markup import BREAK, join, show_html
from views.text.sentences import county_sentence, gap_words, goal_sentence, source_words
from views.theme.palette import MARKS, STANDINGS

Goal = Mapping[str, Any]
Units = Callable[[bool | None, int, int], pd.DataFrame]


def answer(title: str, row: pd.Series, when_and_rule: str, indicator: Row, extra: str) -> None:
    """Draw an indicator's figure at one area with its counts, its date and rule, and an extra sentence."""
    facts = {str(key): value for key, value in row.items()}
    st.markdown(strong(title))
    layout.figure(figure(facts["value"], indicator["format"]), counted(facts, indicator), when_and_rule)
    if extra:
        st.markdown(plain(extra))


def standings(judged: Mapping[str, Goal], below: pd.DataFrame, programme: Row) -> None:
    """Draw the standing of goals on one indicator, with their areas' rows (`below`, of all goals) and their clauses."""
    for goal_id, goal in judged.items():
        _standing(goal, below[below["goal_id"] == goal_id], programme)


def _standing(goal: Goal, below: pd.DataFrame, programme: Row) -> None:
    layout.standing_line(f"{goal['goal_id']}　{area_name(goal)}", goal["standing"])
    st.markdown(plain(goal_sentence(goal)))
    counties = county_sentence(below) if goal["level"] == "place" and len(below) else ""
    if counties:
        st.markdown(plain(counties))
    st.caption(plain(f"{source_words(goal, programme)} · {named(goal, 'note')}"))


def present(goals: Iterable[str], goal_id: str, **where: str) -> None:
    """Draw the link that opens the meeting at a goal's screen; `goals` are all of the programme's, in their order."""
    page, asked = to_meeting(goals, goal_id, **where)
    st.page_link(
        page, label=plain(label("goals.present", goal=goal_id)), icon=":material/slideshow:", query_params=asked
    )


def years(goal: Goal, rows: pd.DataFrame, indicator: Row) -> None:
    """Draw the standing of a yearly goal year by year; `rows` are rows of `goal_years`."""
    words = []
    for row in records(rows[rows["area_code"] == goal["area_code"]]):
        year = dict(goal) | row | {"value": row["numerator"]}
        gap = goal["target"] - row["numerator"] if goal["comparator"] == ">=" else row["numerator"] - goal["target"]
        value = "" if row["standing"] == "no_data" else f" {number(row['numerator'])} {named(indicator, 'unit')}"
        short = f" · {gap_words(year | {'gap_units': gap})}" if row["standing"] == "not_met" else ""
        mark = f"{MARKS[row['standing']]} {label('standing.' + row['standing'])}"
        colour = STANDINGS[row["standing"]]
        words.append(Markup('%s　<b style="color:%s">%s</b>%s') % (row["year"], colour, mark, value + short))
    if words:
        show_html(Markup('<p class="words"><b>%s</b><br>%s</p>') % (label("goals.by_year"), join(words, BREAK)))


def by_area(areas: Callable[[int, int], pd.DataFrame], goal: Goal, indicator: Row, about: About) -> None:
    """Draw one goal's standing at every area, page by page; `areas(first, size)` returns rows of `judged_areas`."""
    title = label("goals.table", goal=f"{goal['goal_id']} {named(goal)}")
    layout.folded(
        title, "goal",
        lambda: table.paged(lambda first, size: listings.goal_listing(title, about, areas(first, size), indicator), "goal"),
    )  # fmt: skip


def named_list(units: Units, counts: Mapping[str, int], area: str, indicator: Row, about: About) -> None:
    """Draw the list of missing units, of units that are in, or of both (`units` in the URL), with downloads.

    `units(missing, first, size)` returns rows of the query of that name: missing units, units that are in, or (None)
    both; `counts` has the numbers of `missing` and `in`.
    """
    parts = {"missing": True, "in": False, "all": None}
    sizes = {**counts, "all": sum(counts.values())}
    titles = {"missing": state(indicator, True), "in": state(indicator, False), "all": label("goals.everyone")}
    shown = [key for key in parts if sizes[key]] or ["all"]
    options = {key: f"{titles[key]} {number(sizes[key])}" for key in shown}
    key = url_state.segments("units", label("goals.units"), options, shown[0])
    title = f"{area} · {named(indicator)} · {titles[key]}"
    table.paged(
        lambda first, size: listings.unit_listing(title, about, units(parts[key], first, size), indicator), "units"
    )
