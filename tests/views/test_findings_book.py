"""The workbook of findings: the list first, then every sheet as sent, what was found in front of its row; text stays text."""

import io
from datetime import date

import openpyxl

from views.listings import About
from views.panels.manage import findings
from views.panels.manage.grid import Head, Line, Mark
from views.text.labels import label, speaking

FORMULA = '=HYPERLINK("http://evil.example")'
FOUND = {
    "severity": "error", "file": "a.xlsx", "sheet": "名册", "row": 3, "column": "B 学段", "value": FORMULA,
    "message": "不认识", "message_en": "Unknown", "mend": "请改", "mend_en": "Mend it",
}  # fmt: skip


def made(lines: list[Line], tongue: str = "zh_CN") -> openpyxl.Workbook:
    with speaking(tongue, "county"):
        about = About("葫芦岛市", date(2020, 12, 31), lambda title: [("标题", title)])
        listed = findings.listing(label("findings.title"), about, [FOUND, FOUND | {"severity": "info", "row": None}])
        heads = [Head("A", "学校名称", "title"), Head("B", "学段", "title")]
        marks = {(3, "B"): [Mark("error", "不认识")], (3, ""): [Mark("warning", "整行")]}
        return openpyxl.load_workbook(io.BytesIO(findings.book(listed, [("a 名册", heads, lines, marks)])))


def test_every_row_is_there_and_what_was_found_stands_in_front_of_it() -> None:
    book = made(
        [Line(1, "title", ["某市", ""]), Line(2, "header", ["校名", "学段"]), Line(3, "record", [FORMULA, "大学"])]
    )
    assert book.sheetnames == ["问题清单", "a 名册", "说明"]
    rows = list(book["a 名册"].iter_rows(values_only=True))
    assert rows[0] == ("行", "问题", "A 学校名称", "B 学段")
    assert [row[0] for row in rows[1:]] == [1, 2, 3]
    assert rows[1][1] is None and rows[3][1] == "▲ 提醒  整行\n✖ 错误 B 不认识" and rows[3][2:] == (FORMULA, "大学")
    cells = book["a 名册"][4]
    assert cells[2].data_type == "s" and cells[2].hyperlink is None
    assert cells[3].fill.fgColor.rgb == "FFFDEAE2", "the cell that is wrong wears the colour of an error"
    assert cells[2].fill.fgColor.rgb != "FFFDEAE2"


def test_the_list_comes_gravest_first_in_the_language_asked_for() -> None:
    rows = list(made([], "en").worksheets[0].iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == ["✖ Error", "● Note"] and rows[1][6:8] == ("Unknown", "Mend it")
    assert rows[1][5] == FORMULA and rows[2][3] is None
