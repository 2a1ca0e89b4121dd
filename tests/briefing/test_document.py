"""The document, opened as what it is, a zip of XML, and its pages as LibreOffice prints them."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pandas as pd
import pytest
from PIL import Image

import queries
from queries import Scope
from tests.briefing.scopes import LONG, SCENES, empty, hostile, told
from tests.views.made import HOSTILE
from views.briefing.document import document
from views.briefing.document_parts import ROWS
from views.briefing.paper.numerals import chinese, spelled
from views.briefing.workbook import workbook
from views.text.labels import counts, figure, number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A_MM = 1440 / 25.4


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def body(data):
    return ElementTree.fromstring(parts(data)["word/document.xml"]).find(f"{W}body")


def text(element):
    return "".join(piece.text or "" for piece in element.iter(f"{W}t"))


def styled(found, style):
    return [text(one) for one in found.iter(f"{W}p") if one.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == style]


def tables(found):
    """Return the tables by their captions, each as rows of texts."""
    made, caption = {}, ""
    for one in found:
        if one.tag == f"{W}tbl":
            made[caption] = [[text(cell) for cell in row.iter(f"{W}tc")] for row in one.iter(f"{W}tr")]
        elif one.tag == f"{W}p":
            caption = text(one) or caption
    return made


@pytest.mark.parametrize(("programme", "tongue"), SCENES)
def test_every_claim_has_its_sentences_and_its_areas(programme, tongue):
    with told(programme, tongue) as briefing:
        found = body(document(briefing))
        said = "\n".join(text(one) for one in found.iter(f"{W}p"))
        grids = tables(found)
        for claim in briefing.claims:
            assert spelled(claim.sentence) in said and claim.value in said
            figures = queries.measures(Scope(programme), claim.meaning["indicator_id"])
            below = figures[(figures["level"] != "place") & (figures["denominator"] > 0)]
            grid = next(
                (rows for name, rows in grids.items() if f" {claim.code} " in f" {name.split('　')[-1]} "), None
            )
            shown = {row[0]: row[1:] for row in grid[1:]} if grid and len(grid[0]) > 1 else {}
            for row in below.to_dict("records") if shown else []:
                cells = shown[row["area_name" if tongue == "zh_CN" else "area_name_en"]]
                assert cells[0] == number(row["numerator"])
                if claim.meaning["format"] == "%":
                    assert cells[1:3] == [number(row["denominator"]), figure(row["value"], "%")]


def test_the_goals_stand_in_the_first_table_with_their_counts():
    with told("huludao-2020") as briefing:
        grid = next(iter(tables(body(document(briefing))).values()))
        assert grid[0][0] == "目标" and len(grid) == 6
        for row, goal in zip(grid[1:], briefing.goals.to_dict("records"), strict=True):
            assert row[0].startswith(goal["goal_id"])
            when = "" if goal["as_of"] == briefing.as_of else f"（{goal['as_of']}）"
            assert row[3] == f"{figure(goal['value'], '%')} {counts(goal['numerator'], goal['denominator'])}{when}"


def test_who_is_missing_is_named_and_a_long_list_says_where_it_goes_on():
    with told("huludao-2020") as briefing:
        lists = tables(body(document(briefing)))
        wanted = queries.units(Scope("huludao-2020"), "rural_pairing_coverage", missing=True)["unit_name"]
        assert [row[1] for row in next(rows for name, rows in lists.items() if "未结对" in name)[1:]] == list(wanted)
        found = body(document(hostile(briefing)))
    grid = next(rows for name, rows in tables(found).items() if "未结对" in name)
    assert len(grid) == ROWS + 1 and {*HOSTILE, LONG, "坏\ufffd字\ufffd"} <= {row[1] for row in grid}
    assert any("前 400 行，全部 3,000 行见工作簿" in text(one) for one in found.iter(f"{W}p"))


@pytest.mark.parametrize("tongue", ["zh_CN", "en"])
def test_the_page_is_that_of_an_official_document(tongue):
    with told("huludao-2020", tongue) as briefing:
        files = parts(document(briefing))
    found = ElementTree.fromstring(files["word/document.xml"]).find(f"{W}body")
    size, margins = found.find(f"{W}sectPr/{W}pgSz"), found.find(f"{W}sectPr/{W}pgMar")
    assert [round(int(size.get(f"{W}{one}")) / A_MM) for one in "wh"] == [210, 297]
    sides = [round(int(margins.get(f"{W}{one}")) / A_MM) for one in ("top", "left", "right", "bottom")]
    assert sides == [37, 28, 210 - 28 - 156, 297 - 37 - 225]
    assert {"word/footer1.xml", "word/footer2.xml"} <= set(files) and b"evenAndOddHeaders" in files["word/settings.xml"]
    assert b"PAGE" in files["word/footer1.xml"] and b"PAGE" in files["word/footer2.xml"]
    badge = {"zh_CN": "合成样例数据", "en": "Synthetic sample data"}[tongue]
    assert badge in files["word/header1.xml"].decode() and badge in files["word/header2.xml"].decode()
    runs = [one for one in found.iter(f"{W}r") if text(one)]
    assert runs and all(one.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia") for one in runs)


def test_the_faces_are_those_of_the_standard_with_others_to_stand_in():
    with told("huludao-2020") as briefing:
        files = parts(document(briefing))
    styles = {one.get(f"{W}styleId"): one for one in ElementTree.fromstring(files["word/styles.xml"]).iter(f"{W}style")}
    faces = {"Title": ("方正小标宋简体", 44), "Heading1": ("黑体", 32), "Heading2": ("楷体_GB2312", 32)}
    faces |= {"Normal": ("仿宋_GB2312", 32), "TableText": ("仿宋_GB2312", 24), "Footer": ("宋体", 28)}
    for style, (face, half) in faces.items():
        look = styles[style].find(f"{W}rPr")
        assert look.find(f"{W}rFonts").get(f"{W}eastAsia") == face
        assert int(look.find(f"{W}sz").get(f"{W}val")) == half
    spacing, indent = (styles["Normal"].find(f"{W}pPr/{W}{one}") for one in ("spacing", "ind"))
    assert spacing.get(f"{W}lineRule") == "exact" and 28 <= int(spacing.get(f"{W}line")) / 20 <= 29
    assert indent.get(f"{W}firstLineChars") == "200"
    fonts = {one.get(f"{W}name"): one for one in ElementTree.fromstring(files["word/fontTable.xml"])}
    assert all("," in fonts[face].find(f"{W}altName").get(f"{W}val") for face in ("黑体", "仿宋_GB2312", "楷体_GB2312"))
    assert "仿宋_GB2312" in files["word/theme/theme1.xml"].decode()


def test_headings_have_three_levels_in_each_language():
    with told("huludao-2020", before=date(2022, 12, 31)) as briefing:
        found = body(document(briefing))
    assert styled(found, "Heading1") == ["一、总体情况", "二、目标进展", "三、变化情况", "四、名单", "五、口径"]
    assert styled(found, "Heading2")[0] == "（一）HL-1 优质学校帮扶农村学校覆盖率"
    assert styled(found, "Heading3")[:2] == ["1．各县区情况", "2．依据和口径"]
    with told("huludao-2020", "en") as briefing:
        found = body(document(briefing))
    assert styled(found, "Heading1")[1].startswith("2. ") and styled(found, "Heading2")[1].startswith("2.2 ")
    assert not re.search(r"[一-鿿]", "".join(styled(found, "Heading1") + styled(found, "Heading2")))


def test_tables_repeat_their_header_and_keep_their_rows_whole():
    with told("huludao-2020") as briefing:
        found = body(document(briefing))
    for one in found.iter(f"{W}tbl"):
        rows = list(one.iter(f"{W}tr"))
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert sum(int(column.get(f"{W}w")) for column in one.iter(f"{W}gridCol")) <= round(156 * A_MM)


def test_pictures_stand_with_their_claim_and_the_map_with_the_situation():
    image = io.BytesIO()
    Image.new("RGB", (1920, 1080), "#1a5599").save(image, "PNG")
    with told("huludao-2020") as briefing:
        files = parts(document(briefing, {"HL-1": image.getvalue(), "map": image.getvalue()}))
    found = ElementTree.fromstring(files["word/document.xml"])
    below = styled(found, "Below")
    assert len(below) == 2 and "地图" in below[0] and "HL-1" in below[1]
    said = [one.get("descr") for one in found.iter() if one.tag.endswith("}docPr")]
    assert len(said) == 2 and all(said), "a picture says what it shows"


def test_a_scope_without_goals_and_an_official_one_are_whole_documents():
    with told("huludao-2020") as briefing:
        found = body(document(empty(briefing)))
        assert styled(found, "Heading1") == ["一、总体情况", "二、口径"] and "没有可计算的目标" in "".join(
            styled(found, "Normal")
        )
        assert (
            b"\xe5\x90\x88\xe6\x88\x90" not in parts(document(replace(briefing, status="official")))["word/header1.xml"]
        )


def test_the_same_briefing_gives_the_same_bytes():
    with told("huludao-2020") as briefing:
        assert document(briefing) == document(briefing)


@pytest.mark.parametrize(
    ("count", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (45, "四十五"), (100, "100")]
)
def test_numbers_of_headings(count, words):
    assert chinese(count) == words


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_prints_the_document_and_the_workbook(tmp_path):
    with told("huludao-2020", before=date(2022, 12, 31)) as briefing:
        claim = briefing.claims[0]
        forty = pd.concat([claim.by_area.frame] * 7, ignore_index=True).head(40)
        forty["area"] = [f"{LONG[:60]}{at}" for at in range(40)]
        forty = replace(claim, by_area=replace(claim.by_area, frame=forty, of=None))
        hard = hostile(replace(briefing, claims=[forty]), rows=60)
        (tmp_path / "a.docx").write_bytes(document(hard))
        (tmp_path / "b.xlsx").write_bytes(workbook(briefing))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    asked = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run(
        [*asked, str(tmp_path / "a.docx"), str(tmp_path / "b.xlsx")], check=True, timeout=120, capture_output=True
    )
    told_pages = {name: pages(tmp_path / name) for name in ("a.pdf", "b.pdf")}
    assert 10 <= told_pages["a.pdf"] <= 30 and told_pages["b.pdf"] >= 14, (
        "every sheet prints, none runs over many pages wide"
    )


def pages(file):
    said = subprocess.run(["pdfinfo", str(file)], check=True, capture_output=True, text=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", said)[1])
