"""One table of formats for reader, uploader and help; what each format's cells, formulas, days and shares become."""

import io
import random
import re
import time
import zipfile
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from data.intake import check
from data.intake.cli import main
from data.intake.formats.content import Content, content_of
from data.intake.formats.file_types import ENDINGS, FILE_TYPES, OFFERED, READABLE, file_type
from data.intake.formats.files import sheets
from data.intake.formats.numbers import as_shown, shown_as
from data.intake.formats.sheet import BLANKS, Sheet, UnreadableFileError, formula_findings
from data.intake.formats.xlsx.sheet import without_empty_cells
from data.intake.values.cells import text
from tests.intake.compound_files import compound
from tests.intake.reported import sheet_file
from tests.intake.small_town import DAY, PLACE, write
from tests.intake.test_fuzz import SETTINGS
from tests.pages.intake import INTAKE
from tests.pages.screens import opened

FORMATS = Path(__file__).parent.parent / "fixtures" / "formats"
TITLES = {"县区", "学校标识码", "学校名称", "核心校", "成员校", "在校生数"}
REFUSED = {one.id: one for one in FILE_TYPES if one.read is None}


def content(name: str, data: bytes) -> Content:
    return Content(name, Path(name).stem, data)


def read(name: str, data: bytes) -> list[Sheet]:
    return sheets(content(name, data), TITLES.__contains__)


def read_text(words: str) -> Sheet:
    (sheet,) = read("名册.csv", words.encode())
    return sheet


def codes(sheet: Sheet) -> list[str]:
    return [finding.code for finding in sheet.findings]


def zipped(*names: str, start: bytes = b"") -> bytes:
    handle = io.BytesIO()
    with zipfile.ZipFile(handle, "w") as archive:
        if start:
            archive.writestr("mimetype", start)
        for name in names:
            archive.writestr(name, "x")
    return handle.getvalue()


# what a file is


