"""The files of a briefing with their pictures; without a browser they are written all the same and say why."""

import io
import os
import zipfile

import docx
import pptx
import pytest
from PIL import Image

from pages.report.__main__ import main
from views.briefing import pictures
from views.exports import browsers, studio
from views.exports.browsers import NoBrowserError

ASKED = ("--programme", "huludao-2020", "--goals", "HL-1", "HL-3")
NOWHERE = "/nowhere/chrome"


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """The archive as the command line writes it; without a browser the tests are skipped, in CI they fail."""
    try:
        browsers.browser()
    except NoBrowserError as none:
        assert not os.environ.get("CI"), str(none)
        pytest.skip(str(none))
    file = tmp_path_factory.mktemp("files") / "all.zip"
    assert main(["bundle", *ASKED, "-o", str(file)]) == 0
    studio.rest()
    with zipfile.ZipFile(file) as found:
        yield {name: found.read(name) for name in found.namelist()}


def only(archive: dict[str, bytes], ending: str) -> bytes:
    (found,) = (content for name, content in archive.items() if name.endswith(ending))
    return found


def images_of_deck(content: bytes) -> list[bytes]:
    slides = pptx.Presentation(io.BytesIO(content)).slides
    return [shape.image.blob for slide in slides for shape in slide.shapes if shape.shape_type == 13]


def words_of_deck(content: bytes) -> str:
    slides = pptx.Presentation(io.BytesIO(content)).slides
    frames = [shape.text_frame for slide in slides for shape in slide.shapes if shape.has_text_frame]
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    cells = [cell.text for table in tables for row in table.rows for cell in row.cells]
    return "\n".join([*(frame.text for frame in frames), *cells])


def words_of_document(content: bytes) -> str:
    book = docx.Document(io.BytesIO(content))
    return "\n".join(paragraph.text for paragraph in book.paragraphs)


def test_the_archive_has_a_folder_with_a_png_and_an_svg_of_the_map_and_of_each_goal(archive):
    names = {name for name in archive if name.startswith("图片/")}
    stems = {"结对地图", "HL-1_优质学校帮扶农村学校覆盖率", "HL-3_帮扶校与被帮扶校实施方案备案率"}
    assert names == {f"图片/{stem}.{kind}" for stem in stems for kind in ("png", "svg")}
    for name in names:
        if name.endswith("png"):
            assert Image.open(io.BytesIO(archive[name])).width >= 1920
        else:
            assert archive[name].startswith(b"<svg")


def test_the_deck_has_the_map_and_the_document_the_map_and_each_goals_chart(archive):
    drawn = {name: content for name, content in archive.items() if name.endswith(".png")}
    assert images_of_deck(only(archive, ".pptx")) == [drawn["图片/结对地图.png"]]
    book = docx.Document(io.BytesIO(only(archive, ".docx")))
    parts = {shape._inline.graphic.graphicData.pic.blipFill.blip.embed for shape in book.inline_shapes}
    assert {book.part.related_parts[part].blob for part in parts} == set(drawn.values())
    assert "图片没有生成" not in words_of_document(only(archive, ".docx"))


@pytest.mark.parametrize(
    ("what", "words"), [("deck", words_of_deck), ("document", words_of_document)], ids=["deck", "document"]
)
@pytest.mark.parametrize(
    ("tongue", "said"), [("zh_CN", "服务器上不能生成图片"), ("en", "cannot draw pictures")], ids=["zh", "en"]
)
def test_without_a_browser_a_file_is_written_and_says_why_it_has_no_pictures(
    tmp_path, monkeypatch, capsys, what, words, tongue, said
):
    monkeypatch.setenv(browsers.SETTING, NOWHERE)
    file = tmp_path / what
    assert main([what, *ASKED, "--lang", tongue, "-o", str(file)]) == 0
    written = words(file.read_bytes())
    assert said in written and NOWHERE in written
    assert NOWHERE in capsys.readouterr().err


def test_without_a_browser_the_archive_holds_the_files_and_no_picture(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv(browsers.SETTING, NOWHERE)
    file = tmp_path / "all.zip"
    assert main(["bundle", *ASKED, "-o", str(file)]) == 0
    with zipfile.ZipFile(file) as found:
        assert sorted(name.rsplit(".", 1)[1] for name in found.namelist()) == ["docx", "pptx", "xlsx"]
    assert NOWHERE in capsys.readouterr().err


def test_a_browser_that_draws_nothing_leaves_the_files_and_is_named(tmp_path, monkeypatch, capsys):
    pictures.cached_picture.cache_clear()
    monkeypatch.setenv(browsers.SETTING, "/bin/false")
    file = tmp_path / "deck"
    assert main(["deck", *ASKED, "-o", str(file)]) == 0
    assert "/bin/false" in words_of_deck(file.read_bytes()) and images_of_deck(file.read_bytes()) == []
    assert "/bin/false" in capsys.readouterr().err
