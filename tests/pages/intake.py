"""The intake page as a clerk drives it: sheets sent, steps taken, what it says."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.manage.steps import reading
from tests.pages.published import FIXTURES
from tests.pages.screens import opened, troubles, words

INTAKE = "pages/manage/intake.py"
CSV, XLSX = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROSTER = [
    ["县区", "学校标识码", "学校名称", "城乡分类代码", "学段", "主管学校标识码", "是否优质学校", "在校生数"],
    ["兴城市", "2121000001", "兴城市第一小学", "111", "小学", "", "是", "1200"],
    ["兴城市", "2121000003", "曹庄镇中心小学", "121", "小学", "", "否", "400"],
    ["兴城市", "2121000004", "曹庄镇大岭小学", "220", "小学", "2121000003", "否", "60"],
    ["建昌县", "2121000008", "石佛乡中心小学", "210", "小学", "", "否", "200"],
]
PAIRS = [
    ["县区", "核心校", "成员校", "模式", "开始时间"],
    ["兴城市", "兴城市第一小学", "曹庄镇中心小学", "帮扶式", "2019年9月"],
]
HEADING = "二、拟撤并学校(2021年)"
HEADED = [*ROSTER[:3], [HEADING, *[""] * 7], ROSTER[3], ["三、在办学校", *[""] * 7], ROSTER[4]]
DAY = date(2020, 12, 31)


def sheet(rows: list[list[str]], changes: Mapping[tuple[int, int], str] | None = None) -> bytes:
    """Return rows as a CSV, some cells (row, column from 0) changed."""
    found = [[(changes or {}).get((at, to), cell) for to, cell in enumerate(row)] for at, row in enumerate(rows)]
    return "\n".join(",".join(row) for row in found).encode()


def sent(
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    files: Mapping[str, bytes],
    *,
    step: str = "sheets",
    day: date = DAY,
    **asked: str,
) -> AppTest:
    """Open the page on a data folder and send it sheets for Huludao."""
    monkeypatch.setenv("LIANXIAO_DATA", str(data))
    monkeypatch.setattr(reading, "AT_ONCE", 120.0)  # a page in a test is drawn only when it is asked for
    at = opened(INTAKE, into="211400", intake_step=step, **asked)
    assert troubles(at) == []
    at.date_input[0].set_value(day)
    at.file_uploader[0].set_value([(name, content, CSV) for name, content in files.items()])
    at.run()
    assert troubles(at) == []
    return at


def to(at: AppTest, step: str) -> str:
    """Go to a step; return all it says in one text."""
    at.button_group(key="choose_intake_step").set_value(step).run()
    assert troubles(at) == []
    return " ".join(words(at))


def reference() -> dict[str, bytes]:
    """Return the bureau's two files of Huludao."""
    return {path.name: path.read_bytes() for path in sorted((FIXTURES / "huludao-2020").glob("*.xlsx"))}
