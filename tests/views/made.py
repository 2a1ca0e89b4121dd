"""Small frames and listings made by hand, as the verbs of `queries` would return them."""

from datetime import date
from typing import Any

import pandas as pd

from views.exports.listing import Column, Listing

DAY = date(2020, 12, 31)
HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "<img src=x onerror=alert(1)>", "https://evil.example", "0012")
NOTES = [("内容", "甲"), ("地区", "葫芦岛市（211400）"), ("来源文件", "=名册.xlsx")]
COLUMNS = [
    Column("name", "学校"),
    Column("code", "学校标识码", "code"),
    Column("pupils", "在校生", "count"),
    Column("value", "覆盖率", "share"),
    Column("far", "距离（km）", "decimal"),
    Column("start", "开始时间", "day"),
]


def listing(title: str = "未结对农村学校", place: str = "葫芦岛市") -> Listing:
    """Return a list of hostile names with a value of every kind, and one row where everything is missing."""
    count = len(HOSTILE)
    frame = pd.DataFrame(
        {
            "name": [*HOSTILE, None],
            "code": [f"00{number}" for number in range(count)] + [None],
            "pupils": pd.array([1234 + number for number in range(count)] + [None], dtype="Int32"),
            "value": [number / count for number in range(count)] + [float("nan")],
            "far": [number * 1.25 for number in range(count)] + [float("nan")],
            "start": [date(2019, 9, 1 + number) for number in range(count)] + [None],
            "unseen": ["x"] * (count + 1),
        }
    )
    return Listing(title, place, DAY, COLUMNS, frame, NOTES)


def figures(*rows: tuple[str, float, float]) -> pd.DataFrame:
    """Return rows of `measures` of (area code, numerator, denominator)."""
    return pd.DataFrame(
        {
            "area_code": [code for code, _, _ in rows],
            "area_name": [f"县{code}" for code, _, _ in rows],
            "area_name_en": [f"County {code}" for code, _, _ in rows],
            "as_of": [DAY] * len(rows),
            "numerator": [float(part) for _, part, _ in rows],
            "denominator": [float(whole) for _, _, whole in rows],
            "value": [part / whole if whole else float("nan") for _, part, whole in rows],
        }
    )


def goal(**more: Any) -> dict[str, Any]:
    """Return a row of `progress`: 60 % by the end of 2020, met."""
    row = {"target": 60.0, "unit": "%", "comparator": ">=", "kind": "target", "standing": "met_on_time"}
    row |= {"goal_id": "HL-1", "indicator_id": "rural_pairing_coverage", "format": "%", "direction": "higher"}
    row |= {"judged": "once", "scope": "county", "needed_a_year": None, "pace_a_year": None}
    row |= {"silent_areas": None, "silent_areas_en": None, "missed_years": None}
    row |= {"due": date(2020, 12, 31), "as_of": DAY, "value": 0.625, "numerator": 10.0, "denominator": 16.0}
    return row | {"gap_units": 0, "area_name": "甲市", "area_name_en": "Jia"} | more
