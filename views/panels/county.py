"""Draw the panels of the county page: indicator and township, the figures, the views with their sizes, the other areas."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from data.registry.rows import Row, registry
from views.charts.area_bars import MANY
from views.charts.rank_strips import Rank, table
from views.charts.ranked_links import ranked
from views.exports.listing import SIZE, Listing
from views.shell import layout, url_state
from views.shell.page_links import to_county
from views.tables.table import Turn, heading
from views.text.drawing_cache import cached_drawing
from views.text.labels import counted, counts, figure, label, named, number, records, share, state
from views.text.markup import show_html

NO_WORD, ALL = "—", "all"
UNITS = ("missing", "in")


def indicator(rows: Mapping[str, Row]) -> Row:
    """Draw the choice of a programme's indicator; return the chosen one, by default the first."""
    names = {code: named(row) for code, row in rows.items()}
    return rows[url_state.choice("indicator", label("county.indicator"), names, next(iter(names)))]


def township(towns: pd.DataFrame) -> Row | None:
    """Draw the choice of an area's township (`towns` is the result of `area_towns`).

    Return the chosen one, or None for the whole area.
    """
    if towns.empty:
        return None
    rows = {row["town_code"]: row for row in records(towns)}
    names = {ALL: label("county.every_town")} | {code: str(row["town_name"]) for code, row in rows.items()}
    return rows.get(url_state.choice("town", label("area_word.township"), names, ALL))


def town_figure(towns: pd.DataFrame, town: Row) -> Mapping[str, object]:
    """Return a township's row of `towns`; 0 of 0 and no value if none of its schools is counted."""
    found = towns[towns["town_code"] == town["town_code"]]
    return records(found)[0] if len(found) else {"numerator": 0.0, "denominator": 0.0, "value": None}


def figures(row: Mapping[str, object], meaning: Row, rule: str, facts: pd.Series) -> None:
    """Draw the figure with its rule, and cards about the area; `facts` is a row of `profile`."""
    first = layout.figure_card(named(meaning), figure(row["value"], meaning["format"]), counted(row, meaning), rule)
    parts = (("schools", facts["rural_schools"], facts["schools"]), ("pupils", facts["rural_pupils"], facts["pupils"]))
    rural = [
        (label(f"county.{key}"), number(whole), label("county.rural_share", counts=counts(part, whole), share=_of(part, whole)))
        for key, part, whole in parts
    ]  # fmt: skip
    placed = facts["placed_pairings"]
    words = {"km": f"{facts['distance_km']:.1f}", "pairs": number(placed)}
    reach = label("county.distance", **words) if placed else label("county.no_distance")
    layout.cards(first, [*rural, (label("county.partnerships"), number(facts["partnerships"]), reach)])


def _of(part: float, whole: float) -> str:
    return share(part / whole if whole > 0 else None)


def judged(goals: pd.DataFrame, area: str) -> pd.DataFrame:
    """Return each goal's row at an area, or at the place if it is not judged there; `goals` are rows of `progress`."""
    own_rows = goals[goals["area_code"] == area]
    rest = goals[~goals["goal_id"].isin(own_rows["goal_id"])].drop_duplicates("goal_id")
    return pd.concat([own_rows, rest]).sort_index()


def sizes(
    programme: Row, facts: pd.Series, towns: pd.DataFrame | None, areas: pd.DataFrame | None, *, in_town: bool
) -> dict[str, int | None]:
    """Return the other views with their sizes (None: no size), for an area, one of its townships, or the whole place."""
    lists: dict[str, int | None] = {"pairings": int(facts["pairings"]), "roster": int(facts["roster"])}
    if in_town:
        return lists
    goals = sum(goal["programme_id"] == programme["programme_id"] for goal in registry("goals"))
    many = len(areas) - 1 if areas is not None and len(areas) > MANY else 0
    below = {"towns": len(towns)} if towns is not None and len(towns) else {"areas": many} if many else {}
    return {"goals": goals} | lists | below | {"compare": None}


def views(meaning: Row, units: Mapping[str, int], more: Mapping[str, int | None]) -> dict[str, str]:
    """Return the words of all views with their sizes: first the units, missing ones first, then the others."""
    words = {name: state(meaning, name == "missing") for name in units}
    first = {name: f"{words[name]} {number(size)}" for name, size in units.items() if words[name] != NO_WORD}
    others = {name: f"{label(f'tab.{name}')} {'' if size is None else number(size)}" for name, size in more.items()}
    return first | {name: shown.strip() for name, shown in others.items()}


def title(view: str, area: str, meaning: Row) -> str:
    """Return the title of a view."""
    if view in UNITS:
        return label("county.units", area=area, indicator=named(meaning), state=state(meaning, view == "missing"))
    return label(f"county.{view}", area=area, indicator=named(meaning))


def kept(key: tuple[Hashable, ...], turn: Turn) -> Turn:
    """Return `turn` with a cache for the pages on screen; rows for a download are not cached."""

    def turned(first: int, size: int) -> Listing:
        return cached_drawing((*key, first, size), lambda: turn(first, size)) if size <= SIZE else turn(first, size)

    return turned


def townships(area: str, meaning: Row, listing: Listing) -> None:
    """Draw an indicator's figure by township as bars with links, the township furthest behind first."""
    rows = listing.frame
    if rows.empty:
        st.info(label("county.no_towns"))
        return
    heading(listing, "towns", beside=label("county.open_town"))
    rows = rows.sort_values("value", ascending=meaning["direction"] != "lower", kind="stable")
    ranked(rows, "town_name", "town_code", lambda code: to_county(area, town=code), meaning)


def against(words: str, found: Callable[[], Sequence[Rank]], area: str, chosen: str, key: tuple[Hashable, ...]) -> None:
    """Draw an area's rank in every indicator among the other areas; each name is a link to its indicator."""
    layout.title(words, label("against.legend"))
    here = partial(to_county, area, view="compare")
    show_html(cached_drawing(key, lambda: table(found(), lambda code: here(indicator=code), chosen)))
