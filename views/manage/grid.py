"""A sheet as it was sent, with what the product made of it: each row's role, each column's meaning, each finding in its cell."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from views.labels import label
from views.palette import INK, QUIET, SEVERITIES

SIZE = 40  # rows of a page of the grid
_STYLE = """
<style>
.sent {overflow: auto; max-height: 30rem; border: 1px solid #c4ccd6; border-radius: .5rem;}
.sent:focus-visible {outline: 2px solid #174a80; outline-offset: 2px;}
.sent table {border-collapse: separate; border-spacing: 0; font-size: .86rem; color: INK;}
.sent th, .sent td {border-right: 1px solid #e3e8ee; border-bottom: 1px solid #e3e8ee; padding: .25rem .5rem; text-align: left;
  vertical-align: top; max-width: 16rem; overflow-wrap: anywhere; background: #fff; font-weight: 400;}
.sent td {min-width: 5.5rem;} .sent td.wide {max-width: none;}
.sent thead th {position: sticky; top: 0; z-index: 2; vertical-align: bottom; min-width: 6.4rem;}
.sent th.row {position: sticky; left: 0; z-index: 1; background: #f7f9fb; color: QUIET; min-width: 3.6rem; white-space: nowrap;}
.sent thead th.row {z-index: 3;} .sent thead b {display: block; font-weight: 600;}
.sent thead small {color: inherit; white-space: nowrap; font-size: .78rem;}
.sent th.title {background: #e4eef9; color: #174a80;} .sent th.chosen {background: #dff2e6; color: #14593a;}
.sent th.unknown {background: #fdf1cd; color: #6b5200;} .sent th.ignored {background: #f1f3f5; color: #58616b;}
.sent tr.header td, .sent tr.header th {background: #e4eef9; font-weight: 600;}
.sent tr.out td {color: QUIET; background: #f1f3f5;}
.sent td.error {background: #fdeae2; box-shadow: inset 3px 0 0 #b8430a;} .sent td.warning {background: #fdf6df; box-shadow: inset 3px 0 0 #b07d00;}
.sent td.info {background: #eef2f6; box-shadow: inset 3px 0 0 #7a8794;}
.sent .why {display: block; font-size: .8rem; line-height: 1.35; margin-top: .15rem;}
</style>
""".replace("QUIET", QUIET).replace("INK", INK)
_OUT = ("title", "total", "note", "section", "example", "repeated", "duplicate", "blank")


@dataclass(frozen=True)
class Head:
    """A column: its letter, what it was understood as, and how that is known: title, chosen, ignored or unknown."""

    letter: str
    meaning: str
    why: str


@dataclass(frozen=True)
class Line:
    """A row: its number, its role (record, header, total, …; empty where it belongs to no table), its cells."""

    number: int
    role: str
    cells: Sequence[str]


@dataclass(frozen=True)
class Mark:
    """A finding at a cell: how grave it is and what it says."""

    severity: str
    words: str


Marks = Mapping[tuple[int, str], Sequence[Mark]]
"""Row number and column letter (empty: the whole row) → findings there."""


def legend() -> None:
    """Draw what the colours of the grid mean; each stands in the grid with its word."""
    entries = [(f"head.{why}", colour) for why, colour in (("title", "#e4eef9"), ("chosen", "#dff2e6"))]
    entries += [("head.unknown", "#fdf1cd"), ("head.ignored", "#f1f3f5")]
    entries += [(f"severity.{one}", colour) for one, (colour, _) in SEVERITIES.items()]
    shown = "".join(
        f'<span><i class="box" style="background:{colour}"></i>{html.escape(label(key))}</span>'
        for key, colour in entries
    )
    st.html(f'<div class="legend">{shown}</div>')


def draw(name: str, heads: Sequence[Head], lines: Sequence[Line], marks: Marks) -> None:
    """Draw rows of a sheet; every text of the sheet comes out as text."""
    top = "".join(
        f'<th scope="col" class="{head.why}">{html.escape(head.letter)}'
        f"<b>{html.escape(head.meaning)}</b><small>{html.escape(label(f'head.{head.why}'))}</small></th>"
        for head in heads
    )
    body = "".join(_row(line, heads, marks) for line in lines)
    st.html(
        f'{_STYLE}<div class="sent" role="region" tabindex="0" aria-label="{html.escape(name)}"><table><thead><tr>'
        f'<th class="row" scope="col">{html.escape(label("grid.row"))}</th>{top}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _row(line: Line, heads: Sequence[Head], marks: Marks) -> str:
    role = label(f"role.{line.role}") if line.role and line.role != "record" else ""
    kind = "header" if line.role == "header" else "out" if line.role in _OUT else ""
    filled = [text for text in line.cells if text]
    if kind == "out" and len(filled) == 1:  # a title or a note runs over the columns beside it, as in the sheet
        cells = f'<td class="wide" colspan="{len(heads)}">{html.escape(filled[0])}</td>'
    else:
        told = zip(line.cells, heads, strict=False)
        cells = "".join(_cell(text, marks.get((line.number, head.letter), ())) for text, head in told)
    number = f'<th class="row" scope="row">{line.number} {html.escape(role)}</th>'
    return f'<tr class="{kind}">{number}{cells}</tr>{_of_row(marks.get((line.number, ""), ()), len(heads))}'


def _of_row(found: Sequence[Mark], columns: int) -> str:
    """Return what was found in a row as a whole, in a row of its own below it."""
    if not found:
        return ""
    return f'<tr><th class="row"></th><td class="wide {_gravest(found)}" colspan="{columns}">{"".join(map(_why, found))}</td></tr>'


def _gravest(found: Sequence[Mark]) -> str:
    return min(found, key=lambda mark: list(SEVERITIES).index(mark.severity)).severity


def _cell(text: str, found: Sequence[Mark]) -> str:
    if not found:
        return f"<td>{html.escape(text)}</td>"
    return f'<td class="{_gravest(found)}">{html.escape(text)}{"".join(map(_why, found))}</td>'


def _why(mark: Mark) -> str:
    return (
        f'<span class="why"><b>{html.escape(label(f"severity.{mark.severity}"))}</b> {html.escape(mark.words)}</span>'
    )
