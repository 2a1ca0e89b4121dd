"""Draw the filters of the goals page: milestone year, standing, goal and area."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from views.charts.areas_and_years import judged_at
from views.panels.goals import matrix
from views.shell import url_state
from views.shell.layout import standing_words
from views.text.labels import label, named, records, target
from views.text.markdown import plain
from views.theme.palette import MARKS

ALL = "all"
_URGENT = ("not_met", "pending", "no_data")


def of_milestone(goals: pd.DataFrame) -> pd.DataFrame:
    """Draw the choice of the milestone year (`milestone` in the URL); return the goals of the chosen year."""
    years = {ALL: label("goals.all_years")} | {year: year for year in sorted(goals["milestone"].unique())}
    year = url_state.segments("milestone", label("goals.milestone"), years, ALL)
    return goals if year == ALL else goals[goals["milestone"] == year]


def of_standing(cells: pd.DataFrame) -> set[str]:
    """Draw the choice of the standing (`standing` in the URL).

    Return the ids of the goals with that standing in some cell.
    """
    found = set(cells["standing"])
    options = {ALL: label("goals.all_standings")} | {one: standing_words(one) for one in MARKS if one in found}
    standing = url_state.segments("standing", label("column.goal_standing"), options, ALL)
    return set(cells["goal_id"] if standing == ALL else cells[cells["standing"] == standing]["goal_id"])


def at_area(goals: pd.DataFrame, area_code: str) -> pd.DataFrame:
    """Return each goal's row at an area, or at the place if it is not judged there."""
    rows = [judged_at(group, area_code) for _, group in goals.groupby("goal_id", sort=False)]
    return pd.DataFrame(rows, columns=goals.columns)


def one_goal(here: pd.DataFrame, areas: Mapping[str, str], area: str) -> tuple[str, str]:
    """Draw the choice of goal and area (`goal`, `at` in the URL), unmet goals first; return both codes."""
    left, right = st.columns([3, 1])
    with left:
        goal = _goal(here, str(st.session_state["kept"]["standing"]))
    with right:
        return goal, url_state.choice("at", label("goals.at"), areas, area)


def _goal(here: pd.DataFrame, standing: str) -> str:
    """Draw the choice of the goal. The default has the chosen standing, else is an urgent goal, else the first."""
    options = {
        row["goal_id"]: f"{row['goal_id']}　{named(row)}　{target(row['target'], row['unit'], row['comparator'])}"
        for row in records(here)
    }
    urgent = [goal for one in (standing, *_URGENT) for goal in here[here["standing"] == one]["goal_id"]]
    return url_state.choice("goal", label("goals.goal"), options, (urgent or list(options))[0])


def filters(goals: pd.DataFrame, brief: pd.DataFrame, area: str | None, place: str) -> pd.DataFrame:
    """Draw both filters and the counts by standing; return the goals that pass, with their rows at the area.

    `goals` are rows of `progress` at the place and the area, `brief` the first rows of `judged_areas` for every
    standing. Without an area a goal passes if any area has the standing; with one, only the area's own standing counts.
    """
    with st.container(horizontal=True):
        goals = of_milestone(goals)
        here = at_area(goals, area or place)
        cells = goals if area else brief[brief["goal_id"].isin(goals["goal_id"])]
        kept = of_standing(here if area else cells)
    matrix.legend(here["standing"], set(cells["standing"]))
    if len(kept) < len(here):
        sizes = {"kept": len(kept), "all": len(here)}
        st.caption(plain(label("goals.kept", **sizes) if area else label("goals.kept_any", **sizes)))
    return here[here["goal_id"].isin(kept)]


def words() -> str:
    """Return the filters in words, for the notes of an export."""
    kept = st.session_state["kept"]
    year, standing = kept["milestone"], kept["standing"]
    return label(
        "goals.filter_words",
        year=label("goals.all_years") if year == ALL else year,
        standing=label("goals.all_standings") if standing == ALL else label(f"standing.{standing}"),
    )
