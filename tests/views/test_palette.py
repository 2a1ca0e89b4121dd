"""Colours: readable on white, each with one meaning, shades that follow the figure."""

from collections import Counter
from itertools import combinations, pairwise

import pytest

from views.theme import palette
from views.theme.palette import BREAKS, CLASSES, MARKS, MODES, NO_DATA, STANDINGS, rgb, shade

DOTS = {"missing": palette.MISSING, "covered": palette.COVERED, "core": palette.INK, "not counted": palette.URBAN}


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [part / 255 for part in rgb(colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str = "#ffffff") -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def apart(one: str, other: str) -> float:
    """Return the Euclidean distance in RGB, 0 to 441."""
    return sum((a - b) ** 2 for a, b in zip(rgb(one)[:3], rgb(other)[:3], strict=True)) ** 0.5


def test_the_contrast_is_that_of_the_guideline():
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#767676") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colour", [palette.INK, palette.QUIET, palette.GOAL])
def test_text_colours_are_readable_on_white_and_on_the_shaded_map(colour):
    assert contrast(colour) >= 4.5
    assert colour == palette.QUIET or min(contrast(colour, shaded) for shaded in CLASSES) >= 4.5


def test_the_words_of_a_standing_are_readable_on_white():
    assert {standing: colour for standing, colour in STANDINGS.items() if contrast(colour) < 4.5} == {}


def test_the_words_in_a_cell_are_readable_on_its_tint():
    tints = [*palette.TINTS.items(), *palette.TAKEN.items()]
    assert [(name, tint) for name, tint in tints if contrast(*tint) < 4.5] == []


def test_what_cells_were_taken_for_and_what_was_found_in_them_have_tints_of_their_own():
    grounds = [ground for ground, _ in (*palette.TAKEN.values(), *palette.SEVERITIES.values())]
    assert min(apart(one, other) for one, other in combinations(grounds, 2)) > 10


def test_every_standing_has_a_cell_of_its_own_and_a_missed_one_stands_out_in_grey_too():
    assert palette.TINTS.keys() == STANDINGS.keys()
    others = [luminance(back) for standing, (back, _) in palette.TINTS.items() if standing != "not_met"]
    assert min(others) - luminance(palette.TINTS["not_met"][0]) > 0.5


def test_the_badges_are_readable():
    assert min(contrast(ground, text) for ground, text, _ in palette.BADGES.values()) >= 4.5


def test_links_and_buttons_are_readable():
    assert contrast(palette.ACCENT) >= 4.5 and contrast(palette.ACCENT, palette.ACCENT_GROUND) >= 4.5


def test_dots_lines_and_arcs_stand_out_from_every_shade():
    drawn = [*DOTS.values(), *MODES.values()]
    assert min(contrast(colour, CLASSES[0]) for colour in drawn) >= 3
    assert min(apart(colour, shaded) for colour in drawn for shaded in (*CLASSES, NO_DATA)) > 60


def test_every_mode_and_every_dot_has_a_colour_of_its_own():
    assert min(apart(one, other) for one, other in combinations(MODES.values(), 2)) > 30
    assert min(apart(one, other) for one, other in combinations(DOTS.values(), 2)) > 60
    assert not set(MODES.values()) & set(DOTS.values())


def test_every_standing_has_a_mark_of_its_own():
    assert MARKS.keys() == STANDINGS.keys()
    assert max(Counter(MARKS.values()).values()) == 1, "meaning never by colour alone"


def test_every_standing_has_a_colour_of_its_own():
    assert max(Counter(STANDINGS.values()).values()) == 1


def test_no_data_does_not_look_like_a_small_share():
    assert min(apart(NO_DATA, shaded) for shaded in CLASSES) > 25


def test_shades_darken_with_the_share():
    light = [luminance(colour) for colour in CLASSES]
    assert light == sorted(light, reverse=True) and len(set(light)) == len(CLASSES)
    assert all(apart(one, other) > 20 for one, other in pairwise(CLASSES))


def test_a_share_is_shaded_by_its_class_and_a_break_belongs_to_the_upper_one():
    assert [shade(value) for value in (0.0, 0.199, 0.2, 0.5, 0.799, 0.8, 1.0)] == [
        CLASSES[at] for at in (0, 0, 1, 2, 3, 4, 4)
    ]
    assert shade(None) == shade(float("nan")) == NO_DATA
    assert len(BREAKS) == len(CLASSES) - 1


def test_a_colour_becomes_four_numbers():
    assert rgb("#1a5599") == [26, 85, 153, 255]
    assert rgb("#000000", 70) == [0, 0, 0, 70]
