"""The unit of the amounts of a table: what the title of the amounts, or else a line above the table, states."""

import re

from data.intake.tables.rows.table import Table
from data.intake.values.brackets import ANY_KIND, insides
from data.intake.values.money import MULTIPLE, YUAN, factor

_NAMED = re.compile(rf"(?<!{MULTIPLE}){YUAN}")
_NO_NAME = "(?![氏谋阳江坝宝])"  # 元氏县 and the like report; they are no unit
_STATED = re.compile(
    rf"单位[:：为]?(?:[人所个名]?[、,，/])*((?:人民币|[美欧日港澳加韩泰台半]|[A-Za-z\d.]+)?{YUAN}(?:[/、,，或]{YUAN})*){_NO_NAME}"
)
_BY_HEAD = re.compile(rf"元[/每](?!{YUAN})|[人生校师年月]均|每[人生校师年月]")
_UNIT = re.compile(YUAN)
_FOREIGN = re.compile(r"[美欧日港澳加韩泰台]$|[A-Za-z\d.]$|半$")


class UnclearUnitError(ValueError):
    """Words that name a unit of money which is no multiple of 元, or two units at once."""


def unit_of(table: Table) -> str | None:
    """Return the unit the amount's title, else a line above the table, states (元, 千元, 亿元 …); None where nothing does.

    Raises `UnclearUnitError` with the words where they name two units, another currency, a number of 元 or so much a
    head or year (元/人), and where title and line contradict each other.
    """
    title = next((table.header.titles[at] for at, name in table.header.columns.items() if name == "amount"), "")
    inside = "".join(insides(title, ANY_KIND))
    found = _only(title, inside if "元" in inside else title)
    lines = "；".join(table.titles)
    if _BY_HEAD.search(title) or any(_by_head_at(lines, stated.start(1)) for stated in _STATED.finditer(lines)):
        raise UnclearUnitError(title if _BY_HEAD.search(title) else lines)
    above = _only(lines, "；".join(_STATED.findall(lines)))
    if found and above and factor(found) != factor(above):
        raise UnclearUnitError(f"{title}；{lines}")
    return found or above


def _by_head_at(words: str, at: int) -> bool:
    """Tell whether a unit that begins at a place is so much a head or year."""
    unit = _UNIT.match(words, at)
    return _BY_HEAD.match(words, unit.end() - 1 if unit else at) is not None


def _only(words: str, said: str) -> str | None:
    """Return the one unit that words name; two units, or one that is no multiple of 元 alone, raise with the whole."""
    found = list(_NAMED.finditer(said))
    units = {unit[0] for unit in found}
    if len(units) > 1 or any(_FOREIGN.search(said[: unit.start()][-1:]) for unit in found):
        raise UnclearUnitError(words)
    return next(iter(units), None)
