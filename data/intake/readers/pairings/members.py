"""A members cell: the names it lists, and whether they are as many as it says."""

import re
import unicodedata
from collections.abc import Callable

from data.intake.findings import Finding, finding
from data.intake.resolve.schools import ENUMERATION
from data.intake.tables.table import Record, Table
from data.intake.values.cells import text

_SEPARATORS = re.compile(r"[、,，;；|\n\r]+")
_COUNT = re.compile(r"\s*(?:\((?:等|共|等共)?(\d+)所(?:学校)?\)|(?:等共|等|共)(\d+)所(?:学校)?)\s*$")
_SCHOOL = re.compile(r".*(学校|小学|中学|教学点|初中|高中|幼儿园)")
_SHORTEST = 4
_NOTHING: frozenset[str] = frozenset()


def split_members(cell: str, known: Callable[[str], bool] = _NOTHING.__contains__) -> list[str]:
    """Split a members cell at 、，； and line breaks outside brackets; numbering and a closing 等3所 fall away.

    Spaces split only where every part reads as a school's full name and the whole is no `known` one: 中心小 学 stays one.
    """
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(cell):
        depth += (letter in "(（") - (letter in ")）")
        if _SEPARATORS.fullmatch(letter) and depth <= 0:
            parts.append(cell[start:at])
            start = at + 1
    spaced = [name for part in [*parts, cell[start:]] for name in _unspaced(part, known)]
    names = [text(ENUMERATION.sub("", text(part))) for part in spaced]
    return [name for name in names if (name and not name.isdigit()) or len(name) == 10]


def check_counts(table: Table, record: Record, known: Callable[[str], bool]) -> list[Finding]:
    """Return a warning for each members cell whose end, as 等3所 does, says another number than it lists."""
    remarks = []
    for _, cell in record.members:
        found, names = _COUNT.search(unicodedata.normalize("NFKC", str(cell))), split_members(str(cell), known)
        if found and int(found[1] or found[2]) != len(names):
            stated = found[1] or found[2]
            remarks.append(finding("members_differ", table.location(record, "member_name"), stated, number=len(names)))
    return remarks


def _unspaced(part: str, known: Callable[[str], bool]) -> list[str]:
    part = ENUMERATION.sub("", part.strip())
    words = part if known(text(part)) else _COUNT.sub("", unicodedata.normalize("NFKC", part))
    names = words.split()
    several = len(names) > 1 and all(len(name) >= _SHORTEST and _SCHOOL.fullmatch(name) for name in names)
    return names if several and not known(text(words)) else [words]
