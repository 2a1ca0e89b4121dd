"""How the deck looks on any machine: fonts on every word, nothing beyond the slide, no text beyond its box, one page a slide."""

from collections.abc import Callable, Iterator
from itertools import combinations

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


Rule = Callable[[Slide], Iterator[str]]


@pytest.fixture(scope="module")
def broken() -> Callable[[Rule], list[str]]:
    """Every deck, written once: return what breaks a rule, by deck and slide."""
    decks = {name: write() for name, write in DECKS.items()}

    def listed(rule: Rule) -> list[str]:
        slides = [(name, number, one) for name, deck in decks.items() for number, one in enumerate(deck, start=1)]
        return [f"{name}, slide {number}: {what}" for name, number, one in slides for what in rule(one)]

    return listed


def test_every_run_names_its_fonts_and_language(broken):
    assert broken(unnamed_fonts) == []


def unnamed_fonts(slide: Slide) -> Iterator[str]:
    for tree in slide.trees:
        shapes = [*tree.iter(f"{A}rPr"), *tree.iter(f"{A}defRPr")]
        words = [*tree.iter(f"{A}r"), *tree.iter(f"{A}fld")]
        yield from ["no words"] if not shapes else []
        yield from (f"{one.tag} has no font" for one in words if one.find(f"{A}rPr") is None)
        for one in shapes:
            fonts = {one.find(f"{A}{script}").attrib["typeface"] for script in ("ea", "latin")}
            if fonts != {"微软雅黑"} or one.attrib["lang"] not in ("zh-CN", "en-US"):
                yield f"{fonts} {one.attrib['lang']}"


def test_nothing_stands_beyond_the_slide_or_on_its_footer(broken):
    assert broken(beyond) == []


def beyond(slide: Slide) -> Iterator[str]:
    for shape in slide.shapes:
        if shape.x < 0 or shape.x + shape.w > WIDE or shape.y < 0 or shape.y + shape.h > HIGH:
            yield f"{shape.name} beyond the slide"
        if shape.y < FOOT and shape.h < HIGH and shape.y + shape.h > FOOT + HAIR:
            yield f"{shape.name} on the footer"


def test_no_text_is_higher_than_its_box(broken):
    assert broken(overfull) == []


def overfull(slide: Slide) -> Iterator[str]:
    for shape in slide.shapes:
        if sum(room(words, shape.w) for words in shape.paragraphs if words.text) > shape.h + HAIR:
            yield shape.text[:60]


def test_no_cell_is_higher_than_its_row_and_no_table_than_its_frame(broken):
    assert broken(overfull_tables) == []


def overfull_tables(slide: Slide) -> Iterator[str]:
    for shape in slide.shapes:
        for row, height in zip(shape.table, shape.heights, strict=True):
            need = [room(cell, width - 0.16) for cell, width in zip(row, shape.columns, strict=True)]
            if max(need) > height + HAIR:
                yield row[0].text
        if sum(shape.heights) > shape.h + HAIR or sum(shape.columns) > shape.w + HAIR:
            yield shape.name


def test_shapes_of_text_and_tables_do_not_cover_each_other(broken):
    assert broken(covered) == []


def covered(slide: Slide) -> Iterator[str]:
    said = [one for one in slide.shapes if one.table or (one.text and one.y < FOOT)]
    for one, other in combinations(said, 2):
        beside = one.x + one.w <= other.x + HAIR or other.x + other.w <= one.x + HAIR
        below = one.y + one.h <= other.y + HAIR or other.y + other.h <= one.y + HAIR
        if not (beside or below):
            yield f"{one.name} and {other.name}"


def test_names_below_a_chart_leave_room_for_it(broken):
    assert broken(long_names) == []


def long_names(slide: Slide) -> Iterator[str]:
    for chart in slide.charts:
        yield from (name for name in chart.series[0][1] if room(Words(name, 10), 2.2) > 1.3 * 10 / 72 + HAIR)


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
