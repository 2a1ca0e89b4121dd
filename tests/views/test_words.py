"""Numbers in words: percentages, counts, goals and days."""

from datetime import date

import pandas as pd
import pytest

from tests.views.made import goal
from views import labels, sentences
from views.labels import counts, day, label, named, number, share, target, term

NOTHING = [None, float("nan"), pd.NA, pd.NaT]


@pytest.fixture
def english(monkeypatch):
    monkeypatch.setattr(labels, "language", lambda: "en")


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0.0%"), (1, "100.0%"), (71 / 146, "48.6%"), (-0.0312, "−3.1%"), (0.9999, "100.0%"), (0.0004, "0.0%")],
)
def test_a_share_has_one_decimal_and_a_real_minus(value, words):
    assert share(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0"), (999, "999"), (1234, "1,234"), (1234567.0, "1,234,567"), (-1234, "−1,234")],
)
def test_a_count_has_thousands_separators_and_a_real_minus(value, words):
    assert number(value) == words


@pytest.mark.parametrize("value", NOTHING)
def test_what_is_missing_is_no_data_and_never_zero(value):
    assert share(value) == "无数据"
    assert number(value) == day(value) == term("band", value) == "—"
    assert "0" not in counts(value, value) and not counts(value, 0)[0].isdigit()


def test_no_data_is_said_in_english_too(english):
    assert share(None) == "No data"
    assert term("band", "乡村") == "Village"
    assert not counts(0, 0)[0].isdigit()


def test_counts_stand_beside_shares():
    assert counts(71.0, 146.0) == "71/146"
    assert counts(1234, 56789) == "1,234/56,789"
    assert counts(0, 4) == "0/4"


def test_a_goal_line_has_its_sign_and_no_loose_decimals():
    assert target(60.0, "%", ">=") == "≥\u00a060%"
    assert target(12.5, "%", "<=") == "≤\u00a012.5%"
    assert target(3.0, "所", ">=") == "≥\u00a03\u00a0所"
    with pytest.raises(KeyError):
        target(60.0, "%", "=")


def test_days_are_written_in_full():
    assert day(date(2020, 3, 1)) == day(pd.Timestamp("2020-03-01 08:00")) == "2020-03-01"


def test_a_registry_row_speaks_the_language_of_the_session(monkeypatch):
    row = {"name_zh": "甲县", "name_en": "Jia County"}
    assert named(row) == "甲县"
    monkeypatch.setattr(labels, "language", lambda: "en")
    assert named(row) == "Jia County"


def test_a_missing_key_a_missing_term_and_a_missing_detail_raise():
    with pytest.raises(KeyError):
        label("no.such.key")
    with pytest.raises(KeyError):
        term("band", "郊区")
    with pytest.raises(KeyError):
        label("rows")


def test_a_goal_sentence_says_line_figure_counts_date_and_gap():
    met = sentences.goal_sentence(goal())
    assert all(word in met for word in ("≥\u00a060%", "62.5%", "10/16", "2020-12-31", "按期达标"))
    assert "还差" not in met
    missed = sentences.goal_sentence(goal(standing="not_met", value=0.5, numerator=8.0, gap_units=2))
    assert "50.0%" in missed and "8/16" in missed and "还差 2 所" in missed


def test_a_county_sentence_counts_who_meets_the_goal_and_names_the_others():
    below = pd.DataFrame(
        {
            "area_name": ["甲县", "乙县", "丙县", "丁县"],
            "area_name_en": ["Jia", "Yi", "Bing", "Ding"],
            "standing": ["met_on_time", "not_met", "no_data", "met_late"],
            "gap_units": pd.array([0, 3, None, 0], dtype="Int64"),
        }
    )
    words = sentences.county_sentence(below)
    assert "2/3" in words.replace(" ", "") and "乙县（还差 3 所）" in words
    assert "逾期达标：丁县" in words
    assert not any(name in words for name in ("甲县", "丙县"))
