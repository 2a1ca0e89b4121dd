"""What a column's title means: synonyms from columns.csv, roles (core, member) with their parts, units dropped."""

import re
from functools import cache

from data.intake.values.cells import Cell, text
from data.registries import registry

_BRACKETS = re.compile(r"[(\[{【〔][^)\]}】〕]*[)\]}】〕]")
_DECORATION = re.compile(r"^(其中|\*|[:：])+|[:：*]+$|^\d+[.、]")
_JOINTS = re.compile(r"[、/·]")
_TOTAL_WORDS = {"合计", "总数", "总计", "小计", "计", "总人数", "全部", "人数"}
_SECTION = re.compile(r"(基本情况|基本信息|情况|信息)$")
_NAME_ENDINGS = {"", "名单", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "名称"}
_QUESTION = re.compile(r"^(是否|有无|现有|共有|已有)(已经|为|已|属于|有|建有|建成|配备|配有|在)?")
_MEASURE = re.compile(r"(教师)?(总数|人数|数量|个数|间数|次数|年数|总量|数|情况)$|教师$")
_SAME = (
    (re.compile(r"的|和|与|及|是否(已经|已|为)?"), ""),
    (re.compile(r"(校级|学校|结对|帮扶|实施)*方案"), "方案"),
    (re.compile(r"已?(备案|报备|上报)"), "备案"),
    (re.compile(r"(现任)?校长在?(本校|同校|校|任现职)?(连续)?任职"), "校长任职"),
    (re.compile(r"(薄弱学?校)?三年(提升|行动)*计划|(薄弱学?校)?提升(行动)?计划"), "三年计划"),
    (re.compile(r"(最近一次|最近|上次|接受|学校|综合|三年一轮)*督导(评估)?(完成)?(日期|时间|年月)?"), "督导"),
    (re.compile(r"乡镇中心"), "中心"),
    (re.compile(r"中心学校"), "中心校"),
    (re.compile(r"((农村|乡村)?(留守|孤?困境|孤困)(儿童|学生|生)?)+"), "留守儿童"),
    (re.compile(r"(音体美|体音美|音美体|体育音乐美术|音乐体育美术|体育艺术|体育美育|体美)(课程|课)?"), "音体美"),
    (re.compile(r"实验教学"), "实验"),
    (re.compile(r"学生(分组)?实验"), "分组实验"),
    (re.compile(r"超过"), "超"),
    (re.compile(r"六年"), "6年"),
    (re.compile(r"老师"), "教师"),
)


@cache
def synonyms(table: str) -> dict[str, str]:
    """Return columns.csv for one table: normalised written header → column."""
    return {plain(row["written"]): row["column"] for row in registry("columns") if row["table"] == table}


@cache
def fields_of(table: str) -> frozenset[str]:
    """Return every field that a column of a kind of table may hold."""
    named = set(synonyms(table).values()) | {row["column"] for row in registry("fields") if row["table"] == table}
    sides = {f"{side}_{part}" for side in named & {"core", "member"} for part in synonyms("party").values()}
    return frozenset(named - {"core", "member"} | sides | {"ignored"})


@cache
def loose_synonyms(table: str) -> dict[str, str]:
    """Return the titles of figures and of yes-or-no columns without the words that only say which of the two they are."""
    kinds = {row["column"]: row["kind"] for row in registry("fields") if row["table"] == table}
    facts = {written: column for written, column in synonyms(table).items() if kinds.get(column, "text") != "text"}
    return {bare(written): column for written, column in facts.items() if bare(written)}


def plain(title: Cell) -> str:
    """Return a header text without spaces, brackets, units, joining marks and decoration."""
    words = text(title).replace("专(兼)职", "专兼职")  # here the bracket is part of the word
    return _JOINTS.sub("", _DECORATION.sub("", _BRACKETS.sub("", words))).lower()


def bare(title: str) -> str:
    """Return a plain title without 是否 or 有无 in front and 数, 人数 or 情况 behind; words of one meaning as one."""
    words = _QUESTION.sub("", title)
    for written, meant in _SAME:
        words = written.sub(meant, words)
    return _MEASURE.sub("", words)


def column_of(table: str, path: list[str]) -> str | None:
    """Return the column that a header path (top to bottom) names in a table, None where none is known."""
    words = [plain(part) for part in path if plain(part)]
    if not words:
        return None
    if len(words) > 1 and words[-1] in _TOTAL_WORDS:
        words = words[:-1]
    known = synonyms(table)
    if table == "pairings":
        role = _role_column(words, known)
        if role:
            return role
    joined = ["".join(words[start:]) for start in range(len(words))]
    found = next((known[title] for title in joined if title in known), None)
    if found is None:
        loose = loose_synonyms(table)
        found = next((loose[bare(title)] for title in joined if bare(title) in loose), None)
    return {"core": "core_name", "member": "member_name"}.get(found or "", found)


def _role_column(words: list[str], known: dict[str, str]) -> str | None:
    party = synonyms("party")
    joined, last = "".join(words), re.sub(r"\d+$", "", words[-1])
    parent = known.get(_SECTION.sub("", words[-2])) if len(words) > 1 else None
    if parent in ("core", "member") and last in party:
        return f"{parent}_{party[last]}"
    if known.get(last) in ("core", "member"):
        return f"{known[last]}_name"
    for stem in sorted(known, key=len, reverse=True):
        rest = re.sub(r"^\d+", "", re.sub(r"\d+$", "", joined.removeprefix(stem)))
        rest = rest.removeprefix("的")
        if known[stem] in ("core", "member") and joined.startswith(stem) and (rest in party or rest in _NAME_ENDINGS):
            return f"{known[stem]}_{party.get(rest, 'name')}"
    return None
