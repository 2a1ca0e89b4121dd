"""A sheet as it was sent, with what the product made of it: each row's role, each column's meaning, each finding in its cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from views.panels.manage.words import reason_words
from views.text.labels import label
from views.text.markup import NOTHING, join, show_html
from views.theme.palette import SEVERITIES, SEVERITY_RIMS, TAKEN

SIZE = 40  # rows of a page of the grid
_GRID = Markup(
    '<div class="sent" role="region" tabindex="0" aria-label="%s"><table><thead><tr>'
    '<th class="row" scope="col">%s</th>%s</tr></thead><tbody>%s</tbody></table></div>'
)
_HEAD = Markup('<th scope="col" class="%s">%s<b>%s</b><small>%s</small></th>')
_ROW = Markup('<tr class="%s"><th class="row" scope="row">%s %s</th>%s</tr>%s')
_WHOLE_ROW = Markup('<tr><th class="row"></th><td class="wide %s" colspan="%s">%s</td></tr>')
_WHY = Markup('<span class="why"><b>%s</b> %s</span>')
_CLASS, _COLUMNS, _TITLE = Markup(' class="%s"'), Markup(' colspan="%s"'), Markup(' title="%s"')
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
        (f"severity.{one}", colour, f";box-shadow:inset 4px 0 0 {SEVERITY_RIMS[one]}")
        for one, (colour, _) in SEVERITIES.items()
    ]
    entry = Markup('<span><i class="box" style="background:%s%s"></i>%s</span>')
    shown = join(entry % (colour, rim, label(key)) for key, colour, rim in entries)
    show_html(Markup('<div class="legend">%s</div>') % shown)


def draw(name: str, heads: Sequence[Head], lines: Sequence[Line], marks: Marks) -> None:
    """Draw rows of a sheet; every text of the sheet comes out as text."""
    top = join(_HEAD % (head.why, head.letter, head.meaning, label(f"head.{head.why}")) for head in heads)
    show_html(_GRID % (name, label("grid.row"), top, join(_row(line, heads, marks) for line in lines)))


def _row(line: Line, heads: Sequence[Head], marks: Marks) -> Markup:
    kind = _ROLES.get(line.role, "left_out")
    taken = line.taken or [Taken()] * len(line.cells)
    filled = [at for at, text in enumerate(line.cells) if text]
    if line.role not in ("record", "") and len(filled) == 1:  # a title or a note runs over the columns beside it
        (at,) = filled
        cells = _cell(line.cells[at], taken[at], marks.get((line.number, heads[at].letter), ()), columns=len(heads))
    else:
        told = zip(line.cells, taken, heads, strict=False)
        cells = join(_cell(text, one, marks.get((line.number, head.letter), ())) for text, one, head in told)
    name = label(f"role.{line.role}") if line.role in _NAMED else reason_words(line.role) if kind == "left_out" else ""
    below = _of_row(marks.get((line.number, ""), ()), len(heads))
    return _ROW % (kind, line.number, name, cells, below)


def _of_row(found: Sequence[Mark], columns: int) -> Markup:
    """Return what was found in a row as a whole, in a row of its own below it."""
    return _WHOLE_ROW % (_gravest(found), columns, join(map(_why, found))) if found else NOTHING


def _gravest(found: Sequence[Mark]) -> str:
    return min(found, key=lambda mark: list(SEVERITIES).index(mark.severity)).severity


def _cell(text: str, taken: Taken, found: Sequence[Mark], columns: int = 1) -> Markup:
    tones = " ".join(filter(None, (taken.kind, _gravest(found) if found else "", "wide" if columns > 1 else "")))
    said = _said(taken)
    around = _CLASS % tones if tones else NOTHING
    around += _COLUMNS % columns if columns > 1 else NOTHING
    around += _TITLE % said if said else NOTHING
    return Markup("<td%s>%s%s</td>") % (around, text, join(map(_why, found)))


def _said(taken: Taken) -> str:
    """Return what a cell was taken for where its colour says so: that and the reason of one left out."""
    if taken.kind == "left_out":
        return label("taken.because", reason=reason_words(taken.reason))
    return label(f"taken.{taken.kind}") if taken.kind in ("asked", "total") else ""


def _why(mark: Mark) -> Markup:
    return _WHY % (label(f"severity.{mark.severity}"), mark.words)
