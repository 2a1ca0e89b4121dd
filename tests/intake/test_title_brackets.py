"""Words in brackets of a title are read, told or harmless, and never thrown away where they change the figures."""

import openpyxl
import pytest

from data.intake import Reading, check
from tests.intake.reported import AS_OF, codes, told
from tests.intake.small_town import HEADER_ROW, PAIRINGS, PLACE, ROSTER, write


def titled(folder, sheet: str, begins: str, title: str) -> Reading:
    """Read the town with one title written otherwise."""
    files = write(folder)
    path = files[0 if sheet == ROSTER else 1]
    book = openpyxl.load_workbook(path)
    row = book.worksheets[0][HEADER_ROW[sheet]]
    cell = next(cell for cell in row if str(cell.value).startswith(begins))
    cell.value = title
    book.save(path)
    return check(files, PLACE, AS_OF)


CHANGED = {
    **{
        f"在校生数（{unit}）": "title_multiple"
        for unit in ("十人", "百人", "千人", "万人", "单位：百人", "%", "100人", "千")
    },
    **{
        f"在校生数（{words}）": "title_of_another_fact"
        for words in (
            "计划",
            "拟招",
            "预计",
            "2025年目标",
            "上年",
            "去年",
            "应到",
            "含已退出",
            "撤并前",
            "2019年",
            "不含教学点",
        )
    },
}


@pytest.mark.parametrize("title", CHANGED)
def test_brackets_that_change_the_figures_block_and_name_the_column(title, tmp_path):
    errors = told(titled(tmp_path, ROSTER, "在校", title), "error")
    assert [(e.code, e.sheet, e.row) for e in errors] == [(CHANGED[title], ROSTER, HEADER_ROW[ROSTER])]
    assert errors[0].column.endswith(title.replace("（", "(").replace("）", ")").replace("：", ":"))
    assert errors[0].value in title.replace("：", ":")


@pytest.mark.parametrize("title", ["成员校（已退出）", "成员校（拟）", "成员校（停办）"])
def test_members_of_another_kind_block(title, tmp_path):
    assert codes(titled(tmp_path, PAIRINGS, "成员", title)) == ["title_of_another_fact"]


def test_a_part_of_the_pupils_is_left_out_by_name(tmp_path):
    found = told(titled(tmp_path, ROSTER, "在校", "在校生数（女）"))
    assert [(remark.code, remark.severity, remark.value) for remark in found] == [
        ("columns_unknown", "warning", "在校生数(女)")
    ]


def test_words_nobody_knows_in_the_brackets_of_a_figure_are_asked_about(tmp_path):
    (error,) = told(titled(tmp_path, ROSTER, "在校", "在校生数（玄字口径）"), "error")
    assert (error.code, error.fields) == ("column_unsure", ("pupils",))


HARMLESS = [
    *(
        (ROSTER, "在校", f"在校生数（{words}）")
        for words in ("人", "单位：人", "名", "必填", "填数字", "1", "1=2+3", "学生数")
    ),
    *(
        (ROSTER, "是否", f"是否优质学校（{words}）")
        for words in ("是/否", "填是或否", "√", "选填", "是1否0", "如是，打√")
    ),
    *((ROSTER, "城乡", f"城乡分类代码（{words}）") for words in ("111/112/121", "3位", "例：111", "请填代码")),
    *((ROSTER, "乡镇", f"乡镇{words}") for words in ("（街道）", "（镇、街道、办事处）")),
    *((ROSTER, "学校名", f"学校名称（{words}）") for words in ("全称", "公章", "规范全称", "教学点")),
    *((PAIRINGS, "开始", f"开始时间（{words}）") for words in ("年月", "YYYY-MM", "2020.9", "格式：2020-09")),
    *((PAIRINGS, "结束", f"结束时间（{words}）") for words in ("预计", "退出时间")),
    *((PAIRINGS, "模式", f"模式（{words}）") for words in ("1+N", "联盟式/集团式", "下拉选择")),
]


@pytest.mark.parametrize(("sheet", "begins", "title"), HARMLESS)
def test_units_and_instructions_are_left_out_without_a_word(sheet, begins, title, tmp_path):
    assert codes(titled(tmp_path, sheet, begins, title)) == []


def test_a_note_that_counts_in_hundreds_blocks(tmp_path):
    files = write(tmp_path)
    book = openpyxl.load_workbook(files[0])
    book.worksheets[0].cell(1, 1, "学校名册　单位：百人")
    book.save(files[0])
    assert codes(check(files, PLACE, AS_OF)) == ["title_multiple"]
