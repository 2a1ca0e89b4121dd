"""Read the parts of an xlsx workbook other than its sheets: the list of sheets, shared texts, formats, relations."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.escape import unescape

from data.intake.formats.archive import Archive
from data.intake.formats.bounds import TEXT, WORDS
from data.intake.formats.numbers import DATE, shown_as
from data.intake.formats.xml_stream import Attributes, Tags, plain, read_tags

_EAST_ASIAN_DATES = {*range(27, 37), *range(50, 59)}


@dataclass(frozen=True)
class Listed:
    """One sheet in the workbook's list: its name, whether it is visible, and the id of its relation."""

    name: str
    is_visible: bool
    relation: str


@dataclass
class Contents(Tags):
    """workbook.xml: the sheets in order, and the date system."""

    sheets: list[Listed] = field(default_factory=list)
    from_1904: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Record a sheet or the date system."""
        attrs = plain(attributes)
        if name == "sheet":
            self.sheets.append(Listed(attrs.get("name", ""), attrs.get("state", "visible") == "visible", attrs["id"]))
        elif name == "workbookPr":
            self.from_1904 = attrs.get("date1904") in ("1", "true")


@dataclass
class Relations(Tags):
    """The relations of a part: id → target and kind. External targets are left out."""

    targets: dict[str, tuple[str, str]] = field(default_factory=dict)

    def start(self, name: str, attributes: Attributes) -> None:
        """Record one relation."""
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.targets[attributes.get("Id", "")] = (attributes.get("Target", ""), kind)


@dataclass
class Texts(Tags):
    """sharedStrings.xml: every shared text, without phonetic text."""

    found: list[str] = field(default_factory=list)
    length: int = 0
    _parts: list[str] | None = None
    _spoken: bool = False
    _inside: bool = False

    def start(self, name: str, _attributes: Attributes) -> None:
        """Handle the start of an item, a run of its text, or its phonetic text."""
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._spoken = True
        elif name == "t":
            self._inside = not self._spoken

    def words(self, text: str) -> None:
        """Add the text of a run."""
        if self._inside and self._parts is not None:
            self.length += len(text)
            if self.length > WORDS:
                raise ValueError("too much text")
            self._parts.append(text)

    def end(self, name: str) -> None:
        """Handle the end of an item, a run, or phonetic text."""
        if name == "si":
            whole = str(unescape("".join(self._parts or [])))
            if len(whole) > TEXT:
                raise ValueError(f"a text of more than {TEXT:,} characters")
            self.found.append(whole)
            self._parts = None
        elif name == "rPh":
            self._spoken = False
        elif name == "t":
            self._inside = False


@dataclass
class Formats(Tags):
    """styles.xml: what each cell format displays, its indent level, and whether it is struck through."""

    shown: list[str] = field(default_factory=list)
    indents: list[int] = field(default_factory=list)
    struck: list[bool] = field(default_factory=list)
    _codes: dict[int, str] = field(default_factory=dict)
    _fonts_struck: list[bool] = field(default_factory=list)
    _in_fonts: bool = False
    _in_cells: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Record number formats, fonts and cell formats."""
        if name == "numFmt":
            self._codes[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", "")
        elif name == "fonts":
            self._in_fonts = True
        elif name == "font" and self._in_fonts:
            self._fonts_struck.append(False)
        elif name == "strike" and self._in_fonts and self._fonts_struck:
            self._fonts_struck[-1] = attributes.get("val", "1") in ("1", "true")
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self.shown.append(self._shown(int(attributes.get("numFmtId", 0))))
            self.indents.append(0)
            font = int(attributes.get("fontId", 0))
            self.struck.append(font < len(self._fonts_struck) and self._fonts_struck[font])
        elif name == "alignment" and self._in_cells and self.indents:
            self.indents[-1] = int(attributes.get("indent", 0))

    def end(self, name: str) -> None:
        """Handle the end of the fonts or the cell formats."""
        if name == "fonts":
            self._in_fonts = False
        elif name == "cellXfs":
            self._in_cells = False

    def _shown(self, number: int) -> str:
        if number in _EAST_ASIAN_DATES and number not in self._codes:
            return DATE
        return shown_as(self._codes.get(number) or BUILTIN_FORMATS.get(number, "General"))


def relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Return the relations of a part: id → name of the target part and kind."""
    path = PurePosixPath(part)
    listed = str(path.parent / "_rels" / f"{path.name}.rels").removeprefix("./")
    if listed not in archive.names:
        return {}
    found = Relations()
    read_tags(archive.stream(listed), found, archive.file)
    return {key: (_joined(path.parent, target), kind) for key, (target, kind) in found.targets.items()}


def _joined(folder: PurePosixPath, target: str) -> str:
    parts: list[str] = []
    for part in (PurePosixPath(target) if target.startswith("/") else folder / target).parts:
        if part == ".." and parts:
            parts.pop()
        elif part not in ("/", ".", ".."):
            parts.append(part)
    return "/".join(parts)
