"""What happens to a sheet on its way: harmless changes that must not change the reading, and harm that must be told."""

import random
from collections.abc import Callable
from copy import deepcopy
from datetime import datetime

from tests.intake.grids import Grid, Row
from tests.intake.words import CLASS_NAMES, Cell

NOTES = (
    ["填报单位负责人：张某", None, "联系电话：0533-1234567"],
    ["注：1.本表一式两份。"],
    ["说明：请于月底前报送，逾期不予受理。"],
    ["（此表由教育局留存）"],
    ["制表日期：2021年1月5日"],
)
TITLES = {
    "学校地址": "某某路12号",
    "联系电话": "0429-3120000",
    "占地面积(平方米)": 12000,
    "建校时间": "1958年",
    "毕业生数": 87,
    "男生数": 33,
    "一年级学生数": 21,
    "班级数": 12,
    "上年度在校生数": 911,
    "校长姓名": "王某",
    "邮政编码": "125000",
    "网址": "http://example.cn/?a=1&b=2",
    "核定编制": 40,
    "民族": "满族",
    "校舍建筑面积": "3,200",
    "Unnamed: 7": None,
    "电子邮箱": "a@b.cn",
    "填报人": "李某",
    "优质课获奖数": 3,
    "结余": -12.5,
}
ODD: tuple[Cell, ...] = (
    *("约", "#REF!", "TRUE", "12.5", "-3", "二百", "见附件", "?", "12-15", "1,2,3"),
    *(True, -1, 0.5, 99999999999, datetime(2020, 1, 1), "=1+1", "同上", "否", "2020.13", "〃"),
)


def data_rows(grid: Grid, first: int) -> list[int]:
    """Return the rows below the header that hold several cells."""
    return [row for row in range(first, len(grid.rows)) if sum(cell not in (None, "") for cell in grid.rows[row]) > 3]


def inserted(grid: Grid, at: int, row: Row) -> None:
    """Insert a row; merges below move down, those across it grow."""
    grid.rows.insert(at, row)
    grid.merges = [(t + (t >= at), left, b + (b >= at), right) for t, left, b, right in grid.merges]


def blank_rows(grid: Grid, first: int, rng: random.Random) -> None:
    for _ in range(rng.randint(1, 4)):
        inserted(grid, rng.randint(first, len(grid.rows)), [])


def notes_above(grid: Grid, _: int, rng: random.Random) -> None:
    for _ in range(rng.randint(1, 3)):
        inserted(grid, 0, [*rng.choice(NOTES)])


def notes_below(grid: Grid, _: int, rng: random.Random) -> None:
    grid.rows += [[], *[[*rng.choice(NOTES)] for _ in range(rng.randint(1, 3))]]


def one_more_column(grid: Grid, first: int, rng: random.Random) -> None:
    """Insert a column nobody asked for, title and all."""
    width = max(map(len, grid.rows))
    at, title = rng.randint(1, width), rng.choice(list(TITLES))
    rows, head = data_rows(grid, first), [*grid.rows[first - 1]]
    for number, row in enumerate(grid.rows):
        if len(row) >= at:
            row.insert(at, title if row == head else TITLES[title] if number in rows and rng.random() < 0.8 else None)
    grid.merges = [(t, left + (left >= at), b, right + (right >= at)) for t, left, b, right in grid.merges]


def retitled(grid: Grid, first: int, title: Callable[[str], str]) -> None:
    """Write the titles otherwise, on every page alike."""
    head = [*grid.rows[first - 1]]
    titles = [title(cell) if isinstance(cell, str) else cell for cell in head]
    grid.rows = [[*titles] if row == head else row for row in grid.rows]


def spaced_titles(grid: Grid, first: int, rng: random.Random) -> None:
    space = rng.choice([" ", "\u3000", "\n", "\u00a0", "\u200b"])
    retitled(grid, first, lambda title: space.join(title) if len(title) < 6 else title)


def marked_titles(grid: Grid, first: int, rng: random.Random) -> None:
    mark = rng.choice(["{}*", "*{}", "{}：", "{}（必填）", "{}(人)"])
    retitled(grid, first, lambda title: mark.format(title) if rng.random() < 0.5 else title)


