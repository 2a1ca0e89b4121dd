"""`python -m tests.docs.sheet_tables`: write the column tables of docs/sheets.md, in both languages, from the registries.

A test compares the tables with the files, so they cannot drift from what intake reads.
"""

import csv
import re
import sys
from functools import cache

from data.intake.resolve.indicators import reported
from data.intake.template import TABLES, Column, columns
from data.intake.template.choices import choices
from data.paths import PROJECT
from data.registry.rows import Row, registry
from data.registry.schema import NONE
from data.registry.schema import TABLES as STORED

FILES = {"en": PROJECT / "docs" / "sheets.md", "zh": PROJECT / "docs" / "sheets.zh-CN.md"}
_HEADS = {
    "sheet": {
        "en": ("Title", "Meaning", "Unit", "What may be written", "A blank cell means"),
        "zh": ("列名", "含义", "单位", "可以填什么", "空白表示"),
    },
    "stored": {
        "en": ("Column", "Kind", "Meaning", "Unit", "Allowed words", "From", "Always stated"),
        "zh": ("列", "类型", "含义", "单位", "允许的词", "来自", "必有"),
    },
    "indicators": {
        "en": ("Indicator", "Numerator (完成数)", "Denominator (应完成数)"),
        "zh": ("指标", "完成数", "应完成数"),
    },
}
_KINDS = {
    "text": ("text", "文字"),
    "count": ("whole number, 0 or more", "不小于 0 的整数"),
    "real": ("number, 0 or more", "不小于 0 的数"),
    "day": ("date", "日期"),
    "yes_no": ("是 or 否", "是、否"),
}
_UNITS = {"人": "people", "间": "rooms", "个": "experiments", "年": "years", "度": "degrees", "元": "yuan", "日": "day"}
_REQUIRED = "error: the row cannot be used", "错误，这一行不能用"
_NOTHING = "nothing is missing", "无影响"
_NOT_STATED = "not stated; no figure depends on it", "未填，不影响指标"
_PERIOD = (
    "error, unless the sheet's title names the period",
    "错误；表的标题写明期间的除外",
)
_NO_COMMUNITY = "the row belongs to no community", "不归到共同体"
_COMMON = {"seq": _NOTHING, "note": _NOTHING}
BLANKS: dict[str, dict[str, tuple[str, str]]] = {
    "schools": {
        "county": (
            "error, unless the sheet, its title, the file or a line above names the county",
            "错误；工作表名、标题、文件名或分节行写明县区的除外",
        ),
        "town": ("township not stated", "乡镇未填"),
        "school_id": (
            "county and name stand in; a renamed school looks new",
            "用县区和校名代替，更名后会被当作新学校",
        ),
        "name": _REQUIRED,
        "former_name": ("none", "没有曾用名"),
        "urban_rural": (
            "error in compulsory education, else a warning: it cannot be known whether the school is rural",
            "义务教育学校为错误，其他学校为提醒：无法判断是否农村",
        ),
        "stage": ("error, unless the name says it", "错误；校名写明学段的除外"),
        "managing": ("the school is managed by no other", "没有主管学校"),
        "is_quality": (
            "counts as no quality school; error where no core school's quality is known",
            "按不是优质学校计；所有牵头学校都没有写明的为错误",
        ),
        "pupils": (
            "no number; the school is left out of the two figures about small schools",
            "没有人数；不计入两项小规模学校指标",
        ),
        "teachers": ("the school is left out of the figures about teachers", "不计入教师类指标"),
        "is_county_seat": ("the urban–rural class decides", "按城乡分类判断"),
        "is_weak": ("not a weak school", "不是薄弱学校"),
        "weak_plan_done": ("of a weak school: not carried out", "薄弱学校按未完成计"),
        "lon": ("the school is not on the map; it counts all the same", "地图上不画，照常计入指标"),
        "lat": ("the school is not on the map; it counts all the same", "地图上不画，照常计入指标"),
        "status": ("the school is open", "正常办学"),
    },
    "pairings": {
        "county": ("names are looked up in the whole place", "在全市范围内查找校名"),
        "name": ("the community has no name of its own", "共同体没有名称"),
        "core_name": (
            "error; a community with a name is kept without a core school",
            "错误；写了共同体名称的，按没有牵头学校登记",
        ),
        "core_id": ("the core school is found by its name", "按校名查找"),
        "core_place": ("the core school lies in this place", "在本市"),
        "core_quality": ("the roster decides", "以名册为准"),
        "member_name": ("a warning: a pairing without members", "提醒：没有成员学校"),
        "member_id": ("the member is found by its name", "按校名查找"),
        "mode": ("mode not stated", "模式未填"),
        "started_on": ("begun by the date of the snapshot", "按统计时点已开始处理"),
        "ended_on": ("it goes on", "仍在进行"),
        "status": ("the dates decide", "以起止时间为准"),
    },
    "returns": {
        "indicator": _REQUIRED,
        "county": (
            "error, unless the sheet, a line above or 填报对象 names the area",
            "错误；工作表名、分节行或填报对象写明的除外",
        ),
        "unit": ("the figure is the county's or the place's own", "数字是该县区或本级的"),
        "school": ("the figure is about no single school", "不是某一所学校的数字"),
        "school_id": ("the school is found by its name", "按校名查找"),
        "person": ("the figure is about no single person", "不是某一个人的数字"),
        "period": _PERIOD,
        "numerator": _REQUIRED,
        "denominator": (
            "error for a share; not used for a number; a filing of a county counts out of 1",
            "比例类为错误；个数类不用填；县区备案类按 1 计",
        ),
    },
    "activities": {
        "kind": _REQUIRED,
        "held_on": _REQUIRED,
        "title": ("no title", "没有内容说明"),
        "county": ("error, unless the row names a school or a community", "错误；写了学校或共同体的除外"),
        "name": _NO_COMMUNITY,
        "core_name": _NO_COMMUNITY,
        "school": ("the activity belongs to no single school", "不归到学校"),
        "school_id": ("the school is found by its name", "按校名查找"),
        "teachers": ("number not stated", "人数未填"),
        "cadres": ("number not stated", "人数未填"),
        "participants": ("number not stated", "人数未填"),
    },
    "funds": {
        "task": _REQUIRED,
        "amount": _REQUIRED,
        "period": _PERIOD,
        "county": ("error, unless the row names a school or a community", "错误；写了学校或共同体的除外"),
        "school": ("the money goes to no single school", "不归到学校"),
        "school_id": ("the school is found by its name", "按校名查找"),
        "name": _NO_COMMUNITY,
        "core_name": _NO_COMMUNITY,
    },
}
"""What a blank cell means, in English and Chinese, where indicator_facts.csv does not say it, or not all of it."""
FACTS = PROJECT / "data" / "registry" / "indicator_facts.csv"
_SHEETS = {"schools": "schools", "partnerships": "pairings"}
_BLANK_FACTS = {
    ("county", "not_met"): (
        "counts as not met; no data where the whole county leaves it blank",
        "按未达到计；整个县区都没有填的为无数据",
    ),
    ("own", "not_met"): ("counts as not met", "按未达到计"),
    ("county", "left_out"): ("left out of the figure", "不计入该项指标"),
    ("own", "left_out"): ("left out of the figure", "不计入该项指标"),
    ("county", "no"): ("counts as no, or none", "按“否”或没有计"),
    ("own", "no"): ("counts as no, or none", "按“否”或没有计"),
}
"""The same for a fact, by who states it and what its registry says of a blank."""


