"""Read numerator and denominator of one return: two counts, a yes or no, or a number of things; never only a share."""

import re
from dataclasses import dataclass

from data.intake.readers.row_reader import RowReader
from data.intake.tables.rows.table import Record, Table
from data.intake.values.cells import Cell, UnreadableCellError, count, is_missing, number, text, yes_no
from data.registry.rows import Row

_SHARE = re.compile(r"\d+(\.\d+)?[%％‰]")
_NEAR = 0.1
_MAY_EXCEED = ("nine_year_retention",)
Counts = tuple[int, int]


@dataclass(frozen=True)
class Figures:
    """Reads the figures of one row. Findings are added to those of `reader`."""

    reader: RowReader
    table: Table
    record: Record
    indicator: Row
    named: bool
    """Whether the row is about a named person, school or thing instead of the whole area."""

    def counts(self) -> Counts | None:
        """Return numerator and denominator, or None and a finding if the row does not give them."""
        if self._share_only():
            return None
        numerator, denominator = self._count("numerator"), self._count("denominator")
        if self.indicator["format"] == "number":
            return self._number(numerator, denominator)
        if self.indicator["unit_counted"] == "county":
            return self._filing(numerator, denominator)
        if numerator is None or denominator is None:
            for column, value in (("numerator", numerator), ("denominator", denominator)):
                if value is None and is_missing(self.record.cells.get(column)):
                    self._say(f"{column}_missing", column, self.indicator["name_zh"])
            return None
        return self._checked(numerator, denominator)

    def _share_only(self) -> bool:
        cells = self.record.cells
        written = "numerator" if _SHARE.fullmatch(text(cells.get("numerator"))) else "share"
        share = text(cells.get(written))
        if is_missing(share) or (written == "share" and not is_missing(cells.get("numerator"))):
            return False
        self._say("share_without_counts", written, self.indicator["name_zh"], share=share)
        return True

    def _number(self, numerator: int | None, denominator: int | None) -> Counts | None:
        name = self.indicator["name_zh"]
        if numerator is None:
            if not is_missing(self.record.cells.get("numerator")):
                return None
            if not self.named:
                self._say("numerator_missing", "numerator", name)
                return None
            numerator = 1
        if denominator not in (None, 1):
            self._say("denominator_not_used", "denominator", str(denominator), name=name)
        return numerator, 1

    def _filing(self, numerator: int | None, denominator: int | None) -> Counts | None:
        name = self.indicator["name_zh"]
        if numerator is None:
            if is_missing(self.record.cells.get("numerator")):
                self._say("numerator_missing", "numerator", name)
            return None
        if numerator > 1 or denominator not in (None, 1):
            shown = f"{numerator} / {1 if denominator is None else denominator}"
            self._say("filing_not_one", "numerator", shown, name=name)
            return None
        return numerator, 1

    def _checked(self, numerator: int, denominator: int) -> Counts | None:
        if numerator > denominator:
            may_exceed = self.indicator["indicator_id"] in _MAY_EXCEED
            code = "numerator_greater_kept" if may_exceed else "numerator_greater"
            self._say(code, "numerator", str(numerator), denominator=denominator)
            if not may_exceed:
                return None
        share = self._stated_share()
        if share is not None and denominator and abs(100 * numerator / denominator - share) > _NEAR:
            self._say(
                "share_differs",
                "share",
                text(self.record.cells["share"]),
                share=f"{100 * numerator / denominator:.1f}%",
            )
        return numerator, denominator

    def _stated_share(self) -> float | None:
        words = text(self.record.cells.get("share"))
        try:
            share = number(words.rstrip("%"))
        except UnreadableCellError:
            return None
        return share * 100 if share is not None and not words.endswith("%") and share <= 1 else share

    def _count(self, column: str) -> int | None:
        reader = _yes_or_count if column == "numerator" and self._may_say_yes() else _count
        value: int | None = self.reader.value(self.table, self.record, column, reader, "count")
        return value

    def _may_say_yes(self) -> bool:
        """Return whether 是 or √ is a valid figure: for a county's filing, and for one named person, school or thing."""
        return self.indicator["unit_counted"] == "county" or (self.named and self.indicator["format"] == "number")

    def _say(self, code: str, column: str, value: str, **details: object) -> None:
        about = {key: self.indicator[key] for key in ("numerator_en", "denominator_en")}
        about |= {"numerator": self.indicator["numerator_zh"]} | {"denominator": self.indicator["denominator_zh"]}
        self.reader.say(code, self.table, self.record, column, value, **{**about, **details})


def _count(cell: Cell) -> int | None:
    if isinstance(cell, bool):
        raise UnreadableCellError(text(cell))
    return count(cell)


def _yes_or_count(cell: Cell) -> int | None:
    try:
        return int(cell) if isinstance(cell, bool) else count(cell)
    except UnreadableCellError:
        answer = yes_no(cell)
        return None if answer is None else int(answer)
