"""Draw the last step of intake: what would be published, what prevents it, and the result."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st
from markupsafe import Markup

from data.registry.rows import Row, areas
from views.shell import layout
from views.shell.page_links import Link, anchor
from views.text.labels import day, label, named, number, spoken
from views.text.markdown import plain
from views.text.markup import BREAK, join, show_html

_CARDS = Markup('<div class="cards" style="grid-template-columns:repeat(auto-fit,minmax(9rem,1fr))">%s</div>')
COUNTED = ("schools", "pupils", "partnerships", "members", "returns", "activities", "funds")


def counts(found: Mapping[str, int], before: Mapping[str, int] | None) -> None:
    """Draw the counts of the new snapshot; `before` has the counts of the snapshot it is compared with."""
    shown = [
        (label(f"holds.{key}"), number(found[key]), _beside(found[key], before, key)) for key in COUNTED if found[key]
    ]
    cards = join(layout.card(*one) for one in shown)
    show_html(_CARDS % cards)


def _beside(value: int, before: Mapping[str, int] | None, key: str) -> str:
    if before is None or key not in before:
        return label("intake.first_of_date")
    return label("intake.was_count", count=number(before[key])) if before[key] != value else label("intake.same_count")


def obstacles(errors: int, standing: Mapping[str, Any] | None, as_of: date, key: str) -> tuple[bool, bool]:
    """Draw what prevents publishing.

    Return whether publishing is allowed and whether it replaces a published snapshot. `standing` is the manifest of the
    snapshot published for the date; the clerk must agree to replace it, once for each `key`, which identifies that
    snapshot.
    """
    if errors:
        layout.words(label("intake.blocked_body"), strong=label("intake.blocked", count=errors))
        return False, False
    if standing is None:
        return True, False
    current = label("intake.standing", date=day(as_of), at=str(standing["published_at"])[:16].replace("T", " "))
    layout.words(label("intake.standing_body"), strong=current)
    agreed = st.checkbox(plain(label("intake.replace", date=day(as_of))), key=f"intake_replace_{key}")
    return agreed, agreed


def losses_known(losses: Sequence[Mapping[str, Any]]) -> bool:
    """Draw the findings on data that would be lost; return whether the clerk confirmed them, True if there are none."""
    if not losses:
        return True
    messages = [spoken(one, "message") for one in losses]
    layout.words(" ".join(messages), strong=label("intake.losses"))
    return st.checkbox(
        label("intake.losses_known"), key=f"intake_losses_{hash(tuple(one['message'] for one in losses))}"
    )


def button(may: bool, place: Row, as_of: date) -> bool:
    """Draw the button that publishes; return whether it was pressed."""
    words = label("intake.publish", place=named(place), date=day(as_of))
    return st.button(plain(words), type="primary", icon=":material/publish:", disabled=not may, key="intake_publish")


def progress(steps: Sequence[tuple[str, Callable[[], Sequence[Any]]]]) -> list[Any]:
    """Run the steps under a progress bar that names each.

    Return the findings of the first that fails, else an empty list.
    """
    bar = st.progress(0.0, label(f"publishing.{steps[0][0]}"))
    for at, (name, do) in enumerate(steps):
        bar.progress((at + 0.5) / len(steps), label(f"publishing.{name}"))
        if findings := list(do()):
            bar.empty()
            return findings
    bar.progress(1.0, label("publishing.done"))
    return []


def refused(findings: Sequence[Mapping[str, Any]]) -> None:
    """Draw why nothing was published."""
    lines = [label("no_change_made"), *(f"{spoken(one, 'message')} {spoken(one, 'mend')}" for one in findings)]
    show_html(Markup('<p class="words refused" role="alert">%s</p>') % join(lines, BREAK))


def done(place: str, as_of: date, sheet_counts: Mapping[str, int], links: Sequence[tuple[str, Link]]) -> bool:
    """Draw that the snapshot is published, with links to it; return whether the clerk wants to load other sheets."""
    message = label("intake.done", place=named(areas()[place]), date=day(as_of))
    st.success(plain(message), icon=":material/check_circle:")
    layout.words(
        label(
            "intake.done_counts", **{key: number(sheet_counts[key]) for key in ("schools", "partnerships", "members")}
        )
    )
    show_html(Markup('<p class="words">%s</p>') % join((anchor(link, words) for words, link in links), " · "))
    return st.button(label("intake.again"), icon=":material/add:", key="intake_again")
