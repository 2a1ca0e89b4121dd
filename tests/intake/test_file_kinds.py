"""What a file is, is told by its content: old workbooks, open documents, web pages, text in every encoding."""

import csv
import io
import shutil
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from data.intake import check
from data.intake.formats.files import sheets
from data.intake.tables.header.table_kinds import is_title
from tests.intake.small_town import DAY, PLACE, ROSTER, write

FORMATS = Path(__file__).parent.parent / "fixtures" / "formats"
USUAL = {
    ("2121000001", "2121000003"),
    ("2121000001", "2121000005"),
    ("3121000002", "3121000006"),
    ("2121000007", "2121000008"),
}


def read(*files: Path):
    return check(list(files), PLACE, date.fromisoformat(DAY))


def codes(reading) -> set[str]:
    return {finding.code for finding in reading.findings}


def pairs(reading) -> set[tuple[str, str]]:
    assert not reading.blocked, [finding for finding in reading.findings if finding.severity == "error"]
    core = {row["partnership_id"]: row["core_school_id"] for row in reading.tables["partnerships"].to_pylist()}
    return {(core[row["partnership_id"]], row["school_id"]) for row in reading.tables["members"].to_pylist()}


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_an_old_workbook_and_an_open_document_read_as_the_town_they_hold(kind):
    reading = read(FORMATS / f"报送表.{kind}")
    assert pairs(reading) == USUAL
    assert (reading.counts["schools"], reading.counts["pupils"]) == (9, 4456)
    assert codes(reading) >= {"rows_hidden", "columns_hidden", "sheet_hidden"}
    starts = sorted(row["started_on"] for row in reading.tables["partnerships"].to_pylist())
    assert starts == [date(2019, 9, 1), date(2020, 3, 1), date(2020, 3, 1)]
    roster = next(sheet for sheet in sheets(FORMATS / f"报送表.{kind}", is_title) if sheet.name == ROSTER)
    assert roster.indents.keys() == {(6, 3), (11, 3)}
    assert {(merge.top, merge.bottom) for merge in roster.merges} == {(0, 0), (3, 8), (9, 11)}


def test_hidden_rows_columns_and_sheets_are_told_by_their_place(tmp_path):
    roster, pairings = write(tmp_path)
    book = openpyxl.load_workbook(roster)
    book.worksheets[0].row_dimensions[6].hidden = True
    book.worksheets[0].row_dimensions[400].hidden = True
    book.worksheets[0].column_dimensions.group("I", "M", hidden=True)
    book.create_sheet("底稿").append(["学校名称", "学段", "在校生数"])
    book["底稿"].sheet_state = "veryHidden"
    book.save(roster)
    reading = read(roster, pairings)
    assert reading.counts["schools"] == 9
    told = {finding.code: finding for finding in reading.findings}
    assert "1 个隐藏行（第 6 行）" in told["rows_hidden"].message
    assert "（I, J, K）" in told["columns_hidden"].message
    assert told["sheet_hidden"].sheet == "底稿"


def test_rows_that_are_struck_through_are_asked_about_never_counted(tmp_path):
    files = write(tmp_path)
    for file, row, column in zip(files, (6, 4), (4, 3), strict=True):
        book = openpyxl.load_workbook(file)
        book.worksheets[0].cell(row, column).font = Font(name="宋体", strike=True)
        book.worksheets[0].cell(row + 40, column).font = Font(strike=True)
        book.save(file)
    reading = read(*files)
    told = [(remark.row, remark.column, remark.value) for remark in reading.findings if remark.code == "row_struck"]
    assert reading.blocked
    assert told == [(6, "D 学校名称", "曹庄镇中心小学"), (4, "C 成员校", "徐大堡镇初级中学")]


def test_formulas_are_read_by_their_saved_results_and_told_where_there_are_none(tmp_path):
    roster, pairings = write(tmp_path)
    book = openpyxl.load_workbook(roster)
    book.worksheets[0]["I4"] = "=600+600"
    book.save(roster)
    reading = read(roster, pairings)
    (remark,) = [finding for finding in reading.findings if finding.code == "formula_without_value"]
    assert (remark.severity, remark.row, remark.column, remark.value) == ("error", 4, "I", "=600+600")
    content = roster.read_bytes()
    rewritten(roster, b"<f>600+600</f><v></v>", b"<f>600+600</f><v>1200</v>")
    assert roster.read_bytes() != content
    assert codes(read(roster, pairings)) == {"formulas_read"}
    assert read(roster, pairings).counts["pupils"] == 4456


