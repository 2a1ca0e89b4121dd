"""A sheet as it was sent, with what the product made of it: each row's role, each column's meaning, each finding in its cell."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from views.panels.manage.words import reason_words
from views.text.labels import label
from views.theme.palette import INK, QUIET, SEVERITIES, TAKEN

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
.sent th.row {position: sticky; left: 0; z-index: 1; background: #f7f9fb; color: QUIET; min-width: 3.6rem; max-width: 7.5rem;}
.sent thead th.row {z-index: 3;} .sent thead b {display: block; font-weight: 600;}
.sent thead small {color: inherit; white-space: nowrap; font-size: .78rem;}
.sent th.title, .sent th.part, .sent th.chosen {background: #e4eef9; color: #174a80;}
.sent th.asked {background: #f1e5f6; color: #55306b;}
.sent th.unknown, .sent th.ignored, .sent th.dropped {background: #e6e9ed; color: #525b65;}
.sent tr.header td, .sent tr.header th {font-weight: 600;}
TAKEN
FOUND
.sent .why {display: block; font-size: .8rem; line-height: 1.35; margin-top: .15rem;}
</style>
"""
_TAKEN = "".join(
    f".sent tr.{kind} > td, .sent tr.{kind} > th, .sent tr > td.{kind} {{background: {ground}; color: {text};}} "
    for kind, (ground, text) in TAKEN.items()
)
_BARS = {"error": "#b8430a", "warning": "#b07d00", "info": "#7a8794"}
_FOUND = "".join(
    f".sent tr > td.{one} {{background: {ground}; box-shadow: inset 3px 0 0 {_BARS[one]};}} "
    for one, (ground, _) in SEVERITIES.items()
)
_STYLE = _STYLE.replace("QUIET", QUIET).replace("INK", INK).replace("TAKEN", _TAKEN).replace("FOUND", _FOUND)
_ROLES = {"header": "header", "title": "header", "section": "header", "total": "total", "record": "", "": ""}
"""What a row is → what its cells were taken for; any other row is left out."""
_NAMED = ("header", "title", "total", "note", "section", "example", "repeated", "duplicate", "blank")


@dataclass(frozen=True)
class Head:
    """A column: its letter, what it was understood as, and how: title, part, chosen, dropped (by hand), asked, ignored, unknown."""

    letter: str
    meaning: str
    why: str


@dataclass(frozen=True)
class Taken:
    """What a cell was taken for: header, value, total, left_out or asked; of one left out the reason. Empty: an empty cell."""

    kind: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Line:
    """A row: its number, its role (record, header, total, a reason …; empty where it belongs to no table), its cells.

    `taken` says of each cell what it was taken for.
    """

    number: int
    role: str
    cells: Sequence[str]
    taken: Sequence[Taken] = ()


@dataclass(frozen=True)
class Mark:
    """A finding at a cell: how grave it is and what it says."""

    severity: str
    words: str


Marks = Mapping[tuple[int, str], Sequence[Mark]]
"""Row number and column letter (empty: the whole row) → findings there."""


def legend() -> None:
    """Draw what the colours of the grid mean; each stands in the grid with its word."""
    entries = [(f"taken.{kind}", ground, "") for kind, (ground, _) in TAKEN.items()]
    entries += [
        (f"severity.{one}", colour, f";box-shadow:inset 4px 0 0 {_BARS[one]}")
        for one, (colour, _) in SEVERITIES.items()
    ]
    shown = "".join(
        f'<span><i class="box" style="background:{colour}{rim}"></i>{html.escape(label(key))}</span>'
        for key, colour, rim in entries
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
    kind = _ROLES.get(line.role, "left_out")
    taken = line.taken or [Taken()] * len(line.cells)
    filled = [at for at, text in enumerate(line.cells) if text]
    if line.role not in ("record", "") and len(filled) == 1:  # a title or a note runs over the columns beside it
        (at,) = filled
        cells = _cell(line.cells[at], taken[at], marks.get((line.number, heads[at].letter), ()), columns=len(heads))
    else:
        told = zip(line.cells, taken, heads, strict=False)
        cells = "".join(_cell(text, one, marks.get((line.number, head.letter), ())) for text, one, head in told)
    name = label(f"role.{line.role}") if line.role in _NAMED else reason_words(line.role) if kind == "left_out" else ""
    number = f'<th class="row" scope="row">{line.number} {html.escape(name)}</th>'
    return f'<tr class="{kind}">{number}{cells}</tr>{_of_row(marks.get((line.number, ""), ()), len(heads))}'


def _of_row(found: Sequence[Mark], columns: int) -> str:
    """Return what was found in a row as a whole, in a row of its own below it."""
    if not found:
        return ""
    return f'<tr><th class="row"></th><td class="wide {_gravest(found)}" colspan="{columns}">{"".join(map(_why, found))}</td></tr>'


def _gravest(found: Sequence[Mark]) -> str:
    return min(found, key=lambda mark: list(SEVERITIES).index(mark.severity)).severity


def _cell(text: str, taken: Taken, found: Sequence[Mark], columns: int = 1) -> str:
    tones = " ".join(filter(None, (taken.kind, _gravest(found) if found else "", "wide" if columns > 1 else "")))
    said = _said(taken)
    around = f' class="{tones}"' if tones else ""
    around += f' colspan="{columns}"' if columns > 1 else ""
    around += f' title="{html.escape(said)}"' if said else ""
    return f"<td{around}>{html.escape(text)}{''.join(map(_why, found))}</td>"


def _said(taken: Taken) -> str:
    """Return what a cell was taken for where its colour says so: that and the reason of one left out."""
    if taken.kind == "left_out":
        return label("taken.because", reason=reason_words(taken.reason))
    return label(f"taken.{taken.kind}") if taken.kind in ("asked", "total") else ""


def _why(mark: Mark) -> str:
    return (
        f'<span class="why"><b>{html.escape(label(f"severity.{mark.severity}"))}</b> {html.escape(mark.words)}</span>'
    )
