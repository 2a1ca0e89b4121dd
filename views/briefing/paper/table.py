"""Write tables on paper: the header repeats on every page, rows do not break across pages, columns fit their content."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from views.briefing.paper.page import WIDTH_MM, said
from views.briefing.paper.type import faces, run_properties
from views.exports.listing import Column, Listing
from views.exports.widths import letters
from views.exports.words import cell_words
from views.theme.palette import SOFT, TINTS

_TWIPS_A_MM = 1440 / 25.4
_SIDES = 150  # twips beside a cell's text
_STANDING, _MOST = 11, 36  # most letters of a standing, and of any column; longer texts wrap
_HEADING, _LEAST, _NARROWEST = 12, 8, 6  # letters: a header on one line; least for a text; least for any column
_PIECES = re.compile(r"[\x21-\x7e\u00a0]+")
_RIGHT = ("count", "share", "decimal", "gain", "points")


@dataclass(frozen=True)
class Grid:
    """The content of a table in words: its columns, its rows, and for each cell a standing that colours it, or ""."""

    columns: list[Column]
    rows: list[list[str]]
    standings: list[list[str]]


def grid_of(listing: Listing, names: Sequence[str], first: int | None = None) -> Grid:
    """Return some columns of a list as a table, in the order of `names`; with `first` only that many rows."""
    by_name = {column.name: column for column in listing.columns}
    columns = [by_name[name] for name in names if name in by_name]
    frame = listing.frame.head(first) if first is not None else listing.frame
    words = [[cell_words(value, column).replace("\u00a0", " ") for value in frame[column.name]] for column in columns]
    tints = [frame[column.raw].fillna("") if column.kind == "standing" else [""] * len(frame) for column in columns]
    return Grid(
        columns, [list(row) for row in zip(*words, strict=True)], [list(row) for row in zip(*tints, strict=True)]
    )


def numbered(grid: Grid, header: str) -> Grid:
    """Return the table with a first column that numbers its rows."""
    rows = [[str(at), *row] for at, row in enumerate(grid.rows, start=1)]
    return replace(
        grid,
        columns=[Column("", header, "count"), *grid.columns],
        rows=rows,
        standings=[["", *row] for row in grid.standings],
    )


def table(grid: Grid) -> BaseOxmlElement:
    """Return the table as an XML element for the document's body."""
    widths = _widths(grid)
    heads = zip(grid.columns, widths, strict=True)
    head = _row([_cell(column.header, width, "TableHead", "center", SOFT) for column, width in heads], "<w:tblHeader/>")
    body = [
        _row(
            [
                _cell(text, width, "TableText", "right" if column.kind in _RIGHT else "left", *TINTS.get(standing, ()))
                for text, standing, column, width in zip(row, standings, grid.columns, widths, strict=True)
            ]
        )
        for row, standings in zip(grid.rows, grid.standings, strict=True)
    ]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{head}{"".join(body)}</w:tbl>'
    )


def _row(cells: list[str], more: str = "") -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(text: str, width: int, style: str, side: str, fill: str = "", ink: str = "") -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill.lstrip("#")}"/>' if fill else ""
    colour = f'<w:color w:val="{ink.lstrip("#")}"/>' if ink else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="{side}"/></w:pPr>'
        f'<w:r>{run_properties(faces()[style], colour)}<w:t xml:space="preserve">{escape(said(text))}</w:t></w:r></w:p></w:tc>'
    )


def _widths(grid: Grid) -> list[int]:
    """Return the columns' widths in twips: as wide as their texts need, then widened or narrowed to the page."""
    room = round(WIDTH_MM * _TWIPS_A_MM)
    wanted, least = [], []
    for at, column in enumerate(grid.columns):
        wish = max((letters(row[at]) for row in grid.rows), default=0)
        wish = min(wish, _STANDING if column.kind == "standing" else _MOST)
        word = max(_word(text) for text in (column.header, *(row[at] for row in grid.rows)))
        wanted.append(_twips(max(word, wish, min(_HEADING, letters(column.header)))))
        least.append(_twips(max(word, min(_STANDING if column.kind == "standing" else _LEAST, wish), _NARROWEST)))
    if sum(wanted) <= room:
        return [room * one // sum(wanted) for one in wanted]
    spare = max(0, room - sum(least))
    wishes = sum(wanted) - sum(least)
    fitted = [low + spare * (high - low) // max(1, wishes) for low, high in zip(least, wanted, strict=True)]
    return [room * one // sum(fitted) for one in fitted]


def _word(text: str) -> int:
    """Return the letters of the longest unbroken piece of a text, at most half of the widest column."""
    return min(_MOST // 2, max((letters(piece) for piece in _PIECES.findall(text)), default=0))


def _twips(count: int) -> int:
    return round(count * faces()["TableText"].points * 10) + _SIDES
