"""The overview's panels: the headline, the goals by standing, the programmes side by side, what changed."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from data.registries import Row
from views import changes, choices, frame, lists, tables
from views.exports.listing import Listing
from views.labels import area_name, counted, day, figure, label, named, number, records, state
from views.lists import About
from views.palette import STANDINGS
from views.sentences import county_sentence, goal_sentence

GOALS, COUNTY = "pages/monitor/goals.py", "pages/explore/county.py"


def answer(title: str, row: pd.Series, when_and_rule: str, indicator: Row, missing: int) -> None:
    """Draw the headline: the figure of the first indicator with its counts, date and rule, and the link to its list."""
    facts = {str(key): value for key, value in row.items()}
    st.markdown(f"**{title}**")
    frame.figure(figure(facts["value"], indicator["format"]), counted(facts, indicator), when_and_rule)
    to_list(indicator, missing)


def to_list(indicator: Row, missing: int) -> None:
    """Draw the link to the units behind the headline: how many keep it from being full."""
    word = state(indicator, True)
    words = (
        label("overview.to_list") if word == "—" else label("overview.to_missing", state=word, count=number(missing))
    )
    st.page_link(
        COUNTY, label=words, icon=":material/list:",
        query_params=choices.link(indicator=indicator["indicator_id"], view="in" if word == "—" else "missing"),
    )  # fmt: skip


def headline_goals(judged: Iterable[tuple[Mapping[str, Any], pd.DataFrame]], document: str) -> None:
    """Draw where the goals of the headline stand: each with its sentence, its counties (`judged_areas`) and its clause."""
    judged = list(judged)
    if not judged:
        st.caption(label("goals.none"))
    for goal, rows in judged:
        frame.standing_line(area_name(goal), goal["standing"])
        st.markdown(goal_sentence(goal))
        counties = county_sentence(rows) if goal["level"] == "place" and len(rows) else ""
        if counties:
            st.markdown(counties)
        st.caption(f"{goal['goal_id']} · {document} · {label('clause', clause=goal['clause'])}")


def goals_by_standing(standings: pd.Series) -> None:
    """Draw how many goals stand where; each count opens these goals on the goals page."""
    found = by_standing(standings)
    st.html(frame.standing_bar(found))
    for standing, count in found.items():
        st.page_link(
            GOALS, label=label("overview.standing", standing=frame.standing_words(standing), count=number(count)),
            query_params=choices.link(standing=standing),
        )  # fmt: skip


def by_standing(standings: Iterable[str]) -> dict[str, int]:
    """Return how many there are of each standing that occurs, best first."""
    every = list(standings)
    return {standing: every.count(standing) for standing in STANDINGS if standing in every}


def programmes(rows: pd.DataFrame, chosen: str) -> None:
    """Draw one line a programme: a button that opens it, its newest date, and its goals by standing.

    `rows`: programme_id, place_code, place, programme, as_of, goals, and one column a standing with its count.
    """
    for row in records(rows):
        found = {standing: row[standing] for standing in STANDINGS if row[standing]}
        left, middle, right = st.columns([4, 2, 5], vertical_alignment="center")
        mark = (
            ":material/radio_button_checked:" if row["programme_id"] == chosen else ":material/radio_button_unchecked:"
        )
        # A button, for a link to the page one is on leaves the address as it is.
        there = {"place": row["place_code"], "date": day(row["as_of"]), "area": "all"}
        left.button(
            f"{row['place']} · {row['programme']}", key=f"open_{row['programme_id']}", icon=mark, type="tertiary",
            on_click=choices.choose, args=("programme", row["programme_id"]), kwargs=there,
        )  # fmt: skip
        middle.caption(label("overview.newest", date=day(row["as_of"]), goals=number(row["goals"])))
        right.html(frame.standing_bar(found))
    shown = [standing for standing in STANDINGS if rows[standing].any()]
    frame.legend(label("column.goal_standing"), [("box", STANDINGS[one], frame.standing_words(one)) for one in shown])


def moves(found: Callable[[int, int], pd.DataFrame], indicators: list[Row], before: object, about: About) -> None:
    """Draw what moved since an earlier snapshot, folded away; `found(first, size)` returns rows of `moved_areas`."""
    title = label("overview.moves", date=day(before))

    def turn(first: int, size: int) -> Listing:
        return lists.move_listing(title, about, changes.in_words(found(first, size), indicators))

    frame.folded(title, "moves", lambda: tables.paged(turn, "moves"))


def side_by_side(seen: Iterable[tuple[Row, Row, object, pd.DataFrame]]) -> pd.DataFrame:
    """Return the rows `programmes` draws from (programme, place, newest date, `progress` at that date)."""
    rows = []
    for programme, place, as_of, goals in seen:
        standings = list(goals.drop_duplicates("goal_id")["standing"])
        rows.append(
            {
                **{key: programme[key] for key in ("programme_id", "place_code")},
                **{"place": named(place), "programme": named(programme, "short"), "as_of": as_of},
                **{"goals": len(standings)},
                **{standing: standings.count(standing) for standing in STANDINGS},
            }
        )
    return pd.DataFrame(rows)
