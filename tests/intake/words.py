"""How bureaus write headers and cells: synonyms, broken spaces, full-width digits, dates, marks for nothing."""

import random
from collections.abc import Callable
from datetime import date, timedelta

from coordTransform import wgs84_to_bd09, wgs84_to_gcj02

Cell = str | int | float | date | None
Header = tuple[str, ...]

HEADERS: dict[str, Header] = {
    "county": ("区县", "县(市)区", "县区", "所属县区", "行政区划"),
    "town": ("乡镇(街道)", "镇办", "乡镇"),
    "code": ("学校标识码", "学校代码", "机构代码", "学校(机构)标识码", "标识码"),
    "name": ("学校名称", "单位名称", "校名", "学校"),
    "class": ("城乡分类代码",),
    "band": ("城乡类型",),
    "stage": ("学段", "办学类型"),
    "managing": ("中心校", "主管学校", "所属中心校", "管理学校"),
    "managing code": ("主管学校标识码", "中心校代码"),
    "quality": ("是否优质学校", "优质校"),
    "pupils": ("在校生数", "学生数", "在校学生数", "学生总数(人)"),
    "boarders": ("其中:寄宿生", "寄宿生数"),
    "teachers": ("专任教师", "教师数", "专任教师数"),
    "core": ("核心校", "牵头校", "龙头校", "总校", "帮扶校", "帮扶学校", "支援校", "优质校", "领办学校"),
    "member": ("成员校", "分校", "受援校", "被帮扶校", "被帮扶学校", "薄弱学校", "农村学校"),
    "mode": ("模式", "帮扶形式", "结对形式", "办学模式", "类型"),
    "start": ("组建时间", "开始时间", "成立时间", "结对时间", "起始时间"),
    "end": ("结束时间", "终止时间", "截止时间"),
}
STAGE_WORDS: dict[str, Header] = {
    "小学": ("小学", "完小", "村小"),
    "初中": ("初级中学", "初中"),
    "九年一贯制": ("九年一贯制学校", "九年一贯制"),
    "完全中学": ("完全中学", "完中"),
    "十二年一贯制": ("十二年一贯制学校",),
    "教学点": ("教学点",),
    "高中": ("高级中学", "普通高中"),
    "幼儿园": ("幼儿园",),
}
MODE_WORDS = {"帮扶式": "帮扶式(1+N)", "联盟式": "联盟式(1+1+)", "集团式": "集团式(1+N)"}
OLD_BANDS = {"城区": "城市", "镇区": "县镇", "乡村": "农村"}
CLASS_NAMES = {
    "111": "主城区",
    "112": "城乡结合区",
    "121": "镇中心区",
    "122": "镇乡结合区",
    "123": "特殊区域",
    "210": "乡中心区",
    "220": "村庄",
}
QUALITY_WORDS: dict[str, tuple[Cell, Cell]] = {"√": ("√", None), "是": ("是", "否"), "1": (1, 0), "有": ("有", "无")}
MISSING = ("", "/", "—", "–", "－", "无", "-")
DATUMS: dict[str, Header] = {
    "wgs84": ("WGS84", "WGS-84"),
    "cgcs2000": ("CGCS2000",),
    "gcj02": ("GCJ-02", "GCJ02"),
    "bd09": ("BD-09", "BD09"),
}
MONTH_DATES: dict[str, Callable[[date], Cell]] = {
    "2020.3": lambda day: f"{day.year}.{day.month}",
    "2020.03": lambda day: f"{day:%Y.%m}",
    "2020年3月": lambda day: f"{day.year}年{day.month}月",
    "202003": lambda day: int(f"{day:%Y%m}"),
}
DAY_DATES: dict[str, Callable[[date], Cell]] = {
    "2020年03月01日": lambda day: f"{day:%Y年%m月%d日}",
    "2020/3/1": lambda day: f"{day.year}/{day.month}/{day.day}",
    "2020-03-01": lambda day: day.isoformat(),
    "cell": lambda day: day,
    "serial": lambda day: (day - date(1899, 12, 30)) // timedelta(days=1),
}
NUMBERS: dict[str, Callable[[int], Cell]] = {
    "int": lambda number: number,
    "text": str,
    "1,234": lambda number: f"{number:,}",
    "1，234": lambda number: f"{number:,}".replace(",", "，"),
    "人": lambda number: f"{number}人",
}
FULL_WIDTH = {ord(char): ord(char) + 0xFEE0 for char in "0123456789()ABCDEFGHIJKLMNOPQRSTUVWXYZ+"}


def full_width(cell: Cell) -> Cell:
    """Return a text cell with full-width digits, capitals and brackets; other cells as they are."""
    return cell.translate(FULL_WIDTH) if isinstance(cell, str) else cell


def spaced(text: str, space: str) -> str:
    """Return a name as it is typed to fill its cell: a space before the last character and one after it."""
    return f"{text[:-1]}{space}{text[-1]}{space}" if space else text


def header(key: str, rng: random.Random, space: str = "") -> str:
    """Return one of the words bureaus use for a column, perhaps stretched by spaces."""
    word = rng.choice(HEADERS[key])
    return space.join(word) if space and len(word) <= 4 else word


def moved(lon: float, lat: float, datum: str) -> tuple[float, float]:
    """Return WGS-84 coordinates in another datum, rounded as surveys write them (about 0.1 m)."""
    if datum == "gcj02":
        lon, lat = wgs84_to_gcj02(lon, lat)
    if datum == "bd09":
        lon, lat = wgs84_to_bd09(lon, lat)
    return round(lon, 6), round(lat, 6)
