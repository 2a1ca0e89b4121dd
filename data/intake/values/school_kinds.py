"""Read what kind of school a cell or a name means: stage, urban–rural class, quality."""

import re

from data.intake.values.brackets import without_brackets
from data.intake.values.cells import Cell, text, values, yes_no
from data.registry.schema import URBAN_RURAL_CODES

_CODE = re.compile(rf"(?<![\d.])({'|'.join(URBAN_RURAL_CODES)})(?![\d.])")
_QUALITY = re.compile(r"[^非不未否无待拟申创曾]*优质学?校")
_NO_QUALITY = re.compile(r"(非|不是)[国省市县区家级]*优质学?校|(一般|普通|薄弱)(学校|校)?")
_ATTACHED = re.compile(r"附设.{0,6}班|附属.{0,4}班$|(小学|初中|幼儿|学前|特教)附设班|^(学前班|幼儿班)$")
_OWNERSHIP = re.compile(
    r"^((公办|民办|公立|私立|普惠性?|企业办|部门办|集体办|农村|乡村|乡镇|城区|城市|县城|镇区|中心|一般|普通|全日制|独立|完全|非完全|不完全|村级?|非中心)+)(?=.)"
)
_STAGE_IN_NAME = {
    "教学点": "教学点",
    "幼儿园": "幼儿园",
    "九年一贯制|九年制": "九年一贯制",
    "十二年一贯制": "十二年一贯制",
    "完全中学": "完全中学",
    "高级中学|高中": "高中",
    "职业|中专|职教": "中职",
    "特殊教育|特教": "特教",
    "初级中学|初中": "初中",
    "小学|完小|村小": "小学",
}


def stage_written(written: str) -> str | None:
    """Return the stage that a cell names, ignoring a remark in brackets, or None if it is unknown."""
    words = re.sub(
        r"^\d{3}[-_:：.、]?(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[-_(]?\d{3}\)?$", "", text(written).lower()
    )
    bare = without_brackets(words)
    known = values("stage")
    return known.get(words) or known.get(bare) or known.get(_OWNERSHIP.sub("", bare))


def is_attached_class(written: str) -> bool:
    """Return whether a cell names a class attached to a school (附设幼儿班), which is not a school of its own."""
    return bool(_ATTACHED.search(text(written)))


def stage_in_name(name: str) -> str | None:
    """Return the stage that a school's name contains, or None."""
    return next((stage for words, stage in _STAGE_IN_NAME.items() if re.search(words, name)), None)


def class_written(written: str) -> tuple[str | None, str | None]:
    """Return the 城乡分类代码 and the band that a cell names, each None if it names none."""
    code = _CODE.search(written)
    band = values("band").get(_CODE.sub("", re.sub(r"[()\-:]", "", written)))
    return (code[1] if code else None), band


def quality(cell: Cell) -> bool | None:
    """Return whether a cell says that a school is a quality school: yes or no, a level (市级), or a text ending in 优质学校."""
    words = text(cell)
    if values("quality").get(words) == "yes" or _QUALITY.fullmatch(words):
        return True
    if _NO_QUALITY.fullmatch(words):
        return False
    return yes_no(cell)
