"""Draw a sheet as sent, with its reading: the role of each row, the meaning of each column, the findings in each cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from views.panels.manage.words import reason_words
from views.text.labels import label
from views.text.markup import NOTHING, join, show_html
from views.theme.palette import SEVERITIES, SEVERITY_RIMS, TAKEN

SIZE = 40  # rows on one page of the grid
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
"""Role of a row → class of its cells; any other row is left out."""
_NAMED = ("header", "title", "total", "note", "section", "example", "repeated", "duplicate", "blank")


@dataclass(frozen=True)
class Head:
    """A column: its letter, its meaning, and how the meaning was found.

    `why` is title, part, chosen, dropped (by hand), asked, ignored or unknown.
    """

    letter: str
    meaning: str
    why: str


@dataclass(frozen=True)
class Taken:
    """How a cell was used: header, value, total, left_out (with the reason) or asked; an empty kind is an empty cell."""

    kind: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Line:
    """A row: its number, its role and its cells; `taken` says how each cell was used.

    The role is record, header, total or a reason for leaving the row out; it is empty if the row belongs to no table.
    """

    number: int
    role: str
    cells: Sequence[str]
    taken: Sequence[Taken] = ()


@dataclass(frozen=True)
class Mark:
    """A finding at a cell: its severity and its words."""

    severity: str
    words: str


Marks = Mapping[tuple[int, str], Sequence[Mark]]
"""Row number and column letter (empty: the whole row) → findings there."""


def legend() -> None:
    """Draw the legend of the colours in the grid; the grid also has a word for each."""
    entries = [(f"taken.{kind}", ground, "") for kind, (ground, _) in TAKEN.items()]
    entries += [
        (f"severity.{one}", colour, f";box-shadow:inset 4px 0 0 {SEVERITY_RIMS[one]}")
        for one, (colour, _) in SEVERITIES.items()
    ]
    entry = Markup('<span><i class="box" style="background:%s%s"></i>%s</span>')
    shown = join(entry % (colour, rim, label(key)) for key, colour, rim in entries)
    show_html(Markup('<div class="legend">%s</div>') % shown)


def draw(name: str, heads: Sequence[Head], lines: Sequence[Line], marks: Marks) -> None:
    """Draw rows of a sheet, with all text of the sheet as plain text."""
    top = join(_HEAD % (head.why, head.letter, head.meaning, label(f"head.{head.why}")) for head in heads)
    show_html(_GRID % (name, label("grid.row"), top, join(_row(line, heads, marks) for line in lines)))


def _row(line: Line, heads: Sequence[Head], marks: Marks) -> Markup:
    kind = _ROLES.get(line.role, "left_out")
    taken = line.taken or [Taken()] * len(line.cells)
    filled = [at for at, text in enumerate(line.cells) if text]
    if line.role not in ("record", "") and len(filled) == 1:  # a title or a note spans all columns
        (at,) = filled
        cells = _cell(line.cells[at], taken[at], marks.get((line.number, heads[at].letter), ()), columns=len(heads))
    else:
        parts = zip(line.cells, taken, heads, strict=False)
        cells = join(_cell(text, one, marks.get((line.number, head.letter), ())) for text, one, head in parts)
    name = label(f"role.{line.role}") if line.role in _NAMED else reason_words(line.role) if kind == "left_out" else ""
    below = _of_row(marks.get((line.number, ""), ()), len(heads))
    return _ROW % (kind, line.number, name, cells, below)


def _of_row(found: Sequence[Mark], columns: int) -> Markup:
    """Return a table row below a row, with the findings on the row as a whole."""
    return _WHOLE_ROW % (_gravest(found), columns, join(map(_why, found))) if found else NOTHING


def _gravest(found: Sequence[Mark]) -> str:
    return min(found, key=lambda mark: list(SEVERITIES).index(mark.severity)).severity


def _cell(text: str, taken: Taken, found: Sequence[Mark], columns: int = 1) -> Markup:
    tones = " ".join(filter(None, (taken.kind, _gravest(found) if found else "", "wide" if columns > 1 else "")))
    use_words = _said(taken)
    around = _CLASS % tones if tones else NOTHING
    around += _COLUMNS % columns if columns > 1 else NOTHING
    around += _TITLE % use_words if use_words else NOTHING
    return Markup("<td%s>%s%s</td>") % (around, text, join(map(_why, found)))


def _said(taken: Taken) -> str:
    """Return how a cell was used, and for one left out the reason; an empty string if its colour needs no words."""
    if taken.kind == "left_out":
        return label("taken.because", reason=reason_words(taken.reason))
    return label(f"taken.{taken.kind}") if taken.kind in ("asked", "total") else ""


def _why(mark: Mark) -> Markup:
    return _WHY % (label(f"severity.{mark.severity}"), mark.words)
