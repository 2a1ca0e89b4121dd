"""What a column's title means: synonyms from columns.csv, roles (core, member) with their parts, units dropped."""

import re
from functools import cache

from data.intake.cells import Cell, text
from data.registries import registry

_BRACKETS = re.compile(r"[(\[{【〔][^)\]}】〕]*[)\]}】〕]")
_DECORATION = re.compile(r"^(其中|\*|[:：])+|[:：*]+$|^\d+[.、]")
_JOINTS = re.compile(r"[、/·]")
_TOTAL_WORDS = {"合计", "总数", "总计", "小计", "计", "总人数", "全部", "人数"}
_SECTION = re.compile(r"(基本情况|基本信息|情况|信息)$")
_NAME_ENDINGS = {"", "名单", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "名称"}


@cache
def synonyms(table: str) -> dict[str, str]:
    """Return columns.csv for one table: normalised written header → column."""
    return {plain(row["written"]): row["column"] for row in registry("columns") if row["table"] == table}


def plain(title: Cell) -> str:
    """Return a header text without spaces, brackets, units, joining marks and decoration."""
    return _JOINTS.sub("", _DECORATION.sub("", _BRACKETS.sub("", text(title)))).lower()


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
    if "".join(words) in known and len(words) > 1:
        return known["".join(words)]
    found = known.get(words[-1])
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
