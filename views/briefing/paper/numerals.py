"""Write heading numbers (一、（一）1. in Chinese, 1, 1.1, 1.1.1 in English), dates in words, and full stops."""

import re
from collections.abc import Sequence
from datetime import date

from views.briefing.paper.type import is_chinese
from views.text.labels import label

_DIGITS = "零一二三四五六七八九"
_DAY = re.compile(r"(?<![\d-])(\d{4}-\d\d-\d\d)(?![\d-])")
_STOPS = ("。", "；", "！", "？", ".", "!", "?")


def heading(numbers: Sequence[int], text: str) -> str:
    """Return a heading with its number; `numbers` are those of the levels above and its own, last."""
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


def long_day(day: date) -> str:
    """Return a date as documents write it: 2020年12月31日, 31 December 2020."""
    return label("document.day", year=day.year, month=label("document.months").split()[day.month - 1], day=day.day)


def spelled(text: str) -> str:
    """Return a text with its dates (2020-12-31) in words."""
    return _DAY.sub(lambda found: long_day(date.fromisoformat(found[0])), text)


def stopped(text: str) -> str:
    """Return a text with a full stop at its end; an empty text unchanged."""
    text = text.rstrip()
    return text if not text or text.endswith(_STOPS) else f"{text}{label('document.stop')}"
