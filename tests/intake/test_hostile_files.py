"""Files made to do harm, or merely huge: refused or read with a word, in little time, and never believed."""

import io
import random
import struct
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from data.intake import check
from data.intake.formats import archive as archives
from data.intake.formats import bounds
from tests.intake.commands import contents, run
from tests.intake.small_town import DAY, PAIRINGS, PLACE, ROSTER, command, write

FORMATS = Path(__file__).parent.parent / "fixtures" / "formats"
SHEET = "xl/worksheets/sheet1.xml"
Change = Callable[[bytes], bytes]


def read(*files: Path):
    return check(list(files), PLACE, date.fromisoformat(DAY))


def codes(*files: Path) -> set[str]:
    return {finding.code for finding in read(*files).findings}


def changed(path: Path, part: str, change: Change, **added: bytes) -> Path:
    """Write a workbook again with one part changed and others added."""
    source = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name in source.namelist():
            target.writestr(name, change(source.read(name)) if name == part else source.read(name))
        for name, content in added.items():
            target.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return path


def below(rows: bytes) -> Change:
    return lambda sheet: sheet.replace(b"</sheetData>", rows + b"</sheetData>")


def test_a_million_formatted_rows_read_as_the_few_that_say_something(tmp_path):
    roster, pairings = write(tmp_path)
    rows = b"".join(
        b'<row r="%d" hidden="1"><c r="A%d" s="1"/><c s="1"></c></row>' % (row, row) for row in range(13, 1_048_577)
    )
    changed(roster, SHEET, below(rows))
    begun = time.monotonic()
    reading = read(roster, pairings)
    assert time.monotonic() - begun < 60
    assert (reading.counts["schools"], reading.counts["pupils"], reading.findings) == (9, 4456, [])


def test_a_document_may_repeat_an_empty_row_a_million_times_but_not_a_full_one(tmp_path):
    copy = tmp_path / "报送表.ods"
    copy.write_bytes((FORMATS / "报送表.ods").read_bytes())
    row = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell{}</table:table-row></table:table>'
    empty = row.format(' table:number-columns-repeated="16384"/>')
    changed(copy, "content.xml", lambda words: words.replace(b"</table:table>", empty.encode(), 1))
    assert read(copy).counts["schools"] == 9
    full = row.format(' office:value-type="float" office:value="1"/>')
    changed(copy, "content.xml", lambda words: words.replace(b"</table:table>", full.encode(), 1))
    assert "sheet_too_large" in codes(copy)


MERGED = b"".join(b'<mergeCell ref="A%d:K%d"/>' % (row, row) for row in range(4, 500_004))
FAR = {
    "many cells far out": below(
        b"".join(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (row, row) for row in range(1_048_550, 1_048_577))
    ),
    "a cell beyond any sheet": below(b'<row r="1048577"><c r="A1048577"><v>1</v></c></row>'),
    "a cell in no row": below(b'<row r="0"><c r="A0"><v>1</v></c></row>'),
    "few cells that make a wide sheet": below(
        b"".join(b'<row r="%d"><c r="ALK%d"><v>1</v></c></row>' % (row, row) for row in range(13, 3000))
    ),
    "half a million merges": lambda sheet: sheet.replace(
        b"</sheetData>", b"</sheetData><mergeCells>" + MERGED + b"</mergeCells>"
    ),
}


@pytest.mark.parametrize("name", FAR)
def test_a_sheet_beyond_the_bounds_is_told_and_not_read(name, tmp_path):
    roster, pairings = write(tmp_path)
    changed(roster, SHEET, FAR[name])
    reading = read(roster, pairings)
    assert reading.blocked
    assert "sheet_too_large" in {finding.code for finding in reading.findings if finding.file == "roster.xlsx"}


STRAY = {
    "XFD1048576": b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    "A1048576": b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
    "XFD13": b'<row r="13"><c r="XFD13"><v>1</v></c></row>',
}


@pytest.mark.parametrize("name", STRAY)
def test_a_stray_cell_far_out_is_named_and_the_table_read(name, tmp_path):
    roster, pairings = write(tmp_path)
    changed(roster, SHEET, below(STRAY[name]))
    reading = read(roster, pairings)
    assert reading.counts["schools"] == 9
    (told,) = reading.findings
    assert (told.code, told.severity, told.value, name in told.message) == ("cell_far_out", "warning", "1", True)


def test_a_merge_over_the_whole_sheet_ends_quickly(tmp_path):
    roster, pairings = write(tmp_path)
    merge = b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    changed(roster, SHEET, lambda sheet: sheet.replace(b"</sheetData>", merge))
    begun = time.monotonic()
    assert read(roster, pairings).blocked
    assert time.monotonic() - begun < 30


