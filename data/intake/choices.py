"""Decisions by users where sheets are unclear: what a column holds, where a header is, which school a name means.

A reading applies the choices, reports each one it used as a finding, and never guesses beyond them. `as_dict` and
`from_dict` convert them to and from JSON, so that a page can save them as a named profile.
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
    """Read a column as `field`, or leave it out with "ignored".

    `column` is its letter or its title as a view shows it.
    """

    column: str
    field: str
    file: str = ANY
    sheet: str = ANY


@dataclass(frozen=True)
class HeaderChoice:
    """The first and last row (from 1) of a sheet's header, and the kind of table below it.

    With the kind "ignored" the whole sheet is left out and the rows do not matter.
    """

    table: str
    first: int = 0
    last: int = 0
    file: str = ANY
    sheet: str = ANY


@dataclass(frozen=True)
class Alias:
    """The school code that a written school name means. Row 0 means every row."""

    written: str
    school_id: str
    file: str = ANY
    sheet: str = ANY
    row: int = 0


@dataclass(frozen=True)
class KnownName(Alias):
    """A saved alias: a name that a user matched in an earlier reading.

    It applies to rows of `county` (empty: all rows) and to schools of the county `reach` (empty: all schools of the
    place). `who` saved it and `at` says when.
    """

    county: str = ""
    reach: str = ""
    who: str = ""
    at: str = ""

    def holds_for(self, county: str | None) -> bool:
        """Return whether the name applies to rows of a county. None means rows that name no county."""
        return self.county in ("", county)


@dataclass(frozen=True)
class SectionChoice:
    """Count the rows below a heading, or leave them out. The heading may also be a sheet's name or title."""

    heading: str
    rows: str
    """"count" or "leave_out"."""
    file: str = ANY
    sheet: str = ANY


Choice = ColumnChoice | HeaderChoice | Alias | SectionChoice


@dataclass(frozen=True)
class Choices:
    """All choices by users for one reading."""

    columns: tuple[ColumnChoice, ...] = ()
    headers: tuple[HeaderChoice, ...] = ()
    aliases: tuple[Alias, ...] = ()
    sections: tuple[SectionChoice, ...] = ()
    used: set[Choice] = field(default_factory=set, compare=False)

    def of(self, file: str, sheet: str) -> "Choices":
        """Return the choices that apply to one sheet. The result shares `used` with this object."""
        columns = tuple(choice for choice in self.columns if _speaks_of(choice, file, sheet))
        headers = tuple(choice for choice in self.headers if _speaks_of(choice, file, sheet))
        sections = tuple(choice for choice in self.sections if _speaks_of(choice, file, sheet))
        return Choices(columns, headers, self.aliases, sections, self.used)

    def unused(self) -> Iterator[Choice]:
        """Yield the choices that were not needed for these sheets."""
        every: list[Choice] = [*self.columns, *self.headers, *self.aliases, *self.sections]
        yield from (choice for choice in every if choice not in self.used)

    def column(self, position: int, title: str) -> ColumnChoice | None:
        """Return the choice for the column at a position (from 0) with this title, or None."""
        letter, written = get_column_letter(position + 1), text(title)
        return next((each for each in self.columns if each.column == letter or text(each.column) == written), None)

    def names(self, title: object) -> bool:
        """Return whether a cell is the title of a column that was chosen by its title."""
        words = text(str(title)) if title is not None else ""
        return bool(words) and any(text(choice.column) == words for choice in self.columns)

    def section(self, heading: str) -> SectionChoice | None:
        """Return the choice for the rows below a heading, or None. It is marked as used."""
        choice = next((each for each in self.sections if text(each.heading).lower() == heading), None)
        if choice:
            self.used.add(choice)
        return choice

    def aliases_of(self, written: str, county: str | None, file: str, sheet: str, row: int) -> list[Alias]:
        """Return the aliases for a school name in a row of a county, in order of precedence.

        Aliases of this reading come first, then saved names: those saved for the whole city before those of a county,
        and last those saved by an unknown user.
        """
        fitting = [
            alias
            for alias in self.aliases
            if text(alias.written) == text(written) and _speaks_of(alias, file, sheet) and alias.row in (0, row)
        ]
        own = [alias for alias in fitting if not isinstance(alias, KnownName)]
        saved = [alias for alias in fitting if isinstance(alias, KnownName) and alias.holds_for(county)]
        own.sort(key=lambda alias: (alias.row, alias.sheet != ANY, alias.file != ANY), reverse=True)
        saved.sort(key=lambda alias: (bool(alias.who), not alias.reach, bool(alias.county)), reverse=True)
        return [*own, *saved]

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
        """Return the choices that `as_dict` wrote. Raises `TypeError` for an unknown key."""
        columns = tuple(ColumnChoice(**row) for row in said.get("columns", []))
        headers = tuple(HeaderChoice(**row) for row in said.get("headers", []))
        sections = tuple(SectionChoice(**row) for row in said.get("sections", []))
        if any(choice.rows not in (COUNT, LEAVE_OUT) for choice in sections):
            raise TypeError(f"rows: {COUNT} | {LEAVE_OUT}")
        return cls(columns, headers, tuple(Alias(**row) for row in said.get("aliases", [])), sections)


def _speaks_of(choice: Choice, file: str, sheet: str) -> bool:
    return choice.file in (ANY, file) and choice.sheet in (ANY, sheet)
