"""The numbers of headings: 一、（一）1. in Chinese, 1, 1.1, 1.1.1 in English."""

from collections.abc import Sequence

from views.briefing.paper.type import is_chinese

_DIGITS = "零一二三四五六七八九"


def heading(numbers: Sequence[int], text: str) -> str:
    """Return a heading with its number; `numbers` are those of its level and the levels above."""
    if not is_chinese():
        dot = "." if len(numbers) == 1 else ""
        return f"{'.'.join(map(str, numbers))}{dot} {text}"
    number = numbers[-1]
    return (f"{chinese(number)}、{text}", f"（{chinese(number)}）{text}", f"{number}．{text}")[len(numbers) - 1]


def chinese(number: int) -> str:
    """Return a number from 1 to 99 in Chinese numerals; a larger one in digits."""
    tens, ones = divmod(number, 10)
    if tens > 9:
        return str(number)
    front = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return front + (_DIGITS[ones] if ones or not tens else "")