def tables(language: str) -> dict[str, str]:
    """Return every generated table of docs/sheets.md as Markdown, by the name in its marker."""
    found = {f"sheet {name}": _sheet(name, language) for name in TABLES}
    found |= {f"stored {name}": _stored(name, language) for name in STORED}
    return found | {"indicators": _indicators(language)}


def replaced(text: str, language: str) -> str:
    """Return a text with each table between `<!-- table: NAME -->` and `<!-- end -->` written anew.

    Raises `KeyError` where a marker names no table.
    """
    made = tables(language)
    return re.sub(
        r"(<!-- table: ([\w ]+) -->\n).*?(<!-- end -->)",
        lambda found: f"{found[1]}\n{made[found[2]]}\n\n{found[3]}",
        text,
        flags=re.S,
    )


def _sheet(name: str, language: str) -> str:
    return _table(_HEADS["sheet"][language], [_column(one, language) for one in columns(name)])


def _column(one: Column, language: str) -> list[str]:
    blank = (_COMMON | BLANKS[one.table]).get(one.key) or _by_facts().get((one.table, one.key), _NOT_STATED)
    zh = language == "zh"
    title = f"**{one.title}**" if one.required else one.title
    meaning = one.zh if zh else one.en.partition("; null")[0]  # what a blank means has a column of its own
    return [title, meaning, _unit(one.unit, language), _written(one, language), blank[zh]]


@cache
def _by_facts() -> dict[tuple[str, str], tuple[str, str]]:
    """Return what a blank means of each column that indicator_facts.csv names, by sheet and column."""
    found: dict[tuple[str, str], dict[tuple[str, str], None]] = {}
    with FACTS.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if meaning := _BLANK_FACTS.get((row["stated"], row["blank"])):
                found.setdefault((_SHEETS[row["table"]], row["column"]), {})[meaning] = None
    return {key: ("; ".join(en for en, _ in said), "；".join(zh for _, zh in said)) for key, said in found.items()}


def _written(one: Column, language: str) -> str:
    """Return what may be written in a cell: the listed words, or the kind of value."""
    zh = language == "zh"
    if one.key == "county":
        return "县区的名称或代码" if zh else "name or code of a county"
    if one.key == "indicator":
        return "见下面的指标" if zh else "an indicator listed below"
    if one.key == "numerator":
        return "不小于 0 的数；备案类填 是、否" if zh else "number, 0 or more; 是 or 否 for a filing"
    listed = choices(one, None)
    return "、".join(listed) if listed else _KINDS[one.kind][zh]


def _unit(unit: str, language: str) -> str:
    return "" if unit in ("", NONE) else unit if language == "zh" else _UNITS[unit]


def _stored(name: str, language: str) -> str:
    rows = [row for row in registry("fields") if row["table"] == name]
    return _table(_HEADS["stored"][language], [_field(row, language) for row in rows])


def _field(row: Row, language: str) -> list[str]:
    zh = language == "zh"
    always = {"yes": ("yes", "是"), "no": ("", "")}[row["required"]][zh]
    allowed = "" if row["allowed"] == NONE else "、".join(row["allowed"].split())
    unit = _unit(row["unit"], language)
    return [f"`{row['column']}`", row["kind"], row[language], unit, allowed, row["source"], always]


def _indicators(language: str) -> str:
    rows = []
    for row in reported():
        below = row[f"denominator_{language}"] if row["format"] == "%" else {"en": "none", "zh": "不填"}[language]
        name = row["name_zh"] if language == "zh" else f"{row['name_zh']} ({row['name_en']})"
        rows.append([name, row[f"numerator_{language}"], below])
    return _table(_HEADS["indicators"][language], rows)


def _table(head: tuple[str, ...], rows: list[list[str]]) -> str:
    lines = [list(head), ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def main() -> int:
    """Write both files anew; return 0."""
    for language, path in FILES.items():
        path.write_text(replaced(path.read_text(encoding="utf-8"), language), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
