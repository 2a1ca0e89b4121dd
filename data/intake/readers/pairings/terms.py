"""Read the terms of one partnership from its first row: mode, dates, state, plan."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.intake.findings import Finding, finding
from data.intake.tables.rows.table import Record, Table
from data.intake.values.cells import Cell, UnreadableCellError, is_missing, stated, text, values, yes_no_of
from data.intake.values.dates import day, is_ambiguous_month, span
from data.intake.values.school_kinds import quality

_WORD_FOR_MODE = re.compile("式$|共同体$")
_ONE_TO_MANY = re.compile(
    r"^(1\+\d+|1帮\d+|一[帮对带拖][一二两三四五六七八九十多几]+|1[对带拖]\d+)(帮扶|结对|共同体)?$"
)
_OPEN_ENDS = ("至今", "长期", "长期有效", "无固定期限", "无期限", "不限期", "在用", "今", "持续")


@dataclass(frozen=True)
class Terms:
    """Reads the cells `said` of one partnership. Findings are added to `findings`."""

    table: Table
    record: Record
    said: dict[str, Cell]
    findings: list[Finding]

    def mode(self) -> dict[str, str | None]:
        """Return the standard mode and the mode as written. An unknown mode becomes 其他 with a finding."""
        written = stated(self.said.get("mode"))
        mode = values("mode").get((written or "").lower())
        if written and mode is None:
            bare = _ONE_TO_MANY.sub("1+n", _WORD_FOR_MODE.sub("", _without_remark(written)).lower())
            mode = values("mode").get(bare) or values("mode").get(f"{bare}式")
        if written and mode is None:
            self._say("mode_unknown", "mode", written)
        return {"mode": mode or ("其他" if written else None), "written_mode": written}

    def dates(self) -> dict[str, Any]:
        """Return the first and the last day, and whether the list says that the partnership has ended."""
        column = "started_on" if is_missing(self.said.get("period")) else "period"
        first, until = span(self.said.get(column), whole=column == "period")
        started, ended = self._day(column, first), self._day(column, until, last=True)
        stated = self._day("ended_on", self.said.get("ended_on"), last=True)
        if ended and stated and ended != stated:
            self._say("end_differs", column, str(ended), stated=stated)
        ended = ended or stated
        if started and ended and ended < started:
            self._say("end_before_start", "ended_on", str(ended))
        if started is None and is_missing(self.said.get("started_on")) and is_missing(self.said.get("period")):
            self._say("start_missing", "started_on")
        return {"started_on": started, "ended_on": ended, "is_ended": self._ended()}

    def flag(self, column: str) -> bool | None:
        """Return the value of a yes-or-no column, or None if it is blank or unreadable."""
        kind, reader = ("quality", quality) if column == "core_quality" else ("yes_no", yes_no_of(column))
        try:
            return reader(self.said.get(column))
        except UnreadableCellError as error:
            self._say(f"{kind}_unreadable", column, str(error))
            return None

    def _day(self, column: str, cell: Cell, *, last: bool = False) -> date | None:
        if is_ambiguous_month(cell):
            self._say("day_ambiguous", column, text(cell))
        if last and text(cell) in _OPEN_ENDS:
            return None
        try:
            return day(cell, last=last)
        except UnreadableCellError as error:
            self._say("day_unreadable", column, str(error))
            return None

    def _ended(self) -> bool:
        status = text(self.said.get("status"))
        state = values("status").get(status)
        if state is None and not is_missing(status):
            self._say("status_unknown", "status", status)
        if is_missing(status) and self.flag("in_use") is None and self.flag("is_over") is None:
            return self._ended_by_heading()
        return state == "ended" or self.flag("in_use") is False or self.flag("is_over") is True

    def _ended_by_heading(self) -> bool:
        heading = self.record.heading
        if heading.effect not in ("ended", "closed"):
            return False
        self._say("ended_by_heading", "core_name", heading.words)
        return True

    def _say(self, code: str, column: str, value: str = "", **details: object) -> None:
        self.findings.append(finding(code, self.table.location(self.record, column), value, **details))


def _without_remark(words: str) -> str:
    """Return a text without the part from the first opening to the last closing bracket."""
    first, last = words.find("("), words.rfind(")")
    return words[:first] + words[last + 1 :] if 0 <= first < last else words
