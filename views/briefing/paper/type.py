"""Define the type of an official document: font and size of each kind of text; in Chinese after GB/T 9704-2012."""

from dataclasses import dataclass

from views.text.labels import DEFAULT, language

SONG, HEI, KAI, FANG = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
FALLBACKS = {  # substitutes for a missing font, in this order
    SONG: "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,宋体,SimSun,Noto Serif CJK SC",
    HEI: "SimHei,微软雅黑,STHeiti,Noto Sans CJK SC",
    KAI: "楷体,KaiTi,华文楷体,STKaiti,Noto Serif CJK SC",
    FANG: "仿宋,FangSong,华文仿宋,STFangsong,Noto Serif CJK SC",
    "Times New Roman": "Liberation Serif",
    "Arial": "Liberation Sans",
}
_ROMAN, _SANS = "Times New Roman", "Arial"


@dataclass(frozen=True)
class Face:
    """The type of one kind of text: the fonts of Latin and Chinese letters, size in points, weight."""

    latin: str
    east: str
    points: float
    bold: bool = False


_CHINESE = {
    "Title": Face(_ROMAN, SONG, 22),
    "Heading1": Face(_ROMAN, HEI, 16),
    "Heading2": Face(_ROMAN, KAI, 16),
    "Heading3": Face(_ROMAN, FANG, 16, bold=True),
    "Normal": Face(_ROMAN, FANG, 16),
    "Byline": Face(_ROMAN, KAI, 16),
    "Source": Face(_ROMAN, KAI, 12),
    "Caption": Face(_ROMAN, HEI, 12),
    "Below": Face(_ROMAN, HEI, 12),
    "TableHead": Face(_ROMAN, HEI, 12),
    "TableText": Face(_ROMAN, FANG, 12),
    "Picture": Face(_ROMAN, FANG, 12),
    "Header": Face(_ROMAN, KAI, 10.5),
    "Footer": Face(_ROMAN, "宋体", 14),
}
_ENGLISH = {
    "Title": Face(_SANS, HEI, 20, bold=True),
    "Heading1": Face(_SANS, HEI, 15, bold=True),
    "Heading2": Face(_SANS, HEI, 13, bold=True),
    "Heading3": Face(_SANS, HEI, 11.5, bold=True),
    "Normal": Face(_ROMAN, FANG, 12),
    "Byline": Face(_ROMAN, KAI, 12),
    "Source": Face(_ROMAN, KAI, 10.5),
    "Caption": Face(_SANS, HEI, 10),
    "Below": Face(_SANS, HEI, 10),
    "TableHead": Face(_SANS, HEI, 10),
    "TableText": Face(_ROMAN, FANG, 10.5),
    "Picture": Face(_ROMAN, FANG, 12),
    "Header": Face(_ROMAN, KAI, 10),
    "Footer": Face(_ROMAN, "宋体", 11),
}


def is_chinese() -> bool:
    """Return whether the document is written in Chinese."""
    return language() == DEFAULT


def faces() -> dict[str, Face]:
    """Return the type of each kind of text by its style's id."""
    return _CHINESE if is_chinese() else _ENGLISH


def run_properties(face: Face, more: str = "", *, bold: bool = False) -> str:
    """Return the XML properties of a run: its fonts (Latin and Chinese), size and weight, and further XML in `more`."""
    hint = ' w:hint="eastAsia"' if is_chinese() else ""
    weight = "<w:b/><w:bCs/>" if face.bold or bold else ""
    half = round(face.points * 2)
    return (
        f'<w:rPr><w:rFonts{hint} w:ascii="{face.latin}" w:eastAsia="{face.east}" w:hAnsi="{face.latin}" w:cs="{face.latin}"/>'
        f'{weight}{more}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
    )
