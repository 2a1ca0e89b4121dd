"""Split a cell that lists schools into names: numbering, separators, remarks in brackets."""

import re
from collections.abc import Callable

from data.intake.values.cells import normal, text

ENUMERATION = re.compile(r"^(\d+[.、)）]|[①-⑳]|[(（]\d+[)）])")
_SEPARATORS = re.compile(r"[、,，;；|\n\r]+")
_NUMBERED = re.compile(r"[①-⑳]|(?<![\d第])\d{1,2}[.、)）](?!\d)")
_COUNT = re.compile(r"(?<!\s)\s*(?:\((?:等|共|等共)?(\d+)所(?:学校)?\)|(?:等共|等|共)(\d+)所(?:学校)?)\s*$")
SCHOOL = re.compile(
    r"(?>.*(?:学校|小学|中学|教学点|初中|高中|幼儿园|完小|村小|附小|附中|分校|校区)(?=\(|\Z))(?:\(.*\))?"
)
_JOINED = re.compile(r"[+＋/／&＆]|—+|–|-|和|与|及")
_SHORTEST = 4
Known = Callable[[str], bool]
_NOTHING: frozenset[str] = frozenset()


def split_names(cell: str, known: Known = _NOTHING.__contains__) -> list[str]:
    """Split a cell at 、，； line breaks and numbers (①A②B) outside brackets. A final 等3所 is removed.

    Spaces split only if every part looks like a school's full name; +, /, — and 和 only if every part is `known` or
    looks like one. A text that is a known school's name is not split.
    """
    parts = [part for piece in _outside_brackets(_before_numbers(cell)) for part in _unspaced(piece, known)]
    names = [text(ENUMERATION.sub("", text(part))).rstrip("。.；;、") for part in parts]
    split = [name for whole in names for name in _unjoined(whole, known)]
    return [name for name in split if (name and not name.isdigit()) or len(name) == 10]


def stated_number(cell: str) -> int | None:
    """Return the number of schools at the end of a cell (等3所), or None."""
    match = _COUNT.search(normal(cell))
    return int(match[1] or match[2]) if match else None


def several_schools(cell: str) -> list[str]:
    """Return the schools of a cell with more than one name, if each looks like a school's full name, else an empty list."""
    names = [name for name in split_names(cell) if name]
    return names if len(names) > 1 and all(len(name) >= _SHORTEST and SCHOOL.fullmatch(name) for name in names) else []


def _before_numbers(cell: str) -> str:
    """Return a cell with a line break before each number that begins a name (①A②B, 1.A 2.B)."""
    return _NUMBERED.sub(lambda mark: "\n" + mark[0], cell) if len(_NUMBERED.findall(cell)) > 1 else cell


def _outside_brackets(cell: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for position, letter in enumerate(cell):
        depth += (letter in "(（") - (letter in ")）")
        if _SEPARATORS.fullmatch(letter) and depth <= 0:
            parts.append(cell[start:position])
            start = position + 1
    return [*parts, cell[start:]]


def _unspaced(part: str, known: Known) -> list[str]:
    part = ENUMERATION.sub("", part.strip())
    words = part if known(text(part)) else _COUNT.sub("", normal(part))
    names = words.split()
    several = len(names) > 1 and all(len(name) >= _SHORTEST and SCHOOL.fullmatch(name) for name in names)
    return names if several and not known(text(words)) else [words]


def _unjoined(name: str, known: Known) -> list[str]:
    if known(name) or not _JOINED.search(name):
        return [name]
    parts = [part for part in _JOINED.split(name) if part]
    full = len(parts) > 1 and all(known(part) or (len(part) >= _SHORTEST and SCHOOL.fullmatch(part)) for part in parts)
    return parts if full else [name]
