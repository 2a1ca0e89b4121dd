"""Draw the panels of the overview: the headline, the goals by standing, the programmes side by side, what changed."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from data.registry.rows import Row
from pages.registry import PAGES
from views import listings
from views.exports.listing import Listing
from views.listings import About
from views.shell import html_buttons, layout, page_links, url_state
from views.tables import table
from views.text import changes
from views.text.labels import area_name, counted, day, figure, label, named, number, records, state
from views.text.markdown import plain, strong
from views.text.markup import join, show_html
from views.text.sentences import by_standing, county_sentence, goal_sentence
from views.theme.palette import STANDINGS

_LINE_REM = 2.1
COUNTY = PAGES["county"].path
_PROGRAMME = Markup('<tr%s><th scope="row">%s</th><td class="newest">%s</td><td>%s</td></tr>')


def answer(title: str, row: pd.Series, when_and_rule: str, indicator: Row, missing: int) -> None:
    """Draw the headline: the first indicator's figure with its counts, date and rule, and the link to its list."""
    facts = {str(key): value for key, value in row.items()}
    st.markdown(strong(title))
    layout.figure(figure(facts["value"], indicator["format"]), counted(facts, indicator), when_and_rule)
    to_list(indicator, missing)


def to_list(indicator: Row, missing: int) -> None:
    """Draw the link to the list of units behind the headline, with the number of missing ones."""
    word = state(indicator, True)
    words = (
        label("overview.to_list") if word == "—" else label("overview.to_missing", state=word, count=number(missing))
    )
    st.page_link(
        COUNTY, label=plain(words), icon=":material/list:",
        query_params=url_state.link(indicator=indicator["indicator_id"], view="in" if word == "—" else "missing"),
    )  # fmt: skip


def headline_goals(judged: Iterable[tuple[Mapping[str, Any], pd.DataFrame]], document: str) -> None:
    """Draw the standing of the headline's goals, each with its sentence, its areas (`judged_areas`) and its clause."""
    judged = list(judged)
    if not judged:
        st.caption(label("goals.none"))
    for goal, rows in judged:
        layout.standing_line(area_name(goal), goal["standing"])
        st.markdown(plain(goal_sentence(goal)))
        counties = county_sentence(rows) if goal["level"] == "place" and len(rows) else ""
        if counties:
            st.markdown(plain(counties))
        st.caption(plain(f"{goal['goal_id']} · {document} · {label('clause', clause=goal['clause'])}"))


def goals_by_standing(standings: Iterable[str]) -> None:
    """Draw the number of goals by standing; each count is a link to these goals on the goals page."""
    found = by_standing(standings)
    lines = join(
        Markup("<li>%s</li>") % page_links.anchor(page_links.to_goals(standing=one), _count_words(one, count))
        for one, count in found.items()
    )
    show_html(layout.standing_bar(found) + Markup('<ul class="counted">%s</ul>') % lines)


def _count_words(standing: str, count: int) -> str:
    return label("overview.standing", standing=layout.standing_words(standing), count=number(count))


def programmes(rows: pd.DataFrame, chosen: str) -> None:
    """Draw one line for each programme: a button that opens it, its newest date, and its goals by standing.

    `rows` has programme_id, place_code, place, programme, as_of, goals, and for each standing one column with its
    count.
    """
    lines = join(_programme(row, is_chosen=row["programme_id"] == chosen) for row in records(rows))
    table = Markup('<table class="programmes"><tbody>%s</tbody></table>') % lines
    html_buttons.draw(table, "programmes", _LINE_REM * len(rows))
    shown = [standing for standing in STANDINGS if rows[standing].any()]
    layout.legend(label("column.goal_standing"), [("box", STANDINGS[one], layout.standing_words(one)) for one in shown])


def _programme(row: Mapping[str, Any], *, is_chosen: bool) -> Markup:
    """Return the line of a programme; its button opens the programme at its newest date."""
    there = {"place": row["place_code"], "date": day(row["as_of"]), "area": "all"}
    words = f"{'◉' if is_chosen else '○'} {row['place']} · {row['programme']}"
    press = html_buttons.button(words, programme=row["programme_id"], **there)
    newest = label("overview.newest", date=day(row["as_of"]), goals=number(row["goals"]))
    bar = layout.standing_bar({standing: row[standing] for standing in STANDINGS if row[standing]})
    return _PROGRAMME % (Markup(' aria-current="true"') if is_chosen else "", press, newest, bar)


def changed_figures(
    found: Callable[[int, int], pd.DataFrame], indicators: list[Row], before: object, about: About
) -> None:
    """Draw a fold with what moved since an earlier snapshot; `found(first, size)` returns rows of `moved_areas`."""
    title = label("overview.moves", date=day(before))

    def turn(first: int, size: int) -> Listing:
        return listings.move_listing(title, about, changes.in_words(found(first, size), indicators))

    layout.folded(title, "moves", lambda: table.paged(turn, "moves"))


def side_by_side(seen: Iterable[tuple[Row, Row, object, pd.DataFrame]]) -> pd.DataFrame:
    """Return the rows for `programmes`; `seen` has (programme, place, newest date, `progress` at that date)."""
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
