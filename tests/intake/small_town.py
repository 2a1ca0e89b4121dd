"""Nine schools and three pairings as two workbooks whose every row number is known, to spoil one cell at a time."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl

from tests.intake.words import Cell

PLACE, DAY = "211400", "2020-12-31"
ROSTER, PAIRINGS = "学校名册", "结对名单"
NOTE = "填报单位:市教育局    统计时点:2020-12-31    单位:人"
COLUMNS: dict[str, list[str]] = {
    ROSTER: [
        *("县(市)区", "乡镇(街道)", "学校标识码", "学校名称", "城乡分类代码", "学段", "主管学校标识码", "是否优质学校"),
        *("在校生数", "经度(WGS84)", "纬度(WGS84)"),
    ],
    PAIRINGS: ["县(市)区", "核心校", "成员校", "模式", "开始时间", "结束时间"],
}
HEADER_ROW = {ROSTER: 3, PAIRINGS: 2}
FIRST = {ROSTER: 4, PAIRINGS: 3}
RECORDS: dict[str, list[list[Cell]]] = {
    ROSTER: [
        ["兴城市", "古城街道", "2121000001", "兴城市第一小学", "111", "小学", None, "是", 1200, 120.7011, 40.6112],
        ["兴城市", "宁远街道", "3121000002", "兴城市第二初级中学", "111", "初中", None, "是", 900, 120.7123, 40.6201],
        ["兴城市", "曹庄镇", "2121000003", "曹庄镇中心小学", "121", "小学", None, "否", 400, 120.6412, 40.5513],
        ["兴城市", "曹庄镇", "2121000004", "曹庄镇大岭小学", "220", "小学", "2121000003", "否", 60, 120.6311, 40.5411],
        ["兴城市", "红崖子镇", "2121000005", "红崖子镇中心小学", "121", "小学", None, "否", 310, 120.5271, 40.6088],
        ["兴城市", "徐大堡镇", "3121000006", "徐大堡镇初级中学", "121", "初中", None, "否", 574, 120.5430, 40.3826],
        ["建昌县", "建昌镇", "2121000007", "建昌镇第一小学", "121", "小学", None, "是", 800, 119.8371, 40.8242],
        ["建昌县", "石佛乡", "2121000008", "石佛乡中心小学", "210", "小学", None, "否", 200, 119.7512, 40.7313],
        [
            "建昌县",
            "石佛乡",
            "2121000009",
            "石佛乡西山教学点",
            "220",
            "教学点",
            "2121000008",
            "否",
            12,
            119.7401,
            40.7402,
        ],
    ],
    PAIRINGS: [
        ["兴城市", "兴城市第一小学", "曹庄镇中心小学、红崖子镇中心小学", "帮扶式", "2019.9", None],
        ["兴城市", "兴城市第二初级中学", "徐大堡镇初级中学", "结对", "2020.3", None],
        ["建昌县", "建昌镇第一小学", "石佛乡中心小学", "帮扶式", "2020.3", None],
    ],
}

Changes = Mapping[tuple[str, int, str], Cell]
"""New values by sheet, row and the start of a column's header (a header's own row renames the column)."""


def write(folder: Path, changes: Changes | None = None, extra: Mapping[str, list[Cell]] | None = None) -> list[Path]:
    """Write roster.xlsx and pairings.xlsx with some cells changed and some rows put below."""
    files = []
    for title, name in ((ROSTER, "roster.xlsx"), (PAIRINGS, "pairings.xlsx")):
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        sheet.title = title
        notes: list[list[Cell]] = [[f"葫芦岛市{title}"], [NOTE]]
        rows = [*notes[: HEADER_ROW[title] - 1], [*COLUMNS[title]], *RECORDS[title], (extra or {}).get(title, [])]
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row, start=1):
                sheet.cell(number, column, cell)
        for (changed, number, header), cell in (changes or {}).items():
            if changed == title:
                sheet.cell(number, column_of(title, header)).value = cell
        files.append(folder / name)
        book.save(files[-1])
    return files


def column_of(title: str, header: str) -> int:
    """Return the number of a column by the start of its header, or 1 for a line above the header."""
    return next((i for i, text in enumerate(COLUMNS[title], start=1) if header and text.startswith(header)), 1)


def command(files: list[Path], data: Path, *more: str) -> list[object]:
    """Return the arguments that hand the files in."""
    return [*files, "--place", PLACE, "--as-of", DAY, "--data", data, "--json", *more]
