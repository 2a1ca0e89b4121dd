"""Read the tables of web pages that a program saved with the extension of a workbook."""

import re
from html.parser import HTMLParser

from data.intake.findings import Location, finding
from data.intake.formats.bounds import CELLS, MERGES
from data.intake.formats.content import Content
from data.intake.formats.sheet import Merge, Sheet, SheetBuilder, UnreadableFileError, check_number

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.I)
_SPAN = 1_000
_ENCODINGS = {
    **{name: name for name in ("utf-8", "utf-16", "big5", "iso-8859-1", "windows-1252")},
    **{"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "utf8": "utf-8", "unicode": "utf-16"},
}
"""The encodings that a page may declare. Others are not tried, because some Python codecs are not text encodings."""


class _Tables(HTMLParser):
    """Collects the tables of a page. A table inside a cell is an error, because its rows could not be assigned."""

    def __init__(self, file: str, stem: str) -> None:
        super().__init__(convert_charrefs=True)
        self.file, self.stem = file, stem
        self.found: list[SheetBuilder] = []
        self._depth, self._row, self._column = 0, -1, 0
        self._words: list[str] | None = None
        self._taken: set[tuple[int, int]] = set()
        self._span = (1, 1)
        self._unseen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Handle the start of a table, row or cell."""
        attributes = {name: value or "" for name, value in attrs}
        if tag in ("style", "script", "title"):
            self._unseen = tag
        elif tag == "table":
            self._depth += 1
            if self._depth > 1:
                raise UnreadableFileError(finding("file_nested_tables", Location(self.file)))
            name = self.stem if not self.found else f"{self.stem} {len(self.found) + 1}"
            self.found.append(SheetBuilder(self.file, name))
            check_number(self.file, len(self.found))
            self._row, self._taken = -1, set()
        elif tag == "tr" and self._depth:
            self._close_cell()
            self._row, self._column = self._row + 1, 0
            if "display:none" in attributes.get("style", "").replace(" ", "").lower():
                self.found[-1].hidden_rows.add(self._row)
        elif tag in ("td", "th") and self._depth:
            self._close_cell()
            self._row = max(self._row, 0)
            self._words = []
            self._span = tuple(min(int(attributes.get(f"{way}span") or 1) or 1, _SPAN) for way in ("row", "col"))[:2]  # type: ignore[assignment]
        elif tag == "br" and self._words is not None:
            self._words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Handle the end of a table, row or cell."""
        if tag == self._unseen:
            self._unseen = ""
        elif tag in ("td", "th", "tr"):
            self._close_cell()
        elif tag == "table" and self._depth:
            self._close_cell()
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        """Add text to the current cell."""
        if self._words is not None and not self._unseen:
            self._words.append(data)

    def _close_cell(self) -> None:
        if self._words is None:
            return
        words, self._words = "".join(self._words).strip("\n\r\t "), None
        while (self._row, self._column) in self._taken:
            self._column += 1
        down, across = self._span
        if len(self._taken) + down * across > CELLS or len(self.found[-1].merges) > MERGES:
            raise self.found[-1].too_large()
        self._taken |= {
            (row, self._column + column) for row in range(self._row, self._row + down) for column in range(across)
        }
        if words:
            self.found[-1].put(self._row, self._column, words)
        if down > 1 or across > 1:
            block = Merge(self._row, self._column, self._row + down - 1, self._column + across - 1)
            self.found[-1].merges.append(block)


def web_tables(content: Content) -> list[Sheet]:
    """Return each table of a web page as a sheet. Raises `UnreadableFileError` if the page has none."""
    page = _Tables(content.name, content.stem)
    try:
        page.feed(_decoded(content.data))
        page.close()
    except (ValueError, AssertionError) as error:
        if isinstance(error, UnreadableFileError):
            raise
        raise UnreadableFileError(finding("file_broken", Location(content.name), reason=error)) from error
    sheets = [builder.sheet() for builder in page.found if builder.cells]
    if not sheets:
        words = {"zh": "没有表格的网页", "en": "a web page without a table"}
        raise UnreadableFileError(finding("file_not_table", Location(content.name), **words))
    return sheets


def _decoded(content: bytes) -> str:
    named = _CHARSET.search(content[:4000])
    declared = _ENCODINGS.get(named[1].decode().lower(), "utf-8") if named else "utf-8"
    for encoding in (declared, "utf-8-sig", "utf-16", "gb18030"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise ValueError("encoding")