def test_the_uploader_and_the_help_offer_what_the_table_of_formats_says(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("LIANXIAO_DATA", str(tmp_path))
    uploader = opened(INTAKE, into="211400").file_uploader[0]
    assert {ending.removeprefix(".") for ending in uploader.proto.type} == set(ENDINGS)
    assert OFFERED == ("XLSX", "XLS", "CSV", "ODS")
    with pytest.raises(SystemExit):
        main(["check", "--help"])
    assert f"recognised by content: {', '.join(READABLE)} options:" in " ".join(capsys.readouterr().out.split())


def test_every_ending_that_people_send_is_in_the_table():
    wanted = "xlsx xlsm xltx xls xlt et xml ods ots html htm csv tsv txt doc docx wps pdf mht mhtml xlsb zip"
    assert set(wanted.split()) <= set(ENDINGS)
    assert set(READABLE) < set(ENDINGS)
    assert len({one.id for one in FILE_TYPES}) == len(FILE_TYPES)
    assert all((one.read is None) == bool(one.way_out) for one in FILE_TYPES)


OOXML = "[Content_Types].xml"
SAMPLES = {
    "xlsb": zipped(OOXML, "xl/workbook.bin"),
    "docx": zipped(OOXML, "word/document.xml", "word/embeddings/xl/x.xlsx"),
    "pptx": zipped(OOXML, "ppt/presentation.xml"),
    "odt": zipped("content.xml", start=b"application/vnd.oasis.opendocument.text"),
    "odp": zipped("content.xml", start=b"application/vnd.oasis.opendocument.presentation"),
    "numbers": zipped("Index/Document.iwa"),
    "zip": zipped("名册.csv"),
    "encrypted": compound(["EncryptionInfo", "EncryptedPackage"]),
    "doc": compound(["WordDocument", "1Table"], embedded=["Workbook"]),
    "ppt": compound(["PowerPoint Document"], embedded=["Workbook"]),
    "compound": compound(["__properties_version1.0"]),
    "mhtml": b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html><table>",
    "flat": b'<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet">',
    "xml": b'<?xml version="1.0"?><schools/>',
    "pdf": b"%PDF-1.7\n",
    "rtf": b"{\\rtf1\\ansi}",
    "picture": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "rar": b"Rar!\x1a\x07\x00",
    "7z": b"7z\xbc\xaf\x27\x1c\x00\x04",
    "gz": b"\x1f\x8b\x08\x00",
}
NAMED = {
    "docx": "Word",
    "doc": "Word",
    "odt": "Word",
    "rtf": "Word",
    "ppt": "PowerPoint",
    "pptx": "PowerPoint",
    "pdf": "PDF",
}


def test_a_file_that_cannot_be_read_is_named_in_both_languages_with_the_way_out():
    assert SAMPLES.keys() == REFUSED.keys(), "a sample for each format that cannot be read"
    wrong = []
    for kind, data in SAMPLES.items():
        row = REFUSED[kind]
        with pytest.raises(UnreadableFileError) as error:
            read("名册.xlsx", data)
        told = error.value.finding
        is_named = row.zh in told.message and row.en in told.message_en and NAMED.get(kind, "") in row.zh
        has_way_out = told.code == row.way_out and any(way in told.mend for way in ("另存为 xlsx", "解压", "取消密码"))
        if not (has_way_out and (is_named or told.code == "file_encrypted")):
            wrong.append((kind, told))
    assert wrong == []


def test_variants_of_a_format_are_recognised():
    markup = "<html><body><table><tr><td>学校名称</td></tr></table>"
    kinds = {
        "html": [
            markup.encode(),
            ("\ufeff" + markup).encode("utf-16-le"),
            b"<!-- page -->" + markup.encode(),
            b"\n <TR><TD>",
        ],
        "mhtml": [b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"],
        "doc": [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")],
        "xls": [compound(["Workbook"], embedded=["WordDocument"]), compound(["Book"])],
        "text": ["学校名称,县区\nBM小学,兴城市\n".encode(), b"BM,1\n", b"<b>,1"],
        "picture": [
            b"RIFF\x00\x00\x00\x00WEBPVP8 ",
            b"BM\x00\x10\x00\x00\x00\x00\x00\x00",
            b"\x00\x00\x00\x18ftypheic",
        ],
    }
    assert {kind: {file_type(content("x", one)).id for one in data} for kind, data in kinds.items()} == {
        kind: {kind} for kind in kinds
    }


def test_an_archive_is_named_before_it_is_found_too_large():
    handle = io.BytesIO()
    with zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("照片.bmp", bytes(2**24))
    with pytest.raises(UnreadableFileError, match=r"照片\.bmp"):
        read("材料.zip", handle.getvalue())


def test_a_file_is_opened_once(tmp_path, monkeypatch):
    path, asked = tmp_path / "名册.csv", []
    path.write_text("学校名称,县区\n第一小学,兴城市\n", encoding="utf-8")
    open_file = Path.open
    monkeypatch.setattr(Path, "open", lambda self, *rest: asked.append(self) or open_file(self, *rest))
    monkeypatch.setattr(Path, "stat", lambda *_: pytest.fail("asked for its size"))
    found = content_of(path)
    assert sheets(found, TITLES.__contains__)[0].rows == sheets(path, TITLES.__contains__)[0].rows
    assert asked == [path, path], "content that was read is not read again"


# XML Spreadsheet 2003

XML = """<?xml version="1.0" encoding="{encoding}"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
 <ExcelWorkbook xmlns="urn:schemas-microsoft-com:office:excel">{book}</ExcelWorkbook>
 <Styles>
  <Style ss:ID="Default"><NumberFormat/></Style>
  <Style ss:ID="share"><NumberFormat ss:Format="0.0%"/></Style>
  <Style ss:ID="inner" ss:Parent="share"><Alignment ss:Indent="2"/></Style>
  <Style ss:ID="named"><NumberFormat ss:Format="Percent"/></Style>
  <Style ss:ID="day"><NumberFormat ss:Format="Short Date"/></Style>
 </Styles>
 <Worksheet ss:Name="名册"><Table>{rows}</Table>{options}</Worksheet>
</Workbook>"""


def xml_sheet(rows: str, *, book: str = "", options: str = "", encoding: str = "UTF-8") -> Sheet:
    words = XML.format(rows=rows, book=book, options=options, encoding=encoding)
    (sheet,) = read("名册.xml", words.encode(encoding))
    return sheet


def data(value: object, kind: str = "Number", **said: object) -> str:
    cell = "".join(f' ss:{name}="{given}"' for name, given in said.items())
    return f'<Cell{cell}><Data ss:Type="{kind}">{value}</Data></Cell>'


def test_cells_of_an_xml_workbook_stand_where_their_indexes_and_merges_say():
    first = "<Row>" + data("标题", "String", MergeAcross=2) + data(4) + "</Row>"
    second = '<Row ss:Index="3">' + data("下", "String", MergeDown=1) + data(3, Index=3) + data(4) + "</Row>"
    third = '<Row ss:Span="1"/><Row>' + "<Cell/>" + data(2) + "</Row>"
    sheet = xml_sheet(first + second + third)
    assert sheet.rows == [["标题", None, None, 4], [], ["下", None, 3, 4], [], [], [None, 2]]
    assert [(one.top, one.left, one.bottom, one.right) for one in sheet.merges] == [(0, 0, 0, 2), (2, 0, 3, 0)]


def test_types_formulas_and_formats_of_an_xml_workbook_are_read():
    cells = [
        *(data(1, "Boolean"), data("2019-09-01T00:00:00.000", "DateTime"), data("#N/A", "Error"), data(0.95)),
        *(data(0.955, StyleID="inner"), data(1, StyleID="named"), data(43709, StyleID="day"), data("  ", "String")),
        data(3, Formula="=SUM(R[-1]C)"),
        '<Cell ss:Formula="=1+1"/>',
        '<Cell><ss:Data ss:Type="String">红<B>旗</B></ss:Data><Comment><Data>批注</Data></Comment></Cell>',
    ]
    sheet = xml_sheet('<Column ss:Index="4" ss:StyleID="share"/><Row>' + "".join(cells) + "</Row>")
    day = datetime(2019, 9, 1)
    assert sheet.rows == [[True, day, "#N/A", "95%", "95.5%", "100%", day, None, 3, None, "红旗"]]
    assert (sheet.unsaved_formulas, sheet.indents) == ({(0, 9): "=1+1"}, {(0, 4): 2})
    assert codes(sheet) == ["formulas_read"]


def test_hidden_parts_days_from_1904_and_chinese_encodings_of_an_xml_workbook():
    rows = '<Column ss:Hidden="1"/><Row ss:Hidden="1">' + data("学校", "String") + data(1, StyleID="day") + "</Row>"
    sheet = xml_sheet(rows, book="<Date1904/>", encoding="gb2312")
    assert (sheet.rows, sheet.from_1904) == ([["学校", datetime(1904, 1, 2)]], True)
    assert codes(sheet) == ["rows_hidden", "columns_hidden"]
    hidden = xml_sheet(rows, options="<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>")
    assert (hidden.rows, codes(hidden)) == ([], ["sheet_hidden"])


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("<Row>" + data(1, Index=3) + data(2, Index=2) + "</Row>", "file_broken"),
        ("<Row>" + data("nan", Index="x") + "</Row>", "file_broken"),
        ("<Row>" + data(1), "file_broken"),
        ("".join(f'<Row ss:Index="{50_001 + row}">{data(1)}</Row>' for row in range(21)), "sheet_too_large"),
    ],
)
def test_an_xml_workbook_that_contradicts_itself_is_refused(rows, code):
    with pytest.raises(UnreadableFileError) as error:
        xml_sheet(rows)
    assert error.value.finding.code == code


def test_a_million_hidden_runs_end_in_time():
    columns = '<Column ss:Hidden="1"/>' * 200_000
    rows = '<Row ss:Hidden="1" ss:Span="60000"/>' * 200_000
    begun = time.process_time()
    sheet = xml_sheet(columns + "<Row>" + data(1) * 900 + "</Row>" + rows)
    assert time.process_time() - begun < 10
    assert codes(sheet) == ["columns_hidden"]
    covered = '<table:table-row table:visibility="collapse" table:number-rows-repeated="1000"/>' * 100_000
    assert ods(
        f'<table:table-cell office:value-type="float" office:value="1"/></table:table-row>{covered}<table:table-row>'
    ).rows
    assert time.process_time() - begun < 20


def test_entities_in_an_xml_workbook_are_refused():
    words = XML.format(rows="", book="", options="", encoding="UTF-8")
    declared = words.replace("<Workbook", '<!DOCTYPE Workbook [<!ENTITY a SYSTEM "file:///etc/passwd">]><Workbook', 1)
    with pytest.raises(UnreadableFileError) as error:
        read("名册.xml", declared.encode())
    assert error.value.finding.code == "file_entities"


# positions in xlsx


def xlsx(body: str, styles: str = "", book: str = "") -> bytes:
    """Return a workbook of one sheet with this markup of rows."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        OOXML: "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">{book}<sheets><sheet name="名册" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="a" Type="{office}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="{office}/styles" Target="styles.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>',
    }
    handle = io.BytesIO()
    with zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in parts.items():
            archive.writestr(name, words)
    return handle.getvalue()


def read_slowly(body: str) -> dict[tuple[int, int], int]:
    """Return the values of rows of cells, each where its reference says or else behind the one before."""
    found, row = {}, -1
    for line in ElementTree.fromstring(f"<sheetData>{body}</sheetData>"):
        row, column = int(line.get("r", row + 2)) - 1, -1
        for cell in line:
            column += 1
            if reference := re.fullmatch(r"([A-Z])(\d+)", cell.get("r", "")):
                column, row = ord(reference[1]) - ord("A"), int(reference[2]) - 1
            if (value := cell.find("v")) is not None:
                found[row, column] = int(value.text or "")
    return found


def random_rows(rng: random.Random) -> str:
    """Return rows with and without references, of cells with and without them, empty or not."""
    lines, row = [], 0
    refers, fills = rng.choice([0.0, 0.5, 0.9, 1.0]), rng.choice([0.1, 0.5, 0.9])
    for _ in range(rng.randint(1, 12)):
        row += 1 if (without := rng.random() > refers) else rng.randint(1, 3)
        cells, column = [], -1
        for _ in range(rng.randint(0, 6)):
            referring = rng.random() < refers
            column += rng.randint(1, 2) if referring else 1
            said = rng.choice(["", ' s="1"']) + (f' r="{chr(65 + column)}{row}"' if referring else "")
            value = f"<v>{rng.randrange(99)}</v>" if rng.random() < fills else ""
            cells.append(f"<c{said}>{value}</c>" if value or rng.random() < 0.5 else f"<c{said}/>")
            cells.append(rng.choice(["", "", "\n "]))
        stated = "" if without else rng.choice([f' r="{row}"', f' spans="1:6" r="{row}" ht="15"'])
        lines.append(f"<row{stated}/>" if not cells and rng.random() < 0.5 else f"<row{stated}>{''.join(cells)}</row>")
    return rng.choice(["", "\n"]).join(lines)


@settings(SETTINGS, max_examples=SETTINGS.max_examples * 30)
@given(st.integers(0, 10**9))
def test_cells_of_any_mixture_stand_where_a_slow_reader_finds_them(seed):
    rng = random.Random(seed)
    body = random_rows(rng)
    (sheet,) = read("名册.xlsx", xlsx(body))
    found = {
        (row, column): value
        for row, cells in enumerate(sheet.rows)
        for column, value in enumerate(cells)
        if value is not None
    }
    assert found == read_slowly(body), body
    markup = f"<x><sheetData>{body}</sheetData></x>".encode()
    cuts = sorted(rng.randrange(len(markup)) for _ in range(3))
    pieces = [markup[start:end] for start, end in zip([0, *cuts], [*cuts, len(markup)], strict=True)]
    left = b"".join(without_empty_cells(pieces)).decode()
    assert read_slowly(left[len("<x><sheetData>") : -len("</sheetData></x>")]) == found, pieces


def test_a_cell_in_another_row_than_its_own_is_a_broken_file():
    with pytest.raises(UnreadableFileError) as error:
        read("名册.xlsx", xlsx('<row r="2"><c r="A3"><v>1</v></c></row>'))
    assert error.value.finding.code == "file_broken"


# white space, far cells


def test_white_space_of_every_kind_is_no_cell():
    assert not [letter for letter in map(chr, [*range(0x3100), 0xFEFF]) if not text(letter) and letter not in BLANKS]
    assert not [letter for letter in BLANKS if text(letter)]
    cells = "".join(f'<c t="str"><v>{words}</v></c>' for words in ("学校", "\u3000", "&#160;\u200b", " ", "县区"))
    far = '<row r="1048576"><c r="A1048576" t="str"><v> \u3000</v></c></row>'
    (sheet,) = read("名册.xlsx", xlsx(f"<row>{cells}</row>{far}"))
    assert (sheet.rows, sheet.findings) == ([["学校", None, None, None, "县区"]], [])


def test_a_few_cells_far_out_are_left_out_and_each_is_named():
    near = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" t="str"><v>草稿</v></c></row>'
    far = "".join(f'<row r="{row}"><c r="B{row}"><v>7</v></c></row>' for row in range(60_000, 60_019))
    (sheet,) = read("名册.xlsx", xlsx(near + far))
    assert sheet.rows == [[1]]
    told = [finding for finding in sheet.findings if finding.code == "cell_far_out"]
    assert len(told) == 20
    assert ("XFD1" in told[0].message, told[0].value, told[0].severity) == (True, "草稿", "warning")
    more = far + '<row r="60020"><c r="B60020"><v>7</v></c></row>'
    with pytest.raises(UnreadableFileError, match="超出上限"):
        read("名册.xlsx", xlsx(near + more))


@pytest.mark.parametrize(
    "body",
    [
        "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(49_990, 50_004)),
        '<row r="1">' + "".join(f'<c r="{name}1"><v>1</v></c>' for name in ("ALK", "ALL", "ALM", "ALN")) + "</row>",
    ],
)
def test_a_table_that_runs_over_the_bounds_is_refused_and_not_cut(body):
    with pytest.raises(UnreadableFileError, match="超出上限"):
        read("名册.xlsx", xlsx(body))


# formulas, shares, days


def test_formulas_without_a_result_are_handed_on_and_told_where_asked():
    body = '<row r="2"><c r="B2"><f>1+1</f></c><c r="C2"><f>B2</f><v>3</v></c><c r="D2"><f>2*2</f><v></v></c></row>'
    (sheet,) = read("名册.xlsx", xlsx(body))
    assert sheet.unsaved_formulas == {(1, 1): "=1+1", (1, 3): "=2*2"}
    assert [(finding.code, finding.value) for finding in sheet.findings] == [("formulas_read", "1")]
    assert [(one.row, one.column, one.value) for one in formula_findings(sheet)] == [(2, "B", "=1+1"), (2, "D", "=2*2")]
    assert [one.value for one in formula_findings(sheet, [(1, 2), (1, 3), (0, 0)])] == ["=2*2"]


def ods(cells: str, before: str = "") -> Sheet:
    names = 'xmlns:table="t" xmlns:office="o" xmlns:text="x"'
    table = f'<table:table table:name="名册"><table:table-row>{cells}</table:table-row></table:table>'
    handle = io.BytesIO()
    with zipfile.ZipFile(handle, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"<office:body {names}>{before}{table}</office:body>")
    (sheet,) = read("名册.ods", handle.getvalue())
    return sheet


def test_an_open_document_gives_formulas_shares_and_its_first_day():
    share = '<table:table-cell office:value-type="percentage" office:value="0.3333"/>'
    formula = '<table:table-cell table:formula="of:=[.A1]+1"/>'
    sheet = ods(share + formula, '<table:null-date table:date-value="1904-01-01"/>')
    assert (sheet.rows, sheet.unsaved_formulas, sheet.from_1904) == ([["33.33%"]], {(0, 1): "=[.A1]+1"}, True)
    blank = '<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p> </text:p></table:table-cell>'
    assert ods(share + blank).rows == [["33.33%"]]


FORMATS_AND_TEXTS = {
    ("General", 0.95): "",
    ("0%", 0.95): "95%",
    ("0.00%", 1): "100%",
    ("0%", 0.3333): "33.33%",
    ("0%", 0.1 + 0.2): "30%",
    ("0%", 7.0000000000000007e-2): "7%",
    ("[Red]0.0%;\\-0.0%", -0.125): "-12.5%",
    ('0"%"', 95): "95%",
    ("0\\‰", 5): "5‰",
    ("#,##0", 1200): "",
    ('0"人"', 1200): "",
    ('[$%-804]0_%"约"', 12): "",
}


def test_a_share_is_delivered_as_the_text_a_person_sees():
    found = {
        (code, number): (as_shown(number, shown_as(code)) if shown_as(code) else "")
        for code, number in FORMATS_AND_TEXTS
    }
    assert found == FORMATS_AND_TEXTS


def test_shares_of_a_workbook_are_told_by_built_in_and_own_formats():
    own = '<numFmts><numFmt numFmtId="164" formatCode="0.0%"/></numFmts>'
    styles = own + "<cellXfs>" + "".join(f'<xf numFmtId="{number}"/>' for number in (0, 9, 10, 164, 14)) + "</cellXfs>"
    cells = "".join(f'<c s="{style}"><v>{value}</v></c>' for style, value in enumerate((0.95, 0.95, 1, 0.07, 43709)))
    (sheet,) = read("名册.xlsx", xlsx(f"<row>{cells}</row>", styles))
    assert sheet.rows == [[0.95, "95%", "100%", "7%", datetime(2019, 9, 1)]]


def test_an_old_workbook_gives_shares_and_days_from_1904():
    (sheet,) = sheets(FORMATS / "百分数.xls", TITLES.__contains__)
    assert [row[0] for row in sheet.rows[:7]] == ["95%", "100%", "33.33%", "7%", "95%", 1200, "5‰"]
    assert (sheet.rows[7][0], sheet.from_1904) == (datetime(2019, 9, 1), True)
    assert [sheet.from_1904 for sheet in sheets(FORMATS / "报送表.xls", TITLES.__contains__)][:1] == [False]


def test_a_workbook_says_whether_its_days_count_from_1904(tmp_path):
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0].append([datetime(2019, 9, 1), 42247])
    book.save(tmp_path / "名册.xlsx")
    (sheet,) = sheets(tmp_path / "名册.xlsx", TITLES.__contains__)
    assert (sheet.rows, sheet.from_1904) == ([[datetime(2019, 9, 1), 42247]], True)
    (usual,) = read("名册.xlsx", xlsx("<row><c><v>42247</v></c></row>"))
    assert not usual.from_1904


def test_a_share_never_counts_as_pupils_and_still_stands_beside_its_counts(tmp_path):
    roster, pairings = write(tmp_path)
    book = openpyxl.load_workbook(roster)
    book.worksheets[0]["I4"].number_format = "0%"
    book.save(roster)
    spoilt = check([roster, pairings], PLACE, date.fromisoformat(DAY))
    (error,) = [finding for finding in spoilt.findings if finding.severity == "error"]
    assert (error.code, error.value, error.row) == ("count_unreadable", "120000%", 4)
    folder = tmp_path / "returns"
    folder.mkdir()
    rows = [["巩固率", "兴城市", "2020年", 97, 100, 0.97], ["巩固率", "建昌县", "2020年", 97, 100, 0.95]]
    returns = sheet_file(folder, "填报表", ["指标", "县区", "年度", "完成数", "应完成数", "比例"], rows)
    book = openpyxl.load_workbook(returns)
    for cell in ("F2", "F3"):
        book.worksheets[0][cell].number_format = "0.0%"
    book.save(returns)
    reading = check([*write(folder), returns], PLACE, date.fromisoformat(DAY))
    assert [(one.code, one.row, one.value) for one in reading.findings] == [("share_differs", 3, "95%")]
    assert reading.counts["returns"] == 2


# text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("rest", ["\x1a", "\n\x1a", "\x00" * 300, "\n\x1a\x00\x00"])
def test_what_old_programs_write_behind_the_end_is_ignored(rest, encoding):
    rows = [["学校名称", "县区"], *[["红旗小学", "兴城市"]] * 5]
    (sheet,) = read("名册.csv", ("\n".join(map(",".join, rows)) + rest).encode(encoding))
    assert (sheet.rows, sheet.findings) == (rows, [])
    with pytest.raises(UnreadableFileError) as error:
        read("名册.csv", "学校名称,县\x00区\n第一小学,兴城市\n".encode(encoding))
    assert error.value.finding.code == "file_encoding"


def test_a_text_of_nothing_but_marks_of_the_end_is_empty(tmp_path):
    (tmp_path / "名册.csv").write_bytes(b"\r\n\x1a\x00\x00")
    with pytest.raises(UnreadableFileError) as error:
        sheets(tmp_path / "名册.csv", TITLES.__contains__)
    assert error.value.finding.code == "file_empty"


MARKED = {
    '"=""2121000001"""': "2121000001",
    '="2121000001"': "2121000001",
    "'2121000001": "2121000001",
    "`2121000001`": "2121000001",
    "`2121000001": "2121000001",
    "\t2121000001": "2121000001",
    "'红旗'小学": "'红旗'小学",
    '"=""a""&""b"""': '="a"&"b"',
    "=1+1": "=1+1",
}


