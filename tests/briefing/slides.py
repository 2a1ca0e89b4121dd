"""A deck as its file says it, read from the XML alone: words, places, tables, charts, notes; and how much room words take."""

import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
EMU = 914_400
LINE = 1.3


@dataclass(frozen=True)
class Words:
    """A paragraph: its text and its size in points."""

    text: str
    size: float


@dataclass(frozen=True)
class Shape:
    """One thing on a slide, in inches; `table` has its rows' cells and heights, `columns` its widths."""

    name: str
    x: float
    y: float
    w: float
    h: float
    paragraphs: list[Words]
    table: list[list[Words]] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    columns: list[float] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(one.text for one in self.paragraphs)


@dataclass(frozen=True)
class Chart:
    """A chart's kinds, its series in order as (name, values by category, number format), and its workbook's bytes."""

    kinds: list[str]
    series: list[tuple[str, dict[str, float | None], str]]
    axis: tuple[str, str]
    gaps: str
    workbook: bytes
    tree: Element


@dataclass(frozen=True)
class Slide:
    """A slide: its shapes, charts, speaker notes and all of its XML."""

    shapes: list[Shape]
    charts: list[Chart]
    notes: str
    trees: list[Element]

    @property
    def title(self) -> str:
        return next(one.text for one in self.shapes if one.name.startswith("Title"))

    @property
    def words(self) -> list[str]:
        """Every paragraph on the slide, those in tables too."""
        cells = [cell.text for shape in self.shapes for row in shape.table for cell in row]
        return [words.text for shape in self.shapes for words in shape.paragraphs] + cells

    def rows(self) -> list[list[str]]:
        """The rows of the slide's tables, without their headers."""
        return [[cell.text for cell in row] for shape in self.shapes for row in shape.table[1:]]


class Package:
    """The parts of a file and how they refer to each other."""

    def __init__(self, blob: bytes) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(blob))

    def tree(self, part: str) -> Element:
        return ElementTree.fromstring(self.zip.read(part))

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Return (kind, part) by relationship id."""
        folder, name = posixpath.split(part)
        path = f"{folder}/_rels/{name}.rels"
        if path not in self.zip.namelist():
            return {}
        return {
            one.attrib["Id"]: (one.attrib["Type"].rsplit("/", 1)[1], _joined(folder, one.attrib["Target"]))
            for one in self.tree(path)
        }


def _joined(folder: str, target: str) -> str:
    return posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))


def opened(blob: bytes) -> list[Slide]:
    """Return a deck's slides in their order."""
    package = Package(blob)
    main = "ppt/presentation.xml"
    parts = package.related(main)
    order = package.tree(main).findall(f"{P}sldIdLst/{P}sldId")
    return [_slide(package, parts[one.attrib[f"{R}id"]][1]) for one in order]


def _slide(package: Package, part: str) -> Slide:
    tree, related = package.tree(part), package.related(part).values()
    charts = [_chart(package, name) for kind, name in related if kind == "chart"]
    notes = [package.tree(name) for kind, name in related if kind == "notesSlide"]
    shapes = [
        _shape(one) for one in tree.find(f"{P}cSld/{P}spTree") if one.tag.startswith(P) and _place(one) is not None
    ]
    said = "\n".join(words.text for one in notes for words in _paragraphs(one))
    return Slide(shapes, charts, said, [tree, *notes, *(chart.tree for chart in charts)])


def _place(node: Element) -> Element | None:
    found = node.find(f"{P}xfrm")
    return node.find(f"{P}spPr/{A}xfrm") if found is None else found


def _shape(node: Element) -> Shape:
    place = _place(node)
    off, size = place.find(f"{A}off").attrib, place.find(f"{A}ext").attrib
    x, y, w, h = (int(one) / EMU for one in (off["x"], off["y"], size["cx"], size["cy"]))
    name = next(one for one in node.iter(f"{P}cNvPr")).attrib["name"]
    rows = list(node.iter(f"{A}tr"))
    table = [[_words(cell) for cell in row.findall(f"{A}tc")] for row in rows]
    heights = [int(row.attrib["h"]) / EMU for row in rows]
    columns = [int(one.attrib["w"]) / EMU for one in node.iter(f"{A}gridCol")]
    return Shape(name, x, y, w, h, [] if rows else _paragraphs(node), table, heights, columns)


def _paragraphs(node: Element) -> list[Words]:
    return [_words(one) for one in node.iter(f"{A}p")]


def _words(node: Element) -> Words:
    sizes = [int(one.attrib["sz"]) / 100 for one in node.iter(f"{A}rPr") if "sz" in one.attrib]
    return Words("".join(one.text or "" for one in node.iter(f"{A}t")), max(sizes, default=0))


def _chart(package: Package, part: str) -> Chart:
    tree = package.tree(part)
    book = next(name for kind, name in package.related(part).values() if kind == "package")
    area = tree.find(f"{C}chart/{C}plotArea")
    kinds = [one.tag.removeprefix(C) for one in area if one.tag.endswith("Chart")]
    series = [_series(one) for one in area.iter(f"{C}ser")]
    scale = area.find(f"{C}valAx/{C}scaling")
    axis = (scale.find(f"{C}min").attrib["val"], scale.find(f"{C}max").attrib["val"])
    gaps = tree.find(f"{C}chart/{C}dispBlanksAs").attrib["val"]
    return Chart(kinds, series, axis, gaps, package.zip.read(book), tree)


def _series(node: Element) -> tuple[str, dict[str, float | None], str]:
    name = "".join(one.text or "" for one in node.findall(f"{C}tx//{C}v"))
    names = [one.findtext(f"{C}v") for one in node.findall(f"{C}cat//{C}pt")]
    values = {int(one.attrib["idx"]): float(one.findtext(f"{C}v")) for one in node.findall(f"{C}val//{C}pt")}
    form = node.findtext(f"{C}val//{C}formatCode")
    return name, {one: values.get(at) for at, one in enumerate(names)}, form


def room(words: Words, width: float) -> float:
    """Return how high a paragraph stands in a width, both in inches: a Chinese character as wide as it is high."""
    line, lines = 0.0, 1
    for word in _cut(words.text):
        wide = sum(1 if ord(one) > 0x2000 else 0.55 for one in word) * words.size / 72
        if line and line + wide > width and word != " ":
            line, lines = 0.0, lines + 1
        lines += int(wide // width)
        line = line + wide if wide <= width else wide % width
    return lines * words.size * LINE / 72


def _cut(text: str) -> list[str]:
    """Return the pieces between which a line may break."""
    found: list[str] = [""]
    for one in text:
        if ord(one) > 0x2000 or one == " ":
            found += [one, ""]
        else:
            found[-1] += one
    return [one for one in found if one]