def bomb(path: Path, megabytes: int) -> Path:
    zeros = b" " * 2**20
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/comments1.xml", "w") as part:
        for _ in range(megabytes):
            part.write(zeros)
    return path


def test_an_archive_that_unpacks_beyond_the_bounds_is_not_unpacked(tmp_path):
    roster, pairings = write(tmp_path)
    assert bomb(roster, bounds.UNZIPPED // 2**20 + 1).stat().st_size < 2**20
    begun = time.monotonic()
    assert "file_unzips_too_large" in codes(roster, pairings)
    assert time.monotonic() - begun < 30


def spaces_before_the_end(path: Path, megabytes: int) -> None:
    changed(path, SHEET, lambda sheet: sheet.replace(b"</worksheet>", b" " * (2**20 * megabytes) + b"</worksheet>"))


@pytest.mark.parametrize("megabytes", [11, bounds.PART // 2**20 + 1])
def test_a_sheet_that_is_little_but_repetition_is_not_unpacked(megabytes, tmp_path):
    roster, pairings = write(tmp_path)
    spaces_before_the_end(roster, megabytes)
    assert "file_unzips_too_large" in codes(roster, pairings)


def test_a_long_stretch_without_rows_is_read_in_its_own_time(tmp_path, monkeypatch):
    roster, pairings = write(tmp_path)
    monkeypatch.setattr(archives, "RATIO", 10_000)
    spaces_before_the_end(roster, bounds.PART // 2**20 - 1)
    begun = time.process_time()
    assert read(roster, pairings).counts["schools"] == 9
    assert time.process_time() - begun < 10


def test_parts_that_claim_more_than_the_file_holds_are_refused(tmp_path):
    roster, pairings = write(tmp_path)
    packed = zipfile.ZipFile(roster).getinfo(SHEET).compress_size
    roster.write_bytes(roster.read_bytes().replace(struct.pack("<I", packed), struct.pack("<I", 2**30)))
    assert "file_broken" in codes(roster, pairings)


def test_an_archive_that_lies_about_its_sizes_is_not_believed(tmp_path):
    roster, pairings = write(tmp_path)
    size = zipfile.ZipFile(roster).getinfo(SHEET).file_size
    honest = roster.read_bytes()
    for lie in (size - 10, 10, size + 1000):
        roster.write_bytes(honest.replace(struct.pack("<I", size), struct.pack("<I", lie)))
        assert "file_broken" in codes(roster, pairings)


def test_bytes_are_counted_while_unpacking_whatever_the_archive_says(tmp_path, monkeypatch):
    roster, pairings = write(tmp_path)
    monkeypatch.setattr(archives, "UNZIPPED", 10_000)
    monkeypatch.setattr(zipfile.ZipFile, "infolist", lambda _: [])
    assert "file_unzips_too_large" in codes(roster, pairings)


def test_a_file_beyond_the_bounds_is_not_even_read(tmp_path, monkeypatch):
    roster, pairings = write(tmp_path)
    with roster.open("r+b") as handle:
        handle.truncate(bounds.UPLOAD + 1)
    assert "file_too_large" in codes(roster, pairings)


ENTITIES = {
    "a file of the server": b'<!DOCTYPE worksheet [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "a file of the web": b'<!DOCTYPE worksheet SYSTEM "http://127.0.0.1:9/x.dtd">',
    "a billion laughs": b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>',
}


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
@pytest.mark.parametrize("name", ENTITIES)
def test_entities_are_refused_in_every_part(name, part, tmp_path):
    roster, pairings = write(tmp_path)
    declared = ENTITIES[name]
    changed(roster, part, lambda words: declared + words[words.index(b"<", words.startswith(b"<?xml") and 5) :])
    assert "file_entities" in codes(roster, pairings)


def test_entities_in_a_document_are_refused(tmp_path):
    copy = tmp_path / "报送表.ods"
    copy.write_bytes((FORMATS / "报送表.ods").read_bytes())
    declared = ENTITIES["a file of the server"]
    changed(copy, "content.xml", lambda words: declared + words[words.index(b"?>") + 2 :].replace(b"9", b"&a;", 1))
    assert "file_entities" in codes(copy)


def test_macros_and_links_are_not_followed_and_that_is_told(tmp_path):
    roster, pairings = write(tmp_path)
    changed(roster, "", bytes, xl__vbaProject_DOT_bin=b"macro", xl__externalLinks__externalLink1_DOT_xml=b"<x/>")
    reading = read(roster, pairings)
    assert {finding.code for finding in reading.findings} == {"macros_ignored", "links_ignored"}
    assert not reading.blocked


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
CONTENTS = {
    "file_encrypted": LOCKED,
    "file_not_table": b"%PDF-1.7\n",
    "file_broken": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") * 100,
    "file_encoding": bytes(range(256)) * 9,
    "file_empty": b"\n\n",
}


@pytest.mark.parametrize("code", CONTENTS)
def test_a_file_that_cannot_be_read_says_why(code, tmp_path):
    path = tmp_path / "名册.xlsx"
    path.write_bytes(CONTENTS[code])
    assert code in codes(path)


def test_an_archive_of_sheets_is_not_unpacked_but_named(tmp_path):
    roster, _ = write(tmp_path)
    nested = tmp_path / "名册.zip"
    with zipfile.ZipFile(nested, "w") as archive:
        archive.write(roster, "../../名册.xlsx")
    assert "file_archive" in codes(nested)
    assert {path.name for path in tmp_path.iterdir()} == {"名册.zip", "roster.xlsx", "pairings.xlsx"}


@pytest.mark.parametrize("kind", ["xls", "ods", "xlsx"])
def test_a_file_cut_or_spoilt_anywhere_is_told_or_read_and_never_fails(kind, tmp_path):
    roster, pairings = write(tmp_path)
    whole = (roster if kind == "xlsx" else FORMATS / f"报送表.{kind}").read_bytes()
    rng, path = random.Random(7), tmp_path / f"spoilt.{kind}"
    for _ in range(40):
        content = bytearray(whole[: rng.randrange(1, len(whole) + 1)])
        for _ in range(rng.randrange(6)):
            content[rng.randrange(len(content))] = rng.randrange(256)
        path.write_bytes(bytes(content))
        reading = read(path, pairings)
        assert reading.findings or reading.counts["schools"] == 9


NAMES = ["=1+1", "@SUM(1)", "<img src=x onerror=alert(1)>", "'; DROP TABLE schools; --", "**粗**", "长" * 255]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_text_stays_that_text_into_the_snapshot(name, tmp_path):
    roster, pairings = write(tmp_path, {(ROSTER, 7, "学校名"): "占位", (PAIRINGS, 4, "成员"): "占位"})
    for path, row, column in ((roster, 7, 4), (pairings, 4, 3)):
        book = openpyxl.load_workbook(path)
        cell = book.worksheets[0].cell(row, column, name)
        cell.data_type = "s"
        book.save(path)
    book = openpyxl.load_workbook(pairings)
    book.worksheets[0]["C4"].value = "2121000004"
    book.worksheets[0]["C2"].value = "成员校标识码"
    for row, code in ((3, "2121000003"), (5, "2121000008")):
        book.worksheets[0].cell(row, 3, code)
    book.save(pairings)
    done = run("data.intake", "publish", *command([roster, pairings], tmp_path / "data"))
    assert done.code == 0, done.out
    read_back = check([roster, pairings], PLACE, date.fromisoformat(DAY)).tables["schools"].to_pylist()
    assert name.replace(" ", "") in {row["name"] for row in read_back}, "names lose their spaces and nothing else"


@pytest.mark.parametrize("name", ["..%2f..%2fetc", "a;b|c", "con", "名册 <b>", "..."])
def test_a_files_name_is_never_a_path(name, tmp_path):
    files = write(tmp_path)
    odd = files[0].rename(tmp_path / f"{name}.xlsx")
    done = run("data.intake", "publish", *command([odd, files[1]], tmp_path / "data"))
    assert done.code == 0, done.out
    assert all(path.startswith(("snapshots", "archive", "registry")) for path in contents(tmp_path / "data")), "inside"


ROWS = 3_000


def test_thousands_of_unknown_names_end_in_time(tmp_path):
    lines = ["县区,学校标识码,学校名称,学段,城乡分类代码,在校生数"]
    lines += [f"兴城市,{2121000000 + row},第{row}小学,小学,220,{row % 700}" for row in range(ROWS)]
    roster, pairings = tmp_path / "名册.csv", tmp_path / "结对.csv"
    roster.write_text("\n".join(lines) + "\n", encoding="utf-8")
    members = "\n".join(f"兴城市,第1小学,没有的学校{row}" for row in range(ROWS))
    pairings.write_text(f"县区,核心校,成员校\n{members}\n", encoding="utf-8")
    begun = time.monotonic()
    reading = read(roster, pairings)
    assert (reading.counts["schools"], reading.blocked) == (ROWS, True)
    assert time.monotonic() - begun < 60


@pytest.mark.parametrize("row", [["甲{at}乙", "丙{at}丁", "{at}项"], ["学校名称", "内容", "其他事"]])
def test_a_long_sheet_without_a_header_ends_in_time_that_grows_with_its_rows(row, tmp_path):
    lines = [",".join(cell.format(at=at) for cell in row) for at in range(10_000)]
    (tmp_path / "清单.csv").write_text("\n".join(lines), encoding="utf-8")
    begun = time.process_time()
    assert "header_missing" in codes(tmp_path / "清单.csv")
    assert time.process_time() - begun < 30