def rewritten(path: Path, old: bytes, new: bytes) -> None:
    source = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(old, new))


@pytest.mark.parametrize("called", ["名册.csv", "名册.xls", "名册", "名册.txt"])
def test_a_wrong_ending_is_told_and_the_content_read(called, tmp_path):
    roster, pairings = write(tmp_path)
    shutil.move(roster, tmp_path / called)
    reading = read(tmp_path / called, pairings)
    assert pairs(reading) == USUAL
    assert codes(reading) == {"file_other_format"}


def rows_of(path: Path) -> list[list[str]]:
    rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def as_text(rows: list[list[str]], delimiter: str) -> str:
    handle = io.StringIO()
    csv.writer(handle, delimiter=delimiter).writerows(rows)
    return handle.getvalue()


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030 with a mark"]
)
def test_text_in_every_encoding_with_every_delimiter_reads_the_same(encoding, delimiter, tmp_path):
    texts = []
    for path in write(tmp_path):
        words = as_text(rows_of(path), delimiter)
        mark = encoding.endswith("mark")
        content = ("\ufeff" + words).encode("gb18030") if mark else words.encode(encoding)
        texts.append(path.with_suffix(".csv"))
        texts[-1].write_bytes(content)
    assert pairs(read(*texts)) == USUAL


@pytest.mark.parametrize("called", ["roster.xls", "roster.xlsx"])
def test_text_named_as_a_workbook_and_its_separator_line_are_read(called, tmp_path):
    roster, pairings = write(tmp_path)
    text = tmp_path / "text" / called
    text.parent.mkdir()
    text.write_text("sep=;\r\n" + as_text(rows_of(roster), ";"), encoding="gb18030")
    reading = read(text, pairings)
    assert pairs(reading) == USUAL
    assert codes(reading) == {"file_other_format"}
    (first,) = [row for row in reading.tables["schools"].to_pylist() if row["school_id"] == "2121000001"]
    assert first["source"].endswith("/5"), "rows are counted with the separator's line"


def page(rows: list[list[str]], charset: str) -> bytes:
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<html><head><meta charset="{charset}"><style>td{{}}</style></head><table>{lines}</table></html>'.encode(
        charset
    )


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk"])
def test_a_web_page_saved_as_a_workbook_is_read(charset, tmp_path):
    roster, pairings = write(tmp_path)
    rows = rows_of(roster)
    web = tmp_path / "名册.xls"
    county = '<tr><td rowspan="6">'
    content = page(rows, charset).decode(charset)
    content = content.replace("<tr><td>兴城市</td>", county + "兴城市</td>", 1).replace("<tr><td>兴城市</td>", "<tr>")
    content = content.replace("<td>葫芦岛市学校名册</td>", '<td colspan="11">葫芦岛市<b>学校名册</b></td>')
    web.write_bytes(content.encode(charset))
    reading = read(web, pairings)
    assert pairs(reading) == USUAL
    assert reading.counts["pupils"] == 4456
    assert codes(reading) == {"file_other_format"}


def test_a_web_page_with_tables_in_tables_is_told(tmp_path):
    web = tmp_path / "名册.xls"
    web.write_text("<table><tr><td><table><tr><td>学校名称</td></tr></table></td></tr></table>", encoding="utf-8")
    assert "file_nested_tables" in codes(read(web))


def spoilt_text(tmp_path: Path, change) -> set[str]:
    roster, pairings = write(tmp_path)
    text = tmp_path / "roster.csv"
    text.write_bytes(change(as_text(rows_of(roster), ",").encode("gb18030")))
    reading = read(text, pairings)
    assert reading.blocked
    return {finding.code for finding in reading.findings if finding.severity == "error"}


def test_a_quotation_mark_that_does_not_close_swallows_no_rows_unseen(tmp_path):
    stray = "曹庄镇中心小学".encode("gb18030")
    assert "text_quotes" in spoilt_text(tmp_path, lambda words: words.replace(stray, b'"' + stray, 1))
    both = "红崖子镇中心小学".encode("gb18030")
    twice = spoilt_text(tmp_path, lambda words: words.replace(stray, b'"' + stray, 1).replace(both, both + b'"', 1))
    assert "text_quotes" in twice


def test_a_text_that_breaks_off_is_told(tmp_path):
    assert "text_cut_short" in spoilt_text(tmp_path, lambda words: words[:-24])
