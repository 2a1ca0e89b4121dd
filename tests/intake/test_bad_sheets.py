"""Each spoiled sheet blocks publication, says where and why in two languages, and harms nothing."""

import re
from pathlib import Path

import openpyxl
import pytest

from tests.intake.commands import contents, run
from tests.intake.small_town import PAIRINGS, ROSTER, Changes, command, write

R, P = ROSTER, PAIRINGS
ONE_CELL: dict[str, tuple[tuple[str, int, str], object]] = {
    "a member nobody knows": ((P, 3, "成员"), "曹庄镇中心小学、红崖镇中心小学校"),
    "a core nobody knows": ((P, 4, "核心"), "兴城市第九初级中学"),
    "no core in the first row": ((P, 3, "核心"), None),
    "no core, said so": ((P, 4, "核心"), "/"),
    "an unknown county": ((R, 5, "县"), "兴义市"),
    "an unknown county in the pairing list": ((P, 4, "县"), "兴义市"),
    "no school name": ((R, 6, "学校名"), None),
    "pupils in words": ((R, 7, "在校"), "约六十"),
    "negative pupils": ((R, 7, "在校"), -60),
    "negative pupils as text": ((R, 7, "在校"), "-60"),
    "half a pupil": ((R, 7, "在校"), 60.5),
    "a broken formula for pupils": ((R, 7, "在校"), "#REF!"),
    "pupils not looked up": ((R, 7, "在校"), "#N/A"),
    "an unknown class code": ((R, 9, "城乡"), "999"),
    "an unknown class word": ((R, 9, "城乡"), "山区"),
    "no class": ((R, 9, "城乡"), "/"),
    "an unknown stage": ((R, 9, "学段"), "夜校"),
    "a quality mark nobody knows": ((R, 9, "是否"), "待定"),
    "a managing code nobody has": ((R, 7, "主管"), "2121999999"),
    "a longitude in words": ((R, 4, "经度"), "东经"),
    "a date in words": ((P, 4, "开始"), "去年秋天"),
    "a thirteenth month": ((P, 4, "开始"), "2020.13"),
    "a day that never was": ((P, 4, "开始"), "2019-02-30"),
    "an end in words": ((P, 4, "结束"), "毕业后"),
}
CELLS: dict[str, tuple[Changes, str, set[int]]] = {
    **{name: ({where: cell}, where[0], {where[1]}) for name, (where, cell) in ONE_CELL.items()},  # type: ignore[dict-item]
    "two schools of that name": (
        {(R, 6, "学校名"): "中心小学", (R, 8, "学校名"): "中心小学", (P, 3, "成员"): "中心小学"},
        P,
        {3},
    ),
    "no stage, and none in the name": (
        {(R, 9, "学段"): None, (R, 9, "学校名"): "徐大堡学校", (P, 4, "成员"): "红崖子镇中心小学"},
        R,
        {9},
    ),
    "a code that stands twice": ({(R, 8, "学校标"): "2121000003"}, R, {6, 8}),
    "longitude and latitude swapped": ({(R, 4, "经度"): 40.6112, (R, 4, "纬度"): 120.7011}, R, {4}),
    "an end before the start": ({(P, 4, "开始"): "2020.3", (P, 4, "结束"): "2019.9"}, P, {4}),
    "coordinates without datum": ({(R, 3, "经度"): "经度", (R, 3, "纬度"): "纬度"}, R, set()),
    "a managing name nobody has": (
        {(R, 3, "主管"): "中心校", (R, 7, "主管"): "曹庄镇西河小学", (R, 12, "主管"): None},
        R,
        {7},
    ),
}


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Path:
    """A data folder with the unspoiled town published; no test of this file may change it."""
    folder = tmp_path_factory.mktemp("published")
    done = run("data.intake", "publish", *command(write(folder), folder / "data"))
    assert done.code == 0, done.out + done.err
    return folder / "data"


def blocked(files: list[Path], data: Path) -> list[dict]:
    """Try to publish over what stands; return the errors, after checking that nothing was harmed."""
    before = contents(data)
    done = run("data.intake", "publish", *command(files, data, "--replace"))
    assert contents(data) == before
    assert done.code == 1, (done.code, done.out[-1500:], done.err[-1500:])
    errors = [finding for finding in done.json["findings"] if finding["severity"] == "error"]
    assert errors
    for error in errors:
        assert error["code"]
        assert re.search(r"[\u4e00-\u9fff]", error["message"])
        assert re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", error["message_en"])
    return errors


@pytest.mark.parametrize("name", CELLS)
def test_a_spoiled_cell_is_named_with_its_file_sheet_and_row(name, tmp_path, published):
    changes, title, rows = CELLS[name]
    errors = blocked(write(tmp_path, changes), published)
    file = {R: "roster.xlsx", P: "pairings.xlsx"}[title]
    there = [error for error in errors if Path(error["file"]).name == file and error["sheet"] == title]
    assert there, errors
    if rows:
        assert {error["row"] for error in there} & rows, errors


def test_an_unknown_member_comes_with_the_closest_names(tmp_path, published):
    errors = blocked(write(tmp_path, {(P, 3, "成员"): "红崖镇中心小学校"}), published)
    assert any("红崖子镇中心小学" in str(error) for error in errors)


def test_an_unknown_managing_school_comes_with_its_name(tmp_path, published):
    errors = blocked(write(tmp_path, {(R, 7, "主管"): "2121999999"}), published)
    assert any("2121999999" in error["message"] and "2121999999" in error["message_en"] for error in errors)


def test_each_mistake_of_a_sheet_is_told_at_once(tmp_path, published):
    wrong = {(R, 5, "学段"): "夜校", (R, 7, "在校"): "约六十", (R, 9, "城乡"): "999", (P, 4, "开始"): "去年秋天"}
    errors = blocked(write(tmp_path, wrong), published)
    assert {5, 7, 9, 4} <= {error["row"] for error in errors}


def spoil(folder: Path, kind: str) -> Path:
    path = folder / ("roster.csv" if kind.endswith("csv") else "roster.xlsx")
    if kind == "truncated":
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) * 2 // 3])
    elif kind == "html":
        path.write_text("<html><table><tr><td>学校标识码</td><td>学校名称</td></tr></table></html>", encoding="utf-8")
    elif kind == "not text, csv":
        path.write_bytes(bytes(range(256)) * 20)
    elif kind.startswith("empty"):
        path.write_bytes(b"")
    else:
        book = openpyxl.Workbook()
        for row in (["关于报送材料的通知"], ["请于月底前报送"], ["序号", "事项", "时间"], [1, "会议", "2020.3"]):
            book.worksheets[0].append(row)
        book.save(path)
    return path


@pytest.mark.parametrize("kind", ["truncated", "html", "empty xlsx", "empty csv", "not text, csv", "no header"])
def test_a_file_that_is_no_roster_is_named(kind, tmp_path, published):
    _, pairings = write(tmp_path)
    path = spoil(tmp_path, kind)
    errors = blocked([path, pairings], published)
    assert path.name in {Path(error["file"]).name for error in errors}
