"""What stands around every page: the choices in the sidebar, the head line, badge and notes."""

import html
import json
from collections.abc import Callable, Mapping

import streamlit as st

from views.shell.page_links import ENLIVEN
from views.text import markdown
from views.text.labels import DEFAULT, label
from views.text.markdown import plain
from views.theme.palette import INK, MARKS, QUIET, STANDINGS, TRACK

_STYLE = (
    """
<style>
[data-testid="stElementToolbar"], [data-testid="stHeaderActionElements"] {display: none;}
[data-testid="stMainBlockContainer"] {padding: 1.4rem 2.2rem 2rem 2.2rem; max-width: 1560px;}
[data-testid="stHeader"] {height: 0; min-height: 0;}
[data-testid="stExpandSidebarButton"] {position: fixed; top: .4rem; left: .4rem; background: #ffffff;}
[data-testid="stSidebarHeader"] {padding-bottom: 0; height: 1.2rem;}
[data-testid="stSidebarUserContent"] {padding-top: .4rem;} [data-testid="stSidebarUserContent"] [data-testid="stVerticalBlock"] {gap: .55rem;}
/* What the keyboard is on: one outline everywhere, round the whole of a box, a table or a map. */
:focus-visible, [data-testid="stTextInputRootElement"]:focus-within, div:has(> input[role="combobox"]:focus-visible),
[data-testid="stDataFrame"]:focus-within:has(:focus-visible), [data-testid="stDeckGlJsonChart"]:has(.deck-events-root:focus-visible) {
  outline: 2px solid #174a80 !important; outline-offset: 2px;
}
input:focus-visible, canvas:focus-visible, td[role="gridcell"]:focus-visible, .dvn-scroller:focus-visible,
.deck-events-root:focus-visible {outline: none !important;}
[data-testid="stMain"]:focus-visible {outline-offset: -2px;}
h1 {font-size: 1.7rem !important; padding: 0 0 .2rem 0 !important;}
h2 {font-size: 1.2rem !important;} h3, h4 {font-size: 1.05rem !important;}
.badge {display: inline-block; padding: .1rem .55rem; border-radius: .3rem; font-size: .85rem; font-weight: 600; margin-right: .5rem;}
[data-testid="stMarkdownContainer"] td {min-width: 7.6rem;}
.badge.synthetic {background: #fff0c2; color: #6b4e00; border: 1px solid #d9a400;}
.badge.official {background: #e4eef9; color: #174a80; border: 1px solid #9dbfe3;}
.line {color: QUIET; font-size: .92rem; margin: 0 0 .6rem 0;}
.figure {font-size: 2.6rem; font-weight: 700; color: INK; line-height: 1.15;}
.figure small {font-size: 1.15rem; font-weight: 500; color: QUIET; margin-left: .5rem;}
.words {line-height: 1.6; margin: 0 0 .4rem 0;}
.standings {display: flex; gap: 2px; margin: .1rem 0 .5rem 0;}
.standings span {color: #fff; font-size: .85rem; font-weight: 600; text-align: center; padding: .15rem .2rem; min-width: 2.4rem; white-space: nowrap;}
.standings span:first-child {border-radius: .3rem 0 0 .3rem;} .standings span:last-child {border-radius: 0 .3rem .3rem 0;}
.points {line-height: 1.6; margin: 0 0 .4rem 0; padding-left: 1.2rem;} .points li {margin: 0 0 .25rem 0; max-width: 75rem;}
.fact {font-size: 2rem; font-weight: 600; color: INK; line-height: 1.4;}
.cards {display: grid; grid-template-columns: 2fr 1fr 1fr 1fr; gap: 1rem;}
.card {border: 1px solid #d8dee6; border-radius: .3rem; padding: .9rem 1rem;}
.card p {color: QUIET; font-size: .88rem; line-height: 1.5; margin: .3rem 0 0 0;}
.ranked {border-collapse: collapse; width: 100%; font-size: .95rem; color: INK;}
.ranked th, .ranked td {border: none; border-bottom: 1px solid #e3e8ee; padding: .22rem .6rem .22rem 0; vertical-align: middle;}
.ranked th {font-weight: 500; text-align: left;} .ranked thead th {color: QUIET; font-size: .85rem;}
.ranked .bar {display: block; width: 100%; min-width: 8rem; background: TRACK;}
.ranked .bar i {display: block; height: .8rem;} .ranked td:has(.bar) {width: 50%;}
.ranked .shown {text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums;}
.ranked img {display: block; max-width: none;} .ranked .strip {width: 316px;}
.ranked a {color: #174a80; text-underline-offset: .2em;}
.legend {display: flex; flex-wrap: wrap; gap: .25rem 1rem; font-size: .88rem; color: INK; align-items: center;}
.legend i {display: inline-block; width: 1rem; height: .8rem; margin-right: .35rem; border: 1px solid #c4ccd6;}
.legend i.dot {border-radius: 50%; width: .75rem; height: .75rem; border: none;}
.legend i.arc {height: .22rem; border: none; vertical-align: middle;}
.print {font: inherit; padding: .35rem 1rem; border: 1px solid #9dbfe3; border-radius: .3rem; background: #e4eef9; color: #174a80; cursor: pointer;}
@media print {
  @page {size: A4 portrait; margin: 14mm 12mm;}
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stExpandSidebarButton"], [data-testid="stTextInput"],
  [data-testid="stButtonGroup"], [data-testid="stDownloadButton"], [data-testid="stPageLink"], .print {display: none !important;}
  html, body, #root, .stApp, [data-testid="stAppViewContainer"], [data-testid="stMain"], [data-testid="stMainBlockContainer"] {
    position: static !important; display: block !important; height: auto !important; max-width: none !important;
    overflow: visible !important; padding: 0 !important;
  }
  pre, code {white-space: pre-wrap !important; overflow-wrap: anywhere; overflow: visible !important; max-height: none !important;}
  table {width: 100%; table-layout: auto;} td, th {overflow-wrap: anywhere;}
  tr, h2, h3, h4 {break-inside: avoid;} h2, h3, h4 {break-after: avoid;}
}
</style>
""".replace("QUIET", QUIET)
    .replace("INK", INK)
    .replace("TRACK", TRACK)
)


