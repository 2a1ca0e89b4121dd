"""Delimited text in whatever encoding and with whatever delimiter the bureau's program wrote it."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator

from data.intake.findings import Finding, Location, finding
from data.intake.formats.file import File
from data.intake.formats.sheet import Sheet, SheetBuilder, UnreadableFileError

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


def text_table(file: File, content: bytes, knows_title: Callable[[str], bool]) -> Sheet:
    """Return the one sheet of a text file; quotes that do not close and a last line cut short are told.

    `knows_title` tells whether a cell is a title of some column, which tells the delimiter.
    """
    words = _decoded(file, content)
    first, _, rest = words.lstrip("\ufeff").partition("\n")
    stated = _STATED.fullmatch(first.strip())
    delimiter = stated[1] if stated else _delimiter(words, knows_title)
    csv.field_size_limit(_FIELD_LIMIT)
    gathered = SheetBuilder(file.name, file.stem)
    start = 1 if stated else 0
    rows = csv.reader(
        io.StringIO(rest if stated else words.lstrip("\ufeff"), newline=""), delimiter=delimiter, strict=True
    )
    lengths: list[int] = []
    try:
        for number, cells in enumerate(rows, start=start):
            lengths.append(len(cells))
            for column, cell in enumerate(cells):
                if cell:
                    gathered.put(number, column, cell)
                    gathered.findings += _swallowed(gathered, number, column, cell, delimiter)
    except csv.Error as error:
        where = Location(file.name, file.stem, start + len(lengths) + 1)
        raise UnreadableFileError(finding("text_quotes", where, reason=error)) from error
    gathered.findings += _cut_short(gathered, words, lengths)
    return gathered.sheet()


def _swallowed(found: SheetBuilder, row: int, column: int, cell: str, delimiter: str) -> Iterator[Finding]:
    lines = [line for line in cell.splitlines()[1:] if line.count(delimiter) >= _SWALLOWED]
    if lines:
        yield finding("text_quotes", Location(found.file, found.name, row + 1, column + 1), reason="line break")


def _cut_short(found: SheetBuilder, words: str, lengths: list[int]) -> Iterator[Finding]:
    """Yield an error where the last line has no end and fewer cells than all full lines: the file was cut there."""
    if words.endswith(("\n", "\r")) or len(lengths) < _SWALLOWED:
        return
    before = [length for length in lengths[:-1] if length > 1]
    if before and 0 < lengths[-1] < min(before) and len(set(before)) == 1:
        yield finding("text_cut_short", Location(found.file, found.name, len(lengths)))


def _delimiter(words: str, knows_title: Callable[[str], bool]) -> str:
    """Return the delimiter under which the first lines hold most column titles, or else most cells."""
    lines = [line for line in words.splitlines() if line.strip()][:_LOOKED_AT]

    def titles(mark: str) -> int:
        return max((sum(knows_title(cell.strip('"')) for cell in line.split(mark)) for line in lines), default=0)

    return max(_DELIMITERS, key=lambda mark: (titles(mark), sum(line.count(mark) for line in lines)))


def _decoded(file: File, content: bytes) -> str:
    marked = [encoding for bom, encoding in _BOMS.items() if content.startswith(bom)]
    for encoding in marked[:1] or _unmarked(content):
        try:
            words = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in words:
            return words
    raise UnreadableFileError(finding("file_encoding", Location(file.name)))


def _unmarked(content: bytes) -> tuple[str, ...]:
    """Return the encodings to try on text without a mark: where every other byte is often zero, it is UTF-16."""
    evens, odds = (content[start:_SAMPLE:2].count(0) for start in (0, 1))
    if max(evens, odds) > _OFTEN * (min(evens, odds) + 1):
        return ("utf-16-le",) if odds > evens else ("utf-16-be",)
    return _ENCODINGS
