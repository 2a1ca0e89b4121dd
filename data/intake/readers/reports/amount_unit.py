"""Find the unit of a table's amounts, in the title of the amounts or in a line above the table."""

import re

from data.intake.tables.rows.table import Table
from data.intake.values.brackets import ANY_KIND, insides
from data.intake.values.money import MULTIPLE, YUAN, factor

_NAMED = re.compile(rf"(?<!{MULTIPLE}){YUAN}")
_NO_NAME = "(?![氏谋阳江坝宝])"  # names of places such as 元氏县 are not units
_STATED = re.compile(
    rf"单位[:：为]?(?:[人所个名]?[、,，/])*((?:人民币|[美欧日港澳加韩泰台半]|[A-Za-z\d.]+)?{YUAN}(?:[/、,，或]{YUAN})*){_NO_NAME}"
)
_BY_HEAD = re.compile(rf"元[/每](?!{YUAN})|[人生校师年月]均|每[人生校师年月]")
_UNIT = re.compile(YUAN)
_FOREIGN = re.compile(r"[美欧日港澳加韩泰台]$|[A-Za-z\d.]$|半$")


class UnclearUnitError(ValueError):
    """The words name two units of money at once, or a unit that is not a multiple of 元."""


def unit_of(table: Table) -> str | None:
    """Return the unit in the amount's title, else in a line above the table (元, 千元, 亿元 …), or None.

    Raises `UnclearUnitError` with the words if they name two units, another currency, a number of 元 or an amount per
    head or year (元/人), or if title and line contradict each other.
    """
    title = next((table.header.titles[at] for at, name in table.header.columns.items() if name == "amount"), "")
    inside = "".join(insides(title, ANY_KIND))
    title_unit = _only(title, inside if "元" in inside else title)
    lines = "；".join(table.titles)
    if _BY_HEAD.search(title) or any(_by_head_at(lines, stated.start(1)) for stated in _STATED.finditer(lines)):
        raise UnclearUnitError(title if _BY_HEAD.search(title) else lines)
    line_unit = _only(lines, "；".join(_STATED.findall(lines)))
    if title_unit and line_unit and factor(title_unit) != factor(line_unit):
        raise UnclearUnitError(f"{title}；{lines}")
    return title_unit or line_unit


def _by_head_at(words: str, at: int) -> bool:
    """Return whether the unit at a position is an amount per head or year."""
    unit = _UNIT.match(words, at)
    return _BY_HEAD.match(words, unit.end() - 1 if unit else at) is not None


def _only(words: str, searched: str) -> str | None:
    """Return the one unit that words name.

    Raises `UnclearUnitError` if they name two, or one that is no multiple of 元.
    """
    matches = list(_NAMED.finditer(searched))
    units = {unit[0] for unit in matches}
    if len(units) > 1 or any(_FOREIGN.search(searched[: unit.start()][-1:]) for unit in matches):
        raise UnclearUnitError(words)
    return next(iter(units), None)