def dress(language: str) -> None:
    """Put the house style on the page, tell the browser its language, let Streamlit's skip link speak it, enliven links."""
    st.html(_STYLE)
    code = "zh-CN" if language == DEFAULT else "en"
    skip = f"document.querySelector('[data-testid=stSkipToContent]').textContent = {json.dumps(label('skip'))};"
    st.html(
        f"<script>document.documentElement.lang = '{code}'; {skip} {ENLIVEN}</script>", unsafe_allow_javascript=True
    )


def head(title: str, where: str, status: str, details: list[str]) -> None:
    """Draw a page's head: its question, where and when, and the badge of synthetic or official data."""
    st.title(plain(title))
    words = " · ".join(html.escape(word) for word in [where, *details] if word)
    st.html(f'<p class="line"><span class="badge {status}">{html.escape(label(f"status.{status}"))}</span> {words}</p>')


def figure(value: str, beside: str, below: str) -> None:
    """Draw one big figure with its counts beside it and its rule and date below."""
    st.html(f'<div class="figure">{html.escape(value)}<small>{html.escape(beside)}</small></div>')
    st.caption(plain(below))


def words(*lines: str, strong: str = "") -> None:
    """Draw plain lines, the first of them strong: names come out as text, never as Markdown or HTML."""
    parts = [f"<b>{html.escape(strong)}</b>"] if strong else []
    st.html(f'<p class="words">{"<br>".join([*parts, *map(html.escape, lines)])}</p>')


def points(lines: list[str]) -> None:
    """Draw sentences one below the other, each with its mark: names come out as text."""
    st.html(f'<ul class="points">{"".join(f"<li>{html.escape(line)}</li>" for line in lines)}</ul>')


def title(strong: str, beside: str) -> None:
    """Draw what stands above a table or chart: its name and, more quietly, its size. Names come out as text."""
    st.html(f'<p class="words"><b>{html.escape(strong)}</b> · {html.escape(beside)}</p>')


def folded(words: str, key: str, draw: Callable[[], object]) -> None:
    """Draw a fold; what lies in a closed one is neither asked for nor drawn."""
    with st.expander(plain(words), key=f"fold_{key}", on_change="rerun") as part:
        if part.open:
            draw()


def fact(title: str, value: str, below: str) -> None:
    """Draw one plain count with what stands beside it, as high as its neighbours."""
    with st.container(border=True, height="stretch"):
        st.markdown(markdown.strong(title))
        st.html(f'<div class="fact">{html.escape(value)}</div>')
        st.caption(plain(below))


def cards(first: str, others: list[tuple[str, str, str]]) -> None:
    """Draw a card with the figure (HTML of `figure_card`) and one a plain count: its title, value and what stands below."""
    written = [
        f'<div class="card"><b>{html.escape(name)}</b><div class="fact">{html.escape(value)}</div>'
        f"<p>{html.escape(below)}</p></div>"
        for name, value, below in others
    ]
    st.html(f'<div class="cards">{first}{"".join(written)}</div>')


def figure_card(title: str, value: str, beside: str, below: str) -> str:
    """Return the card of one big figure with its counts beside it and its rule and date below, as HTML."""
    big = f'<div class="figure">{html.escape(value)}<small>{html.escape(beside)}</small></div>'
    return f'<div class="card wide"><b>{html.escape(title)}</b>{big}<p>{html.escape(below)}</p></div>'


def standing(value: str) -> str:
    """Return a goal's standing as a coloured word with its mark, as HTML."""
    return f'<b style="color:{STANDINGS[value]}">{html.escape(standing_words(value))}</b>'


def standing_line(area: str, value: str) -> None:
    """Draw where a goal stands at an area, in large type: a goal of many areas must say whose standing this is."""
    st.html(f'<div style="font-size:1.35rem">{html.escape(area)}　{standing(value)}</div>')


def standing_words(value: str) -> str:
    """Return a goal's standing as its mark and word."""
    return f"{MARKS[value]} {label(f'standing.{value}')}"


def standing_bar(found: Mapping[str, int]) -> str:
    """Return a bar of standings as HTML: widths by count, each with its mark and number."""
    parts = [
        f'<span style="flex:{count};background:{STANDINGS[one]}" '
        f'title="{html.escape(standing_words(one))} {count:,}">{MARKS[one]}&nbsp;{count:,}</span>'
        for one, count in found.items()
    ]
    return f'<div class="standings">{"".join(parts)}</div>'


def legend(title: str, entries: list[tuple[str, str, str]]) -> None:
    """Draw a legend line under a title; entries are (shape: box, dot or arc; colour; words)."""
    marks = [
        f'<span><i class="{shape}" style="background:{colour}"></i>{html.escape(words)}</span>'
        for shape, colour, words in entries
    ]
    st.html(f'<div class="legend"><b>{html.escape(title)}</b>{"".join(marks)}</div>')
