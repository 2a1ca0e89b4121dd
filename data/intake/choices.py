"""What a person decides where sheets leave it open: what a column holds, where a header stands, whom a name means.

A reading takes the choices as they are, tells each one it used as a finding, and never guesses beyond them.
`as_dict` and `from_dict` carry them through JSON, so that a page can keep them as a named profile.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from openpyxl.utils import get_column_letter

from data.intake.values.cells import text

ANY = "*"
IGNORED = "ignored"
COUNT, LEAVE_OUT = "count", "leave_out"


@dataclass(frozen=True)
class ColumnChoice:
    """A column read as `field`, or left out with "ignored"; `column` is its letter or its title as a view shows it."""

    column: str
    field: str
    file: str = ANY
    sheet: str = ANY


@dataclass(frozen=True)
class HeaderChoice:
    """The rows (first and last, from 1) that hold a sheet's header, and the kind of table below it.

    With the kind "ignored" the whole sheet is left out, whatever its rows.
    """

    table: str
    first: int = 0
    last: int = 0
    file: str = ANY
    sheet: str = ANY


@dataclass(frozen=True)
class Alias:
    """A written name of a school means the one with this code; row 0 means every row."""

    written: str
    school_id: str
    file: str = ANY
    sheet: str = ANY
    row: int = 0


@dataclass(frozen=True)
class KnownName(Alias):
    """A name that was matched by hand earlier and is remembered: for whose rows, how far, by whom and when.

    It holds for rows of `county` (empty: of all) and for schools of the county `reach` alone (empty: of all the place).
    """

    county: str = ""
    reach: str = ""
    who: str = ""
    at: str = ""

    def holds_for(self, county: str | None) -> bool:
        """Tell whether it holds for rows of a county (None: rows that name none)."""
        return self.county in ("", county)


@dataclass(frozen=True)
class SectionChoice:
    """The rows below a heading (as a finding names it; also a sheet's name or title) count, or are left out."""

    heading: str
    rows: str
    """count or leave_out"""
    file: str = ANY
    sheet: str = ANY


Choice = ColumnChoice | HeaderChoice | Alias | SectionChoice


@dataclass(frozen=True)
class Choices:
    """All that was decided by hand for one reading."""

    columns: tuple[ColumnChoice, ...] = ()
    headers: tuple[HeaderChoice, ...] = ()
    aliases: tuple[Alias, ...] = ()
    sections: tuple[SectionChoice, ...] = ()
    used: set[Choice] = field(default_factory=set, compare=False)

    def of(self, file: str, sheet: str) -> "Choices":
        """Return the choices that speak of one sheet; what is used of them is noted here too."""
        columns = tuple(choice for choice in self.columns if _speaks_of(choice, file, sheet))
        headers = tuple(choice for choice in self.headers if _speaks_of(choice, file, sheet))
        sections = tuple(choice for choice in self.sections if _speaks_of(choice, file, sheet))
        return Choices(columns, headers, self.aliases, sections, self.used)

    def unused(self) -> Iterator[Choice]:
        """Yield the choices that nothing in the sheets called for."""
        every: list[Choice] = [*self.columns, *self.headers, *self.aliases, *self.sections]
        yield from (choice for choice in every if choice not in self.used)

    def column(self, position: int, title: str) -> ColumnChoice | None:
        """Return what was chosen for the column at a position (from 0) with this title, None where nothing was."""
        letter, written = get_column_letter(position + 1), text(title)
        return next((each for each in self.columns if each.column == letter or text(each.column) == written), None)

    def names(self, title: object) -> bool:
        """Tell whether a cell is the title of a column that was chosen by its title."""
        words = text(str(title)) if title is not None else ""
        return bool(words) and any(text(choice.column) == words for choice in self.columns)

    def section(self, heading: str) -> SectionChoice | None:
        """Return what was decided of the rows below a heading, None where nothing was; it is noted as used."""
        found = next((each for each in self.sections if text(each.heading).lower() == heading), None)
        if found:
            self.used.add(found)
        return found

    def aliases_of(self, written: str, county: str | None, file: str, sheet: str, row: int) -> list[Alias]:
        """Return what was decided of a name in a county's row at a place, what decides first before what decides next.

        What was decided for this reading comes first, then what is remembered: a city's before a county's, and last what
        no one is known to have decided.
        """
        fitting = [
            alias
            for alias in self.aliases
            if text(alias.written) == text(written) and _speaks_of(alias, file, sheet) and alias.row in (0, row)
        ]
        mine = [alias for alias in fitting if not isinstance(alias, KnownName)]
        known = [alias for alias in fitting if isinstance(alias, KnownName) and alias.holds_for(county)]
        mine.sort(key=lambda alias: (alias.row, alias.sheet != ANY, alias.file != ANY), reverse=True)
        known.sort(key=lambda alias: (bool(alias.who), not alias.reach, bool(alias.county)), reverse=True)
        return [*mine, *known]

    def as_dict(self) -> dict[str, list[dict[str, Any]]]:
        """Return the choices as plain values for JSON."""
        return {
            "columns": [asdict(choice) for choice in self.columns],
            "headers": [asdict(choice) for choice in self.headers],
            "aliases": [asdict(choice) for choice in self.aliases],
            "sections": [asdict(choice) for choice in self.sections],
        }

    @classmethod
    def from_dict(cls, said: Mapping[str, list[dict[str, Any]]]) -> "Choices":
        """Return the choices that `as_dict` wrote; an unknown key raises `TypeError`."""
        columns = tuple(ColumnChoice(**row) for row in said.get("columns", []))
        headers = tuple(HeaderChoice(**row) for row in said.get("headers", []))
        sections = tuple(SectionChoice(**row) for row in said.get("sections", []))
        if any(choice.rows not in (COUNT, LEAVE_OUT) for choice in sections):
            raise TypeError(f"rows: {COUNT} | {LEAVE_OUT}")
        return cls(columns, headers, tuple(Alias(**row) for row in said.get("aliases", [])), sections)


def _speaks_of(choice: Choice, file: str, sheet: str) -> bool:
    return choice.file in (ANY, file) and choice.sheet in (ANY, sheet)
