"""Draw what surrounds every page (style, head line, badge) and its standard blocks: figures, cards, legends."""

import json
from collections.abc import Callable, Mapping

import streamlit as st
from markupsafe import Markup

from views.shell.page_links import ENLIVEN
from views.text import markdown
from views.text.labels import DEFAULT, label
from views.text.markdown import plain
from views.text.markup import BREAK, join, run_script, show_html
from views.theme.palette import MARKS, STANDINGS
from views.theme.styles import page_styles


def dress(language: str) -> None:
    """Add the style sheet, the document's language, the translated skip link and the script for links to the page."""
    show_html(page_styles())
    code = "zh-CN" if language == DEFAULT else "en"
    skip = f"document.querySelector('[data-testid=stSkipToContent]').textContent = {json.dumps(label('skip'))};"
    run_script(f"document.documentElement.lang = '{code}'; {skip} {ENLIVEN}")


def head(title: str, where: str, status: str, details: list[str]) -> None:
    """Draw the head of a page: its question, the place and date, and the badge that says synthetic or official data."""
    st.title(plain(title))
    words = " · ".join(word for word in [where, *details] if word)
    badge = Markup('<span class="badge %s">%s</span>') % (status, label(f"status.{status}"))
    show_html(Markup('<p class="line">%s %s</p>') % (badge, words))


def figure(value: str, beside: str, below: str) -> None:
    """Draw one big figure with its counts beside it and its rule and date below."""
    show_html(_big(value, beside))
    st.caption(plain(below))


def _big(value: str, beside: str) -> Markup:
    return Markup('<div class="figure">%s<small>%s</small></div>') % (value, beside)


def words(*lines: str, strong: str = "") -> None:
    """Draw lines of plain text, `strong` in bold above them; nothing in them is read as Markdown or HTML."""
    first = [Markup("<b>%s</b>") % strong] if strong else []
    show_html(Markup('<p class="words">%s</p>') % join([*first, *lines], BREAK))


def points(lines: list[str]) -> None:
    """Draw sentences as a list with bullets, as plain text."""
    show_html(Markup('<ul class="points">%s</ul>') % join(Markup("<li>%s</li>") % line for line in lines))


def title(strong: str, beside: str) -> None:
    """Draw the heading above a table or chart: its name in bold and its size beside it, as plain text."""
    show_html(Markup('<p class="words"><b>%s</b> · %s</p>') % (strong, beside))


def folded(words: str, key: str, draw: Callable[[], object]) -> None:
    """Draw an expander that calls `draw` only while it is open."""
    with st.expander(plain(words), key=f"fold_{key}", on_change="rerun") as part:
        if part.open:
            draw()


def fact(title: str, value: str, below: str) -> None:
    """Draw one count in a bordered box: its title, its value and the words below.

    The box is as high as its neighbours.
    """
    with st.container(border=True, height="stretch"):
        st.markdown(markdown.strong(title))
        show_html(Markup('<div class="fact">%s</div>') % value)
        st.caption(plain(below))


def cards(first: Markup, others: list[tuple[str, str, str]]) -> None:
    """Draw a row of cards: first the figure's (`figure_card`), then one for each (title, value, words below)."""
    show_html(Markup('<div class="cards">%s%s</div>') % (first, join(card(*one) for one in others)))


def card(title: str, value: str, below: str) -> Markup:
    """Return a card with one count: its title, its value and the words below."""
    return Markup('<div class="card"><b>%s</b><div class="fact">%s</div><p>%s</p></div>') % (title, value, below)


def figure_card(title: str, value: str, beside: str, below: str) -> Markup:
    """Return a card with one big figure: its title, its counts beside it, and its rule and date below."""
    return Markup('<div class="card wide"><b>%s</b>%s<p>%s</p></div>') % (title, _big(value, beside), below)


def standing(value: str) -> Markup:
    """Return the standing of a goal as a coloured word with its mark."""
    return Markup('<b style="color:%s">%s</b>') % (STANDINGS[value], standing_words(value))


def standing_line(area: str, value: str) -> None:
    """Draw the standing of a goal in large type, after the name of the area whose standing it is."""
    show_html(Markup('<div style="font-size:1.35rem">%s　%s</div>') % (area, standing(value)))


def standing_words(value: str) -> str:
    """Return the standing of a goal as its mark and word."""
    return f"{MARKS[value]} {label(f'standing.{value}')}"


def standing_bar(found: Mapping[str, int]) -> Markup:
    """Return a bar with one part for each standing: as wide as its count, with its mark and number."""
    part = Markup('<span style="flex:%s;background:%s" title="%s %s">%s&nbsp;%s</span>')
    parts = [
        part % (count, STANDINGS[one], standing_words(one), f"{count:,}", MARKS[one], f"{count:,}")
        for one, count in found.items()
    ]
    return Markup('<div class="standings">%s</div>') % join(parts)


def legend(title: str, entries: list[tuple[str, str, str]]) -> None:
    """Draw a legend line under a title; entries are (shape: box, dot or arc; colour; words)."""
    marks = join(Markup('<span><i class="%s" style="background:%s"></i>%s</span>') % entry for entry in entries)
    show_html(Markup('<div class="legend"><b>%s</b>%s</div>') % (title, marks))