def wide_and_long(grid: Grid, _: int, rng: random.Random) -> None:
    grid.rows[-1] = [*grid.rows[-1], *[None] * rng.randint(1, 30), " "]
    grid.rows += [[None, " "], [], ["\u3000"]]


def random_merge(grid: Grid, first: int, rng: random.Random) -> None:
    """Merge a block of the table: what stood below and beside its first cell is gone, as in any office program."""
    rows = data_rows(grid, first)
    top, left = rng.choice(rows), rng.randrange(max(map(len, grid.rows)))
    down, across = rng.choice([(1, 2), (2, 1), (3, 1), (2, 2), (1, 3), (5, 1)])
    block = (top, left, min(top + down, len(grid.rows)) - 1, left + across - 1)
    meets = any(not (b < block[0] or t > block[2] or r < block[1] or le > block[3]) for t, le, b, r in grid.merges)
    below = {str(grid.rows[row][left]) for row in range(top, block[2] + 1) if left < len(grid.rows[row])}
    is_group = len(below) > 1 and not all(cell.replace(",", "").isdigit() and cell not in CLASS_NAMES for cell in below)
    if meets or block[:2] == block[2:] or is_group:  # one word for several rows is what the sheet then says
        return
    for row in range(block[0], block[2] + 1):
        for column in range(block[1], min(block[3] + 1, len(grid.rows[row]))):
            if (row, column) != (top, left):
                grid.rows[row][column] = None
    grid.merges.append(block)


def odd_cell(grid: Grid, first: int, rng: random.Random) -> None:
    row = grid.rows[rng.choice(data_rows(grid, first))]
    row[rng.randrange(len(row))] = rng.choice(ODD)


def shifted_row(grid: Grid, first: int, rng: random.Random) -> None:
    """Move a record one cell to the right or left, from some column on."""
    number = rng.choice(data_rows(grid, first))
    row, at = grid.rows[number], rng.randrange(1, 4)
    grid.rows[number] = [*row[:at], None, *row[at:-1]] if rng.random() < 0.5 else [*row[:at], *row[at + 1 :], None]


def doubled_row(grid: Grid, first: int, rng: random.Random) -> None:
    at = rng.choice(data_rows(grid, first))
    inserted(grid, at + 1, [*grid.rows[at]])


def lost_title(grid: Grid, first: int, rng: random.Random) -> None:
    head = grid.rows[first - 1]
    filled = [at for at, cell in enumerate(head) if cell not in (None, "")]
    head[rng.choice(filled)] = rng.choice([None, "栏目", "甲", "1", "其他"])


def swapped_titles(grid: Grid, first: int, rng: random.Random) -> None:
    """Two titles stand over each other's columns."""
    head = grid.rows[first - 1]
    one, other = rng.sample([at for at, cell in enumerate(head) if cell not in (None, "")], 2)
    head[one], head[other] = head[other], head[one]


def total_in_the_middle(grid: Grid, first: int, rng: random.Random) -> None:
    row: Row = [None] * max(map(len, grid.rows))
    row[rng.randrange(3)] = rng.choice(["小计", "合 计", "本页合计：", "总计", "全市合计"])
    row[rng.randrange(4, len(row))] = rng.randint(1, 9000)
    inserted(grid, rng.choice(data_rows(grid, first)), row)


Disturbance = Callable[[Grid, int, random.Random], None]
HARMLESS: tuple[Disturbance, ...] = (
    *(blank_rows, notes_above, notes_below, one_more_column, spaced_titles, marked_titles, wide_and_long),
    total_in_the_middle,
)
HARMFUL: tuple[Disturbance, ...] = (random_merge, odd_cell, shifted_row, doubled_row, lost_title)


def disturbed(grid: Grid, first: int, chosen: list[Disturbance], rng: random.Random) -> Grid:
    """Return a copy of a grid (header's last row before `first`) after some disturbances."""
    copy, at = deepcopy(grid), first
    copy.rows = [[*row] for row in copy.rows]
    for disturb in chosen:
        before = len(copy.rows)
        disturb(copy, at, rng)
        at += len(copy.rows) - before if disturb is notes_above else 0
    return copy
