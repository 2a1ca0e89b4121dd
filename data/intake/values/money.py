"""Read amounts of money in 元 or a multiple of it (千元, 百万元, 亿元)."""

import re
from math import prod

from data.intake.values.cells import Cell, UnreadableCellError, figures, real, text

_MULTIPLES = {
    **{"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000},
    **{"万": 10_000, "萬": 10_000, "亿": 10**8, "億": 10**8},
}
_UNIT = f"[{''.join(_MULTIPLES)}]*元|[{''.join(_MULTIPLES)}]+"
_MONEY = re.compile(rf"[¥￥]?([\d.,，]+)({_UNIT})?(整)?")
MULTIPLE = f"[{''.join(_MULTIPLES)}]"
YUAN = f"{MULTIPLE}*元"
"""The pattern of a unit of money: 元 or a multiple of it."""
_CENTS = 2


def money(cell: Cell, unit: str | None) -> float | None:
    """Return an amount in 元. The unit written in the cell takes precedence over `unit`.

    Returns None if neither states a unit; raises `UnreadableCellError` if the cell is unreadable.
    """
    match = _MONEY.fullmatch(figures(cell))
    if not match:
        raise UnreadableCellError(text(cell))
    amount, stated = real(match[1]), match[2] or unit
    return None if amount is None or not stated else round(amount * factor(stated), _CENTS)


def factor(unit: str) -> int:
    """Return the value of a unit of money in 元."""
    return prod(_MULTIPLES.get(sign, 1) for sign in unit)
