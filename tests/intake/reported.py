"""The nine-school town together with sheets of returns, activities and funds, written as one or several workbooks."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl

from data.intake import Reading, check
from data.intake.findings import Finding
from tests.intake.small_town import DAY, PLACE, write
from tests.intake.words import Cell

AS_OF = date.fromisoformat(DAY)
RETURN_TITLES = ["指标", "填报地区", "填报对象", "学校", "姓名", "期间", "完成数", "应完成数"]
ACTIVITY_TITLES = [
    "活动类型",
    "活动日期",
    "活动内容",
    "县区",
    "牵头学校",
    "学校",
    "交流教师人数",
    "交流干部人数",
    "参加人数",
]
FUND_TITLES = ["经费用途", "金额(元)", "年度", "县区", "学校", "牵头学校"]


def sheet_file(folder: Path, title: str, titles: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> Path:
    """Write one sheet as its own workbook; the header stands in row 1."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = title
    for row in (titles, *rows):
        book.worksheets[0].append(list(row))
    path = folder / f"{title}.xlsx"
    book.save(path)
    return path


def read_with_town(folder: Path, title: str, titles: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> Reading:
    """Read the town and one more sheet."""
    return check([*write(folder), sheet_file(folder, title, titles, rows)], PLACE, AS_OF)


def returns_of(folder: Path, *rows: Sequence[Cell], titles: Sequence[Cell] = RETURN_TITLES) -> Reading:
    """Read the town and rows of returns, each filled up with blanks."""
    return read_with_town(folder, "填报表", titles, [[*row, *[None] * (len(titles) - len(row))] for row in rows])


def told(reading: Reading, severity: str = "") -> list[Finding]:
    """Return the findings that are no notes, or those of one severity."""
    return [f for f in reading.findings if (f.severity == severity if severity else f.severity != "info")]


def codes(reading: Reading, severity: str = "") -> list[str]:
    """Return the codes of what was told."""
    return [remark.code for remark in told(reading, severity)]
