"""Read delimited text, whatever its encoding and delimiter."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from itertools import islice

from data.intake.findings import Finding, Location, finding
from data.intake.formats.content import Content
from data.intake.formats.sheet import Sheet, SheetBuilder, UnreadableFileError

KnowsTitle = Callable[[str], bool]
_ENCODINGS = ("utf-8", "gb18030")
_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    b"\x84\x31\x95\x33": "gb18030",
}
_DELIMITERS = ",\t;|，；"
_STATED = re.compile(r'"?sep=(.)"?')
_LOOKED_AT = 50
_FIELD_LIMIT = 1_000_000
_SWALLOWED = 3
_SAMPLE, _OFTEN = 4_000, 4
_AFTER_THE_END = "\x00\x1a"
"""Characters that old programs write after the last line: Ctrl-Z, and zeros up to the end of a block."""


def text_table(content: Content, knows_title: KnowsTitle) -> Sheet:
    """Return the one sheet of a text file. Unclosed quotes and a truncated last line are reported.

    `knows_title` returns whether a cell is the title of a column; the delimiter is recognised by that.
    """
    words = _decoded(content)
    first, _, rest = words.partition("\n")
    stated = _STATED.fullmatch(first.strip("\r "))
    csv.field_size_limit(_FIELD_LIMIT)
    delimiter = stated[1] if stated else _delimiter(words, knows_title)
    builder = SheetBuilder(content.name, content.stem)
    start = 1 if stated else 0
    rows = csv.reader(io.StringIO(rest if stated else words, newline=""), delimiter=delimiter, strict=True)
    lengths: list[int] = []
    try:
        for number, cells in enumerate(rows, start=start):
            lengths.append(len(cells))
            for column, cell in enumerate(cells):
                if cell:
                    builder.put(number, column, cell)
                    builder.findings += _swallowed(builder, number, column, cell, delimiter)
    except csv.Error as error:
        location = Location(content.name, content.stem, start + len(lengths) + 1)
        raise UnreadableFileError(finding("text_quotes", location, reason=error)) from error
    builder.findings += _cut_short(builder, words, lengths)
    builder.widths = [0] * start + lengths
    return builder.sheet()


def _swallowed(builder: SheetBuilder, row: int, column: int, cell: str, delimiter: str) -> Iterator[Finding]:
    lines = [line for line in cell.splitlines()[1:] if line.count(delimiter) >= _SWALLOWED]
    if lines:
        yield finding("text_quotes", Location(builder.file, builder.name, row + 1, column + 1), reason="line break")


def _cut_short(builder: SheetBuilder, words: str, lengths: list[int]) -> Iterator[Finding]:
    """Yield an error if the last line has no line end and fewer cells than all full lines: the file was truncated there."""
    if words.endswith(("\n", "\r")) or len(lengths) < _SWALLOWED:
        return
    previous = [length for length in lengths[:-1] if length > 1]
    if previous and 0 < lengths[-1] < min(previous) and len(set(previous)) == 1:
        yield finding("text_cut_short", Location(builder.file, builder.name, len(lengths)))


def _delimiter(words: str, knows_title: KnowsTitle) -> str:
    """Return the delimiter that gives the most column titles in one of the first rows.

    If no title is known, rows should be alike. The measure is the pattern score of van den Burg, Nazábal and Sutton
    (2019), "Wrangling messy CSV files by detecting row and type patterns": the sum over the row widths of n·(width −
    1)/width, divided by the number of different widths. It is only the second criterion, because notes full of commas
    above a short table, or rows truncated after their last value, mislead it.
    """
    sample = list(islice(io.StringIO(words, newline=""), _LOOKED_AT))
    known = cache(knows_title)

    def score(delimiter: str) -> tuple[int, float]:
        rows = []
        with suppress(csv.Error):
            rows += [row for row in csv.reader(sample, delimiter=delimiter) if any(row)]
        widths = Counter(map(len, rows))
        alike = sum(number * (width - 1) / width for width, number in widths.items()) / max(len(widths), 1)
        return max((sum(map(known, row)) for row in rows), default=0), alike

    return max(_DELIMITERS, key=score)


def _decoded(content: Content) -> str:
    data = content.data
    marked = [encoding for bom, encoding in _BOMS.items() if data.startswith(bom)]
    for encoding in marked[:1] or _unmarked(data.rstrip(_AFTER_THE_END.encode())):
        try:
            words = data.decode(encoding).lstrip("\ufeff").rstrip(_AFTER_THE_END)
        except UnicodeDecodeError:
            continue
        if "\x00" not in words:
            return words
    raise UnreadableFileError(finding("file_encoding", Location(content.name)))


def _unmarked(content: bytes) -> tuple[str, ...]:
    """Return the encodings to try on text without a byte order mark.

    If every other byte is often zero, it is UTF-16.
    """
    evens, odds = (content[start:_SAMPLE:2].count(0) for start in (0, 1))
    if max(evens, odds) > _OFTEN * (min(evens, odds) + 1):
        return ("utf-16-le",) if odds > evens else ("utf-16-be",)
    return _ENCODINGS
