"""`python -m pages.report`: files without a browser, in both languages, and clear words where it cannot."""

import io
import zipfile
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest

from pages.report.__main__ import main
from views.briefing.files import ENDINGS


@pytest.mark.parametrize("what", ENDINGS)
def test_every_kind_of_file_is_written(tmp_path, what):
    file = tmp_path / f"out.{ENDINGS[what]}"
    assert main([what, "--programme", "huludao-2020", "--goals", "HL-1", "HL-3", "-o", str(file)]) == 0
    assert zipfile.ZipFile(file).testzip() is None and file.stat().st_size > 5_000


def test_a_bundle_holds_every_other_file_under_its_own_name(tmp_path):
    file = tmp_path / "out.zip"
    assert (
        main(["bundle", "--programme", "huludao-2020", "--area", "211422", "--as-of", "2020-12-31", "-o", str(file)])
        == 0
    )
    with zipfile.ZipFile(file) as found:
        endings = {name.rsplit(".", 1)[1]: name for name in found.namelist()}
        assert {ENDINGS[what] for what in ENDINGS} - {"zip"} <= set(endings)
        assert endings["xlsx"] == "建昌县_结对帮扶汇报_2020-12-31.xlsx"
        book = openpyxl.load_workbook(io.BytesIO(found.read(endings["xlsx"])))
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any("2020-12-31" in text for text in texts) and any("建昌县" in text for text in texts)


def test_an_english_file_is_english(tmp_path):
    file = tmp_path / "out.xlsx"
    assert main(["workbook", "--programme", "huludao-2020", "--lang", "en", "-o", str(file)]) == 0
    assert openpyxl.load_workbook(file).sheetnames[-1] == "Notes"


@pytest.mark.parametrize(("asked", "code"), [(["--as-of", "1999-01-01"], 1), (["--area", "999999"], 2)])
def test_what_is_not_there_is_said_in_both_languages_and_nothing_is_written(tmp_path, capsys, asked, code):
    file = tmp_path / "out.xlsx"
    assert main(["workbook", "--programme", "huludao-2020", *asked, "-o", str(file)]) == code
    said = capsys.readouterr().err
    assert "没有" in said and "no such" in said and not file.exists()


def test_an_unknown_goal_is_said(tmp_path, capsys):
    file = tmp_path / "out.xlsx"
    assert main(["workbook", "--programme", "huludao-2020", "--goals", "HL-99", "-o", str(file)]) == 2
    assert "HL-99" in capsys.readouterr().err and not file.exists()


def test_a_file_carries_its_evidence_link_and_is_written_from_it_again(tmp_path):
    first, again = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    asked = ["workbook", "--programme", "huludao-2020", "--goals", "HL-1", "--base-url", "https://board.example/x"]
    assert main([*asked, "-o", str(first)]) == 0
    link = next(text for text in texts(first) if text.startswith("https://board.example/x/briefing?"))
    said = parse_qs(urlsplit(link).query)
    assert (said["programme"], said["goals"], said["date"]) == (["huludao-2020"], ["HL-1"], ["2023-12-31"])
    assert main([*asked, "--evidence", said["evidence"][0], "-o", str(again)]) == 0
    assert texts(again) == texts(first)


def test_an_evidence_link_cut_off_is_said_and_nothing_is_written(tmp_path, capsys):
    file = tmp_path / "out.xlsx"
    assert main(["workbook", "--programme", "huludao-2020", "--evidence", "211400.x", "-o", str(file)]) == 1
    assert "证据链接" in capsys.readouterr().err and not file.exists()


def texts(file):
    """Return what the cells of a workbook say."""
    book = openpyxl.load_workbook(file)
    return [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
