"""Findings on the input: their texts are in findings.csv, their locations come from the readers."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any

from openpyxl.utils import get_column_letter

from data.registry.rows import Row, registry

_LONGEST = 2_000  # maximum length of a value or name in a message, in characters


@cache
def _texts() -> dict[str, Row]:
    return {row["code"]: row for row in registry("findings")}


@dataclass(frozen=True)
class Location:
    """A place in a file. Rows and columns count from 1; 0 means the whole sheet or file."""

    file: str
    sheet: str = ""
    row: int = 0
    column: int = 0
    header: str = ""


@dataclass(frozen=True)
class Candidate:
    """A school that a written name may mean: its code, its name and the name of its county."""

    school_id: str
    name: str
    county: str


@dataclass(frozen=True)
class Finding:
    """One remark on the input, in Chinese and English: what is wrong, where, and how to fix it."""

    severity: str
    code: str
    file: str
    sheet: str
    row: int | None
    column: str
    value: str
    message: str
    message_en: str
    mend: str
    mend_en: str
    candidates: tuple[Candidate, ...] = ()
    """The schools that an unresolved name may mean, most likely first. Choosing one creates an `Alias`."""
    fields: tuple[str, ...] = ()
    """The fields that an unclear column may hold, most likely first. Choosing one creates a `ColumnChoice`."""
    heading: str = ""
    """The unclear heading. Deciding whether its rows count creates a `SectionChoice`."""
    county: str = ""
    """The county of the row with an unresolved name; empty if the row names none."""

    @property
    def asks_of_column(self) -> bool:
        """Whether the user must decide what a column holds."""
        return bool(self.column) and bool(self.fields or self.code == "column_matters")

    @property
    def asks(self) -> bool:
        """Whether the finding can be answered by a choice."""
        return bool(self.heading) or self.asks_of_column

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as plain values for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, said: Mapping[str, Any]) -> "Finding":
        """Return the finding that `as_dict` wrote."""
        candidates = tuple(Candidate(**one) for one in said["candidates"])
        return cls(**{**said, "candidates": candidates, "fields": tuple(said["fields"])})


def finding(code: str, location: Location, value: object = "", **details: object) -> Finding:
    """Return the finding with a code of findings.csv at a location. `value` and `details` fill its texts."""
    row = _texts()[code]
    letter = get_column_letter(location.column) if location.column else ""
    details_by_name = {"value": value, "file": location.file, "sheet": location.sheet, "row": location.row, **details}
    words = {key: _clipped(word) for key, word in details_by_name.items()}
    return Finding(
        severity=row["severity"],
        code=code,
        file=location.file,
        sheet=location.sheet,
        row=location.row or None,
        column=f"{letter} {location.header}".strip(),
        value=str(words["value"]),
        message=row["zh"].format(**words),
        message_en=row["en"].format(**words),
        mend=row["mend_zh"].format(**words),
        mend_en=row["mend_en"].format(**words),
    )


def _clipped(word: object) -> object:
    """Return a value for a text. A very long text is cut."""
    return f"{word[:_LONGEST]}…" if isinstance(word, str) and len(word) > _LONGEST else word


def unresolved(
    code: str, location: Location, written: str, candidates: Iterable[Candidate], county: str = ""
) -> Finding:
    """Return the finding on a school name that was not found in a county, with the schools that it may mean."""
    schools = tuple(candidates)
    shown = "；".join(f"{each.name}（{each.county}，{each.school_id}）" for each in schools) or "—"
    return replace(finding(code, location, written, candidates=shown), candidates=schools, county=county)
