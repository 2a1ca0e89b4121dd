"""How the deck looks on any machine: fonts on every word, nothing beyond the slide, no text beyond its box, one page a slide."""

import pytest

from tests.briefing.decks import (
    LONG,
    PLACES,
    briefing,
    of_many_areas,
    of_nothing,
    slides,
    with_missing,
    with_names,
    written,
)
from tests.briefing.office import pages
from tests.briefing.slides import A, Slide, Words, opened, room

WIDE, HIGH, FOOT = 13.34, 7.5, 7.05
HAIR = 0.02
ENGLISH = "Yangjiazhangzi Economic Development Zone Nine-Year Compulsory School Number " * 3
DECKS = {
    "huludao": lambda: slides("huludao"),
    "huludao in English": lambda: slides("huludao", "en"),
    "kaiyuan": lambda: slides("kaiyuan"),
    "baoshan in English": lambda: slides("baoshan", "en"),
    "a county": lambda: slides("huludao", area="211422"),
    "40 areas": lambda: opened(written(of_many_areas(40))),
    "40 areas of long names": lambda: opened(written(of_many_areas(40, ENGLISH), "en")),
    "3,000 missing": lambda: opened(written(with_missing([f"第{number}小学" for number in range(3000)]))),
    "names of 255 characters": lambda: opened(written(with_names(LONG))),
    "long words": lambda: opened(written(with_names("x" * 255), "en")),
    "English names": lambda: opened(written(with_names(ENGLISH), "en")),
    "nothing": lambda: opened(written(of_nothing())),
}


@pytest.fixture(scope="module", params=DECKS)
def found(request) -> list[Slide]:
    return DECKS[request.param]()


def test_every_run_names_its_fonts_and_language(found):
    for slide in found:
        for tree in slide.trees:
            shapes = [*tree.iter(f"{A}rPr"), *tree.iter(f"{A}defRPr")]
            assert shapes and all(one.find(f"{A}ea").attrib["typeface"] == "微软雅黑" for one in shapes)
            assert all(one.find(f"{A}latin").attrib["typeface"] == "微软雅黑" for one in shapes)
            assert {one.attrib["lang"] for one in shapes} <= {"zh-CN", "en-US"}
            words = [*tree.iter(f"{A}r"), *tree.iter(f"{A}fld")]
            assert all(one.find(f"{A}rPr") is not None for one in words)


def test_nothing_stands_beyond_the_slide_or_on_its_footer(found):
    for slide in found:
        for shape in slide.shapes:
            assert shape.x >= 0 and shape.x + shape.w <= WIDE and shape.y >= 0 and shape.y + shape.h <= HIGH, shape.name
            if shape.y < FOOT and shape.h < HIGH:
                assert shape.y + shape.h <= FOOT + HAIR, f"{shape.name} on {slide.title}"


def test_no_text_is_higher_than_its_box(found):
    for slide in found:
        for shape in slide.shapes:
            need = sum(room(words, shape.w) for words in shape.paragraphs if words.text)
            assert need <= shape.h + HAIR, f"{shape.text[:60]} on {slide.title[:40]}"


def test_no_cell_is_higher_than_its_row_and_no_table_than_its_frame(found):
    for slide in found:
        for shape in slide.shapes:
            for row, height in zip(shape.table, shape.heights, strict=True):
                need = [room(cell, width - 0.16) for cell, width in zip(row, shape.columns, strict=True)]
                assert max(need) <= height + HAIR, f"{row[0].text} on {slide.title[:40]}"
            assert sum(shape.heights) <= shape.h + HAIR and sum(shape.columns) <= shape.w + HAIR


def test_shapes_of_text_and_tables_do_not_cover_each_other(found):
    for slide in found:
        said = [one for one in slide.shapes if one.table or (one.text and one.y < FOOT)]
        for at, one in enumerate(said):
            for other in said[at + 1 :]:
                apart = (
                    one.x + one.w <= other.x + HAIR or other.x + other.w <= one.x + HAIR
                    or one.y + one.h <= other.y + HAIR or other.y + other.h <= one.y + HAIR
                )  # fmt: skip
                assert apart, f"{one.name} and {other.name} on {slide.title[:40]}"


def test_names_below_a_chart_leave_room_for_it(found):
    for slide in found:
        for chart in slide.charts:
            for name in chart.series[0][1]:
                assert room(Words(name, 10), 2.2) <= 1.3 * 10 / 72 + HAIR


def test_a_long_name_is_broken_over_lines_not_cut_off():
    found = opened(written(with_names(LONG)))
    assert any(LONG in row for slide in found for row in slide.rows())
    assert any(LONG in slide.notes for slide in found)


def test_the_estimate_breaks_lines_as_a_reader_would():
    assert room(Words("一" * 20, 72), 10) == pytest.approx(2 * 1.3)
    assert room(Words("word " * 4, 72), 5) == pytest.approx(2 * 1.3)


@pytest.mark.parametrize("place", ["kaiyuan"])
def test_libreoffice_makes_a_page_of_every_slide(place, tmp_path):
    file = tmp_path / "deck.pptx"
    file.write_bytes(written(briefing(place), "zh_CN", PLACES[place][2]))
    assert pages(file) == len(slides(place))
