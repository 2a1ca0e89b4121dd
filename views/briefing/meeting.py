"""Meeting mode: one claim a screen in large type, without the frame; keys, a remote or the dots go on.

A screen is (step, list page): step 0 is the title, then one a claim; a list page from 1 on shows who is missing by name.
"""

from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from views.briefing.content import Briefing, Claim
from views.shell.layout import standing_words
from views.text.labels import absent, area_names, day, figure, label, named, number, records
from views.theme.palette import COVERED, GOAL, INK, MISSING, QUIET, STANDINGS, TRACK

MOST = 390  # names that can be turned to in a meeting; the files hold all
NAMES = 30  # names of a list page: three columns of ten
_MOST_BARS = 8
_COLOURS = {"INK": INK, "QUIET": QUIET, "TRACK": TRACK, "GOAL": GOAL}


@cache
def _mount() -> Callable[..., Any]:
    """Return the component, registered once."""
    js, css = (Path(__file__).with_suffix(ending).read_text(encoding="utf-8") for ending in (".js", ".css"))
    for name, colour in _COLOURS.items():
        css = css.replace(name, colour)
    place = '<div class="meeting" tabindex="-1"></div>'
    return st.components.v2.component("lianxiao.meeting", html=place, js=js, css=css, isolate_styles=False)


def screen(briefing: Briefing, step: int, page: int, on_go: Callable[[str], None]) -> None:
    """Draw one screen; `on_go` receives where the reader goes: next, back, first, last, list, up or a step's number."""

    def forward() -> None:
        went = st.session_state["meeting"]["go"]
        if went:
            on_go(str(went))

    _mount()(key="meeting", data={"html": written(briefing, step, page)}, on_go_change=forward)


def gone(briefing: Briefing, step: int, page: int, went: str) -> tuple[int, int] | None:
    """Return the screen that follows, None out of the meeting: up leads from a list to its claim, from there out."""
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
    """Return how many screens the names of the missing units take."""
    return -(-len(claim.missing.frame) // NAMES)


def written(briefing: Briefing, step: int, page: int) -> str:
    """Return a screen as HTML; every name comes out as text."""
    if not step:
        document = f"{named(briefing.programme, 'title')}（{briefing.programme['document_no']}）"
        return _title(briefing) + _below(briefing, 0, f"{day(briefing.as_of)} · {document}", "")
    claim = briefing.claims[step - 1]
    said = f"{claim.when_and_rule}　{claim.code} · {claim.source}"
    if page:
        return _listed(claim, page) + _below(briefing, step, said, "up")
    return _claim(claim) + _below(briefing, step, said, "list" if list_pages(claim) else "")


def _title(briefing: Briefing) -> str:
    counts = briefing.goals["standing"].value_counts()
    words = "　".join(
        f'<span style="color:{colour}">{escape(standing_words(one))} {counts[one]}</span>'
        for one, colour in STANDINGS.items()
        if one in counts
    )
    total = escape(label("goals.total", count=len(briefing.goals)))
    changes = "".join(f"<p>{escape(line)}</p>" for line in briefing.changes[:3])
    compared = [label("briefing.compared", areas=briefing.compared)] if briefing.compared else []
    where = " · ".join([day(briefing.as_of), *compared])
    return (
        f'<h1>{escape(briefing.title)}</h1><p class="where">{escape(where)}</p>'
        f'<div class="screen alone"><div><p class="stands">{total}</p><p class="stands">{words}</p>{changes}</div></div>'
    )


def _claim(claim: Claim) -> str:
    bars = _bars(claim)
    colour = STANDINGS[claim.goal["standing"]]
    counties = f"<p>{escape(claim.counties)}</p>" if claim.counties else ""
    told = (
        f'<div class="big">{escape(claim.value)} <small>{escape(claim.beside)}</small></div>'
        f'<div class="stands" style="color:{colour}">{escape(standing_words(claim.goal["standing"]))}</div>'
        f"<p>{escape(claim.sentence)}</p>{counties}"
    )
    return (
        f'<h1>{escape(claim.title)}</h1><p class="where">{escape(claim.area)}</p>'
        f'<div class="screen{"" if bars else " alone"}"><div>{told}</div>{bars}</div>'
    )


def _bars(claim: Claim) -> str:
    known = claim.areas[claim.areas["denominator"] > 0]
    if known.empty or claim.meaning["format"] != "%":
        return ""
    ranked = known.assign(shown=area_names(known)).sort_values("value", kind="stable")
    few = ranked if len(ranked) <= _MOST_BARS else ranked.head(_MOST_BARS)
    colour = MISSING if claim.goal["comparator"] == "<=" else COVERED
    rows = "".join(
        f'<tr><th scope="row">{escape(str(row["shown"]))}</th><td class="bar"><span>'
        f'<i style="width:{row["value"] * 100:.1f}%;background:{colour}"></i><u style="left:{claim.goal["target"]:g}%"></u>'
        f'</span></td><td class="shown">{escape(figure(row["value"], "%"))}</td></tr>'
        for row in records(few)
    )
    more = [label("briefing.compared", areas=claim.compared)] if claim.compared else []
    more += [label("meeting.lowest", shown=len(few), all=len(ranked))] if len(few) < len(ranked) else []
    return f"<div><table>{rows}</table>{''.join(f'<p>{escape(line)}</p>' for line in more)}</div>"


def _listed(claim: Claim, page: int) -> str:
    first = (page - 1) * NAMES
    rows = records(claim.missing.frame.iloc[first : first + NAMES])
    names = "".join(f"<li>{escape(_name(row))}</li>" for row in rows)
    pages, all_of = list_pages(claim), number(claim.missing.rows)
    span = label("meeting.page", page=page, pages=pages, all=all_of)
    return (
        f'<h1>{escape(claim.missing.title)}</h1><p class="where">{escape(span)}</p>'
        f'<div class="screen alone"><ol start="{first + 1}">{names}</ol></div>'
    )


def _name(row: dict[str, Any]) -> str:
    return str(row["unit_name"]) if absent(row.get("area")) else f"{row['unit_name']}（{row['area']}）"


def _below(briefing: Briefing, step: int, said: str, way: str) -> str:
    dots = "".join(
        f'<button type="button" data-go="{at}" aria-label="{escape(words)}" title="{escape(words)}"'
        f"{' aria-current=step' if at == step else ''}></button>"
        for at, words in enumerate([briefing.title, *(f"{claim.code} {claim.title}" for claim in briefing.claims)])
    )
    button = f'<button type="button" data-go="{way}">{escape(label(f"meeting.{way}"))}</button>' if way else ""
    badge = f'<span class="badge {briefing.status}">{escape(label(f"status.{briefing.status}"))}</span>'
    return f'<div class="below"><span class="said">{badge} {escape(said)}</span>{button}<div class="dots">{dots}</div></div>'
