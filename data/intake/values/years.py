"""Find the years in titles and headings (2019年, 2019-2020学年, 2016—2020年) and compare them with a day."""

import re
from datetime import date

_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?:年?[-—–~至到/]+((?:19|20)?\d{2})(?!\d))?(学年度?|年度|年末|年底|年)?(初|末)?(?:[春秋]季(?!招))?(?:\d{1,2}月(?:\d{1,2}日)?)?(?:末|底)?"
)
_DAY = re.compile(r"(?:19|20)\d{2}[年./-]\d{1,2}[月./-]\d{1,2}(?!\d*月)日?")
_DOCUMENT = re.compile(r"[〔\[［(（](?:19|20)\d{2}[〕\]］)）]第?\d*号?")
_SCHOOL_YEAR_BEGINS = 9
Years = tuple[int, int, bool]
"""First year, last year, and whether it is a school year."""


def without_years(words: str) -> str:
    """Return a text without the years it names."""
    return _YEAR.sub("", words)


def without_days(words: str) -> str:
    """Return a text without days and document numbers (〔2018〕12号), whose years name no period."""
    return _DOCUMENT.sub("", _DAY.sub("", words))


def years_in(words: str) -> tuple[Years, ...]:
    """Return the years that a text names, each with its last year.

    Days and document numbers (〔2018〕12号) are ignored.
    """
    years = []
    for match in _YEAR.finditer(without_days(words)):
        first = int(match[1])
        last = first if not match[2] else int(match[2]) if len(match[2]) == 4 else int(match[1][:2] + match[2])
        is_school_year = bool(match[3] and match[3].startswith("学年")) or (bool(match[2]) and last == first + 1)
        years.append((first, last if match[2] or not is_school_year else first + 1, is_school_year))
    return tuple(years)


def other_years(named: tuple[Years, ...], day: date) -> str:
    """Return the named years as text if none of them contains the day, else an empty text."""
    if not named or any(_holds(years, day) for years in named):
        return ""
    return "、".join(f"{first}年" if first == last else f"{first}-{last}" for first, last, _ in named)


def _holds(years: Years, day: date) -> bool:
    first, last, is_school_year = years
    begun = day.year if day.month >= _SCHOOL_YEAR_BEGINS else day.year - 1
    if is_school_year:
        return first == begun
    return first <= day.year <= last or (first == last == begun)
