"""Amounts of money and their unit: 元 or a multiple of it (千元, 百万元, 亿元), from the cell, the title or a note."""

import re
from math import prod

from data.intake.tables.rows import Table
from data.intake.values.cells import Cell, UnreadableCellError, real, text

_MULTIPLES = {
    **{"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000},
    **{"万": 10_000, "萬": 10_000, "亿": 10**8, "億": 10**8},
}
_UNIT = f"[{''.join(_MULTIPLES)}]*元|[{''.join(_MULTIPLES)}]+"
_MONEY = re.compile(rf"[¥￥]?([\d.,，]+)({_UNIT})?(整)?")
_YUAN = f"[{''.join(_MULTIPLES)}]*元"
_NAMED = re.compile(rf"([\w.]*?)({_YUAN})")
_NO_NAME = "(?![氏谋阳江坝宝])"  # 元氏县 and the like report; they are no unit
_STATED = re.compile(
    rf"单位[:：为]?(?:[人所个名]?[、,，/])*((?:人民币|[美欧日港澳加韩泰台半]|[A-Za-z\d.]+)?{_YUAN}(?:[/、,，或]{_YUAN})*){_NO_NAME}"
)
_IN_BRACKETS = re.compile(r"[(\[{【〔]([^)\]}】〕]*)[)\]}】〕]")
_FOREIGN = re.compile(r"[美欧日港澳加韩泰台]$|[A-Za-z\d.]$|半$")
_CENTS = 2


class UnclearUnitError(ValueError):
    """Words that name a unit of money which is no multiple of 元, or two units at once."""


def unit_of(table: Table) -> str | None:
    """Return the unit the amount's title, else a line above the table, states (元, 千元, 亿元 …); None where nothing does.

    Raises `UnclearUnitError` with the words where they name two units, another currency or a number of 元.
    """
    title = next((table.header.titles[at] for at, name in table.header.columns.items() if name == "amount"), "")
    inside = "".join(_IN_BRACKETS.findall(title))
    found = _only(title, _NAMED.findall(inside if "元" in inside else title))
    return found or _only("；".join(table.titles), _NAMED.findall("；".join(_STATED.findall("；".join(table.titles)))))


def _only(words: str, found: list[tuple[str, str]]) -> str | None:
    units = {unit for _, unit in found}
    if len(units) > 1 or any(_FOREIGN.search(before) for before, _ in found):
        raise UnclearUnitError(words)
    return next(iter(units), None)


def money(cell: Cell, unit: str | None) -> float | None:
    """Return an amount in 元; its own unit comes first, then `unit`; None where neither states one, raises if unreadable."""
    found = _MONEY.fullmatch(text(cell))
    if not found:
        raise UnreadableCellError(text(cell))
    amount, stated = real(found[1]), found[2] or unit
    return None if amount is None or not stated else round(amount * _factor(stated), _CENTS)


def _factor(unit: str) -> int:
    return prod(_MULTIPLES.get(sign, 1) for sign in unit)
