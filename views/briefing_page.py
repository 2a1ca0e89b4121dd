"""The briefing page: what to say and against which earlier date, an outline of it, and the ways to take it along."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from views import choices, frame
from views.briefing.content import Briefing
from views.briefing.files import ENDINGS, MIMES, WRITERS
from views.labels import area_kind, label, language, named, number, records, speaking, target
from views.links import Link, anchor
from views.remembered import Memory

PAGE, NONE = "pages/report/briefing.py", "none"
remembered = Memory(32)  # a briefing holds every list it names


def goals(rows: pd.DataFrame) -> list[str]:
    """Draw the goals to choose from (`goals` in the URL); return the codes in the order chosen, none for all."""
    options = {
        row["goal_id"]: f"{row['goal_id']}　{named(row)}　{target(row['target'], row['unit'], row['comparator'])}"
        for row in records(rows)
    }
    return choices.several("goals", label("briefing.goals"), options, label("briefing.all_goals", count=len(options)))


def comparison(earlier: Sequence[str]) -> str:
    """Draw the earlier dates to compare with (`since` in the URL), the last one first; return it, or `none`."""
    options = {day: day for day in earlier} | {NONE: label("briefing.no_comparison")}
    return choices.choice("since", label("briefing.since"), options, next(iter(options)))


def whole(asked: str, most: int) -> int:
    """Return a number from the URL between 0 and `most`; 0 for nonsense."""
    return min(int(asked), most) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0


def screen_of(step: int, **kept: str) -> Link:
    """Return the link that opens the meeting at a step."""
    return PAGE, choices.link(present="1", step=str(step), **kept)


def ways(briefing: Briefing, make: Callable[[], Briefing], kept: Mapping[str, str]) -> None:
    """Draw the button into the meeting and the files; each is written when it is asked for, away from the page."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.page_link(
            PAGE, label=label("briefing.present"), icon=":material/slideshow:",
            query_params=screen_of(0, **kept)[1],
        )  # fmt: skip
        for what in WRITERS:
            st.download_button(
                label(f"briefing.{what}"), data=partial(_written, what, make, language(), area_kind()),
                file_name=f"{briefing.stem}.{ENDINGS[what]}", mime=MIMES[what], key=f"briefing_{what}",
                icon=":material/download:", on_click="ignore", help=label(f"briefing.{what}_help"),
            )  # fmt: skip


def _written(what: str, make: Callable[[], Briefing], tongue: str, kind: str) -> bytes:
    """Return a file in the words of the session that asked."""
    with speaking(tongue, kind):
        return WRITERS[what](make())


def outline(briefing: Briefing, kept: Mapping[str, str]) -> None:
    """Draw what the briefing says, a row a screen: its figure, where it stands, how many are listed by name."""
    heads = "".join(
        f'<th scope="col">{escape(label(f"briefing.{key}"))}</th>' for key in ("screen", "figure", "stands", "names")
    )
    rows = "".join(
        f"<tr><td>{anchor(screen_of(at, **kept), f'{claim.code} {claim.title}')}</td>"
        f"<td><b>{escape(claim.value)}</b> {escape(claim.beside)}</td>"
        f"<td>{frame.standing(claim.goal['standing'])}<br>{escape(claim.sentence)}</td>"
        f'<td class="shown">{number(claim.missing.rows)}</td></tr>'
        for at, claim in enumerate(briefing.claims, start=1)
    )
    frame.title(briefing.title, label("goals.total", count=len(briefing.claims)))
    frame.points(briefing.changes)
    st.html(f'<table class="ranked outline"><thead><tr>{heads}</tr></thead>{rows}</table>')
