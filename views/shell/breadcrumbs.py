"""Where a page stands, as one quiet line of links: place → county → township → community → school."""

import html
from collections.abc import Sequence

import streamlit as st

from views.shell.page_links import Link, anchor, to_county
from views.text.labels import absent, label
from views.theme.palette import QUIET

Step = tuple[str, Link | None]

_STYLE = """
<style>
.trail {font-size: .88rem; color: QUIET; line-height: 1.5; margin: 0 0 -.8rem 0;}
.trail ol {list-style: none; display: flex; flex-wrap: wrap; gap: 0 .1rem; margin: 0; padding: 0;}
.trail li {margin: 0; overflow-wrap: anywhere;}
.trail li + li::before {content: "›"; margin: 0 .4rem;}
.trail a {color: QUIET; text-decoration: underline; text-decoration-color: #c4ccd6; text-underline-offset: .2em;}
.trail a:hover {color: #174a80; text-decoration-color: currentColor;}
a.go:focus-visible {border-radius: .15rem;}
</style>
""".replace("QUIET", QUIET)


def place_step(words: str) -> Step:
    """Return the step of the whole place."""
    return words, to_county("all", town="all")


def area_step(words: str, code: str) -> Step:
    """Return the step of a county, or of a township where the place is itself a county."""
    return words, to_county(code, town="all")


def town_steps(words: object, area: str, code: object) -> list[Step]:
    """Return the step of a township inside a county; none where it is not known or is the area itself."""
    return [] if absent(code) or code == area else [(str(words), to_county(area, town=str(code)))]


def trail(steps: Sequence[Step]) -> None:
    """Draw the steps down to here, the last one as where we are; names come out as text."""
    *above, (here, _) = steps
    items = [f"<li>{html.escape(words) if to is None else anchor(to, words)}</li>" for words, to in above]
    items.append(f'<li aria-current="page">{html.escape(here)}</li>')
    title = html.escape(label("trail"))
    nav = f'<nav class="trail" aria-label="{title}"><ol>{"".join(items)}</ol></nav>'
    st.html(f"{_STYLE}{nav}")
