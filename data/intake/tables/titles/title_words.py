"""Cut a path of titles into words. Instructions and units in brackets are removed, years are separated."""

import re
from dataclasses import dataclass
from functools import cache

from data.intake.tables.titles.vocabulary import Word, words_of
from data.intake.values.brackets import ANY_KIND, without_brackets
from data.intake.values.cells import Cell, text
from data.intake.values.datums import datum
from data.intake.values.years import Years, without_years, years_in

_DECORATION = re.compile(r"^(\*|[:：])+|[:：*]+$|^\d+[.、]|^[一二三四五六七八九十]+、")
_MARKS = re.compile(r"[()\[\]{}【】〔〕、，,/／·_\-—:：;；*\"“”'‘’+=.。]")
_ORDINAL = re.compile(r"(?<=.)(\d{1,2}|[一二三四五六七八九十])(?=$|名称$|代码$|标识码$|学段$)")
_MANY = "[十百千万亿拾佰仟萬億]"
_COUNTED = "人次|人|名|个|所|间|次|节|年|岁|生|位|处|册|台|套|门|户|份|项|篇|场|条|学生"
MULTIPLE = re.compile(rf"(单位[:：]?)?([\d.]*{_MANY}+({_COUNTED})?|\d{{2,}}[人名个所]|100+)|.*[%％‰].*|百分比|比例")
UNIT = re.compile(rf"(单位[:：]?)?({_COUNTED}|公里|千米|学时|课时|度|月|平方米|亩|㎡|m2|万元|元)")
INSTRUCTION = re.compile(
    r"([必选可]填|必选|可选|可空|没有可?不填|无则?不填|无[可则]空|如?有则?填|不填|(规范)?全称|规范|[加公]?盖?章|合计|总数|总计|小计"
    r"|[A-Za-z]|\d|[一二三四五六七八九]|[\dA-Z]{1,2}([=+\-×*/÷][\dA-Z]{1,2})*)"
    r"|(例|如|示例|样例|格式|填|请|下拉|选择|详?见|按|与|以|指|可|注).*|.*(为准|一致|填写|填报|相同)"
)
WORDS = re.compile(
    r"[是否有无填打写或的划选√×✓YNyn/、,，\"“”'‘’01=:：]+|[省市县区旗镇乡街道村社办园校点教学机构单位开发部门处事名称/、所在]+"
    r"|[\d年月日度学期起止至自时间./\-—~～YMDymd]+|\d+位.*|.*(代码|编码|编号|标识码)|GB.*|1\+N.*|中心[学校]+|幼儿园|(小学|初中|高中)",
    re.I,
)
OPTIONS = re.compile(r"[^/、,，;；|或]{1,8}([/、,，;；|或][^/、,，;；|或]{1,8})+等?")
_ONE_WORD = {"专(兼)职": "专兼职", "县(市)区": "县市区", "县(市、区)": "县市区"}


@dataclass(frozen=True)
class Title:
    """A path of titles as words. `bracketed` are the texts in brackets that are neither a unit nor an instruction.

    `words` are all words, `bare` the words outside brackets, `years` the named years.
    """

    words: tuple[Word, ...]
    bare: tuple[Word, ...]
    bracketed: tuple[str, ...]
    years: tuple[Years, ...]

    last: frozenset[str] = frozenset()
    """The concepts of the last title of the path: what the column itself counts."""

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words that are not in the vocabulary."""
        return tuple(word.text for word in self.words if not word.concepts)


@cache
def title(path: tuple[str, ...]) -> Title:
    """Return the words of a path of titles (group titles first)."""
    whole: list[Word] = []
    bare: list[Word] = []
    bracketed: list[str] = []
    years: list[Years] = []
    own: tuple[Word, ...] = ()
    for part in path:
        plain, kept_texts = _without_instructions(_plain(part))
        years += years_in(plain)
        plain = without_years(plain)
        bracketed += kept_texts
        own = words_of(_MARKS.sub("", plain))
        whole += own
        bare += words_of(_MARKS.sub("", without_brackets(plain, ANY_KIND)))
    last = frozenset(concept for word in own for concept in word.concepts)
    return Title(tuple(whole), tuple(bare), tuple(bracketed), tuple(years), last)


def plain_title(cell: Cell) -> str:
    """Return a cell as a label: without brackets and punctuation, in lower case."""
    return _MARKS.sub("", without_brackets(_plain(text(cell)), ANY_KIND))


def words_in(written: str) -> bool:
    """Return whether a title has words other than years."""
    return bool(title((written,)).words)


def without_ordinal(path: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return a path without the number at the end of its last title (成员校1), or None if it has none."""
    last = _plain(path[-1]) if path else ""
    cut = _ORDINAL.sub("", last)
    if cut != last and cut:
        return (*path[:-1], cut)
    return path[:-1] if len(path) > 1 and re.fullmatch(r"\d{1,2}|[一二三四五六七八九十]", last) else None


def _plain(part: str) -> str:
    words = text(part).lower()
    for written, meant in _ONE_WORD.items():
        words = words.replace(written, meant)
    return _DECORATION.sub("", words)


def _without_instructions(said: str) -> tuple[str, list[str]]:
    kept_texts: list[str] = []

    def is_kept(inside: str) -> bool:
        if not inside or INSTRUCTION.fullmatch(inside) or UNIT.fullmatch(inside) or datum(inside):
            return False
        kept_texts.append(inside)
        return True

    return without_brackets(said, ANY_KIND, keep=is_kept), kept_texts