def test_marks_that_make_a_number_text_are_no_part_of_the_cell():
    sheet = read_text("学校标识码,县区\n" + "".join(f"{cell},兴城市\n" for cell in MARKED))
    assert [row[0] for row in sheet.rows[1:]] == list(MARKED.values())
    (page,) = read("名册.xls", b"<table><tr><td>'2121000001</td></tr></table>")
    assert page.rows == [["2121000001"]]


def test_the_width_of_every_row_of_a_text_is_delivered():
    sheet = read_text(
        'sep=,\n学校名称,县区,在校生数\n第一小学,兴城市,"1,200"\n第二小学,兴城市,1,200\n\n第三小学,兴城市\n\n'
    )
    assert sheet.widths == [0, 3, 3, 4, 0, 2]
    assert len(sheet.widths) == len(sheet.rows)
    (workbook,) = read("名册.xlsx", xlsx("<row><c><v>1</v></c></row>"))
    assert workbook.widths is None


def test_the_delimiter_is_told_by_likeness_where_no_title_is_known():
    row = "第一小学；第二小学；第三小学"
    texts = {
        ",": f"牵头,参加\n一中,{row}\n二中,{row}\n",
        "\t": "甲\t乙\t丙\n" + "一,二\t三,四\t五,六\n" * 3 + "一\t二\t三\n",
        "|": '甲|乙\n"一|二；三；四；五"|六\n七|八\n',
        ";": "说明，本表，由，各校，填写\n甲;乙;丙;丁\n一;二;三;四\n五;六;七;八\n",
    }
    assert {mark: max(map(len, read_text(words).rows)) for mark, words in texts.items()} == {
        ",": 2,
        "\t": 3,
        "|": 2,
        ";": 4,
    }
    assert read_text("sep=\t\n甲,乙\t丙\n").rows[1] == ["甲,乙", "丙"]
