"""The workbook of a whole scope, opened with another library than the one that wrote it."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

import queries
from pages.context import pick
from pages.report.assemble.briefing import gather
from queries import Scope
from tests.briefing.scopes import LONG, SCENES, empty, hostile, told
from tests.views.made import HOSTILE
from views.briefing.workbook import workbook
from views.text.labels import speaking
from views.theme.palette import TINTS

FRONT, BACK = 3, 1  # 目录, 目标, 各县区; 说明


def opened(briefing):
    return openpyxl.load_workbook(io.BytesIO(workbook(briefing)))


def rows_of(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


def area_sheet(book, claim):
    return next(sheet for sheet in book if sheet.title.startswith(f"{claim.code} 各"))


@pytest.mark.parametrize(("programme", "tongue"), SCENES)
def test_every_topic_has_a_sheet_that_the_index_opens(programme, tongue):
    with told(programme, tongue) as briefing:
        book, title = opened(briefing), briefing.title
    assert len(book.sheetnames) == FRONT + 2 * len(briefing.claims) + BACK
    assert all(0 < len(name) <= 31 for name in book.sheetnames)
    assert len({name.casefold() for name in book.sheetnames}) == len(book.sheetnames)
    index = book.worksheets[0]
    links = {cell.value: cell.hyperlink.location for row in index.iter_rows() for cell in row if cell.hyperlink}
    assert list(links) == book.sheetnames[1:], "every sheet is one click away"
    assert all(place == f"'{name}'!A1" for name, place in links.items())
    assert index["A1"].value == title
    assert ("合成" if tongue == "zh_CN" else "Synthetic") in str(index["A2"].value)


@pytest.mark.parametrize("programme", ["huludao-2020", "kaiyuan-2024", "baoshan-2016"])
def test_areas_have_the_figures_of_the_queries(programme):
    with told(programme) as briefing:
        book = opened(briefing)
    for claim in briefing.claims:
        figures = queries.measures(Scope(programme), claim.meaning["indicator_id"])
        below = figures[(figures["level"] != "place") & (figures["denominator"] > 0)]
        sheet = area_sheet(book, claim)
        shown = {row[0]: row for row in rows_of(sheet)}
        assert len(shown) == (figures["level"] != "place").sum() or not len(below)
        for _, row in below.iterrows():
            if claim.meaning["format"] == "%":
                assert shown[row["area_name"]][1:3] == [row["numerator"], row["denominator"]]
                assert shown[row["area_name"]][3] == pytest.approx(row["value"], abs=1e-12)
            else:
                assert shown[row["area_name"]][1] == row["numerator"]


def test_standing_and_gap_of_each_area_are_those_of_the_goal():
    with told("huludao-2020") as briefing:
        book = opened(briefing)
    judged = queries.progress(Scope("huludao-2020"))
    judged = judged[(judged["goal_id"] == "HL-1") & (judged["level"] != "place")].set_index("area_name")
    sheet = area_sheet(book, briefing.claims[0])
    heads = [cell.value for cell in sheet[1]]
    assert len(judged)
    for row in sheet.iter_rows(min_row=2):
        found, goal = dict(zip(heads, row, strict=True)), judged.loc[row[0].value]
        standing = found["达标情况"]
        fill, ink = TINTS[goal["standing"]]
        assert (
            standing.fill.fgColor.rgb == f"FF{fill[1:].upper()}" and standing.font.color.rgb == f"FF{ink[1:].upper()}"
        )
        assert len(standing.value) > 2, "a word stands beside the colour"
        gap = found["还差（所）"].value
        assert gap == goal["gap_units"] or (gap is None and goal["gap_units"] != goal["gap_units"])
        assert found["目标值"].value == "≥\u00a060%" and found["期限"].is_date


@pytest.mark.parametrize("programme", ["huludao-2020", "kaiyuan-2024"])
def test_who_is_missing_is_named(programme):
    with told(programme) as briefing:
        book = opened(briefing)
    for claim in briefing.claims:
        wanted = queries.units(Scope(programme), claim.meaning["indicator_id"], missing=True)["unit_name"]
        sheet = next(one for one in book if one.title.startswith(f"{claim.code} 名单"))
        found = [row[0] for row in rows_of(sheet)]
        assert found == (list(wanted) or ["名单为空：没有符合条件的。"])


def test_figures_of_goals_are_numbers_and_percents():
    with told("kaiyuan-2024") as briefing:
        sheet = opened(briefing)["目标"]
    heads = [cell.value for cell in sheet[1]]
    cells = [row[heads.index("完成情况")] for row in sheet.iter_rows(min_row=2)]
    forms = {"%": "0.0%", "number": "#,##0"}
    for cell, goal in zip(cells, briefing.goals.to_dict("records"), strict=True):
        if goal["value"] == goal["value"]:
            assert cell.value == pytest.approx(goal["value"])
            assert cell.number_format == forms["%" if goal["format"] == "%" else "number"]
        else:
            assert cell.value == "无数据"


def test_nothing_a_cell_says_is_a_formula_or_a_link_and_long_names_stay_whole():
    with told("huludao-2020") as briefing:
        book = opened(hostile(briefing))
    sheet = next(one for one in book if one.title.startswith("HL-1 名单"))
    names = [row[0] for row in rows_of(sheet)]
    assert len(names) == 3_000 and {*HOSTILE, LONG, "_x0041_"} <= set(names)
    for one in book:
        assert not any(cell.data_type == "f" for row in one.iter_rows() for cell in row)
    assert not any(cell.hyperlink for one in book.worksheets[1:] for row in one.iter_rows() for cell in row)


def test_the_notes_say_how_every_claim_is_made_and_where_it_can_be_opened():
    with told("huludao-2020", before=date(2022, 12, 31)) as briefing:
        book = opened(replace(briefing, link="http://board.example/?evidence=1"))
    assert book.sheetnames[-2:] == ["变化", "说明"]
    assert [row[0] for row in rows_of(book["变化"])] == briefing.changes
    said = [(row[0].value, row[1].value) for row in book["说明"].iter_rows()]
    text = "\n".join(f"{a} {b}" for a, b in said)
    for claim in briefing.claims:
        assert claim.rule in text and claim.source in text and claim.sentence in text
    assert "http://board.example/?evidence=1" in text
    assert {"统计时点", "数据性质", "来源文件", "无坐标学校", "产品版本", "计算公式", "不计入"} <= {a for a, _ in said}
    assert ("数据性质", "合成样例数据，非真实统计") in said


def test_a_scope_without_goals_still_has_its_sheets():
    with told("huludao-2020") as briefing:
        book = opened(empty(briefing))
    assert book.sheetnames == ["目录", "目标", "各县区", "说明"]
    assert book["目标"]["A2"].value == "名单为空：没有符合条件的。"


def test_the_same_briefing_gives_the_same_bytes():
    with told("huludao-2020") as briefing:
        assert workbook(briefing) == workbook(briefing)


def test_a_goal_of_which_no_area_has_a_figure_says_so_instead_of_empty_rows():
    with speaking("zh_CN", "township"):
        said = gather(pick(queries.programme("kaiyuan-2024"), "2025-12-31", None), ["KY-6a", "KY-9"])
        book = openpyxl.load_workbook(io.BytesIO(workbook(said)))
    silent, spoken = (next(sheet for sheet in book if sheet.title.startswith(f"{code} ")) for code in ("KY-6a", "KY-9"))
    assert [cell.value for row in silent.iter_rows() for cell in row] == ["这项按全部填报，没有分乡镇的数。"]
    assert spoken.max_row > 10
