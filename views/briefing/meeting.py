"""Show a briefing in meeting mode: one claim per screen in large type, without the frame.

Keys, a remote control or the dots turn the screens. A screen is (step, list page): step 0 is the title, then follows one step for each claim.
List page 0 is the claim itself; from 1 on, the pages list its missing units by name.
"""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from markupsafe import Markup

from views.briefing.content import Briefing, Claim
from views.shell.layout import standing_words
from views.text.labels import absent, area_names, day, figure, label, named, number, records
from views.text.markup import NOTHING, join
from views.theme.palette import COVERED, MISSING, STANDINGS
from views.theme.styles import css

MOST = 390  # most names in the lists of a meeting; the files have all
NAMES = 30  # names on a list page: three columns of ten
_MOST_BARS = 8
_HEAD = Markup('<h1>%s</h1><p class="where">%s</p>')
_TITLE = Markup('<div class="screen alone"><div><p class="stands">%s</p><p class="stands">%s</p>%s</div></div>')
_FIGURE = Markup('<div class="big">%s <small>%s</small></div><div class="stands" style="color:%s">%s</div><p>%s</p>%s')
_BAR = Markup(
    '<tr><th scope="row">%s</th><td class="bar"><span><i style="width:%.1f%%;background:%s"></i><u style="left:%s%%"></u>'
    '</span></td><td class="shown">%s</td></tr>'
)
_LISTED = Markup('<div class="screen alone"><ol start="%s">%s</ol></div>')
_DOT = Markup('<button type="button" data-go="%s" aria-label="%s" title="%s"%s></button>')
_BUTTON = Markup('<button type="button" data-go="%s">%s</button>')
_BELOW = Markup(
    '<div class="below"><span class="said"><span class="badge %s">%s</span> %s</span>%s<div class="dots">%s</div></div>'
)


@cache
def _mount() -> Callable[..., Any]:
    """Return the component; it is registered once."""
    js = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
    place = Markup('<div class="meeting" tabindex="-1"></div>')
    return st.components.v2.component("lianxiao.meeting", html=place, js=js, css=css("meeting"), isolate_styles=False)


def screen(briefing: Briefing, step: int, page: int, on_go: Callable[[str], None]) -> None:
    """Draw one screen; `on_go` receives where the user goes: next, back, first, last, list, up or a step's number."""

    def forward() -> None:
        went = st.session_state["meeting"]["go"]
        if went:
            on_go(str(went))

    _mount()(key="meeting", data={"html": written(briefing, step, page)}, on_go_change=forward)


def gone(briefing: Briefing, step: int, page: int, went: str) -> tuple[int, int] | None:
    """Return the next screen after the move `went`; None ends the meeting.

    "up" leads from a list to its claim, and from a claim out of the meeting.
    """
    last = len(briefing.claims)
    pages = list_pages(briefing.claims[step - 1]) if step else 0
    if went == "up":
        return (step, 0) if page else None
    if went == "list":
        return (step, 0 if page or not pages else 1)
    if page and went in ("next", "back"):
        return step, min(max(page + (1 if went == "next" else -1), 1), pages)
    steps = {"next": step + 1, "back": step - 1, "first": 0, "last": last}
    to = steps[went] if went in steps else int(went) if went.isdigit() else step
    return min(max(to, 0), last), 0


def list_pages(claim: Claim) -> int:
    """Return the number of screens for the names of the missing units."""
    return -(-len(claim.missing.frame) // NAMES)


def written(briefing: Briefing, step: int, page: int) -> Markup:
    """Return the HTML of a screen, with all names as plain text."""
    if not step:
        document = f"{named(briefing.programme, 'title')}（{briefing.programme['document_no']}）"
        return _title(briefing) + _below(briefing, 0, f"{day(briefing.as_of)} · {document}", "")
    claim = briefing.claims[step - 1]
    source_line = f"{claim.when_and_rule}　{claim.code} · {claim.source}"
    if page:
        return _listed(claim, page) + _below(briefing, step, source_line, "up")
    return _claim(claim) + _below(briefing, step, source_line, "list" if list_pages(claim) else "")


def _title(briefing: Briefing) -> Markup:
    counts = briefing.goals["standing"].value_counts()
    words = [
        Markup('<span style="color:%s">%s %s</span>') % (colour, standing_words(one), counts[one])
        for one, colour in STANDINGS.items()
        if one in counts
    ]
    total = label("goals.total", count=len(briefing.goals))
    compared = [label("briefing.compared", areas=briefing.compared)] if briefing.compared else []
    where = " · ".join([day(briefing.as_of), *compared])
    return _HEAD % (briefing.title, where) + _TITLE % (total, join(words, "　"), _paragraphs(briefing.changes[:3]))


def _paragraphs(lines: Iterable[str]) -> Markup:
    return join(Markup("<p>%s</p>") % line for line in lines)


def _claim(claim: Claim) -> Markup:
    bars, goal = _bars(claim), claim.goal["standing"]
    figure_and_status = _FIGURE % (
        claim.value, claim.beside, STANDINGS[goal], standing_words(goal), claim.sentence,
        _paragraphs([claim.counties] if claim.counties else []),
    )  # fmt: skip
    screen = Markup('<div class="screen%s"><div>%s</div>%s</div>') % ("" if bars else " alone", figure_and_status, bars)
    return _HEAD % (claim.title, claim.area) + screen


def _bars(claim: Claim) -> Markup:
    known = claim.areas[claim.areas["denominator"] > 0]
    if known.empty or claim.meaning["format"] != "%":
        return NOTHING
    ranked = known.assign(shown=area_names(known)).sort_values("value", kind="stable")
    few = ranked if len(ranked) <= _MOST_BARS else ranked.head(_MOST_BARS)
    colour = MISSING if claim.goal["comparator"] == "<=" else COVERED
    target = f"{claim.goal['target']:g}"
    rows = join(
        _BAR % (str(row["shown"]), row["value"] * 100, colour, target, figure(row["value"], "%"))
        for row in records(few)
    )
    more = [label("briefing.compared", areas=claim.compared)] if claim.compared else []
    more += [label("meeting.lowest", shown=len(few), all=len(ranked))] if len(few) < len(ranked) else []
    return Markup("<div><table>%s</table>%s</div>") % (rows, _paragraphs(more))


def _listed(claim: Claim, page: int) -> Markup:
    first = (page - 1) * NAMES
    rows = records(claim.missing.frame.iloc[first : first + NAMES])
    names = join(Markup("<li>%s</li>") % _name(row) for row in rows)
    pages, all_of = list_pages(claim), number(claim.missing.rows)
    span = label("meeting.page", page=page, pages=pages, all=all_of)
    return _HEAD % (claim.missing.title, span) + _LISTED % (first + 1, names)


def _name(row: dict[str, Any]) -> str:
    return str(row["unit_name"]) if absent(row.get("area")) else f"{row['unit_name']}（{row['area']}）"


def _below(briefing: Briefing, step: int, source_line: str, way: str) -> Markup:
    here = Markup(' aria-current="step"')
    screens = [briefing.title, *(f"{claim.code} {claim.title}" for claim in briefing.claims)]
    dots = join(_DOT % (at, words, words, here if at == step else "") for at, words in enumerate(screens))
    button = _BUTTON % (way, label(f"meeting.{way}")) if way else ""
    return _BELOW % (briefing.status, label(f"status.{briefing.status}"), source_line, button, dots)
