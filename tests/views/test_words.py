"""Numbers in words: percentages, counts, goals and days."""

from datetime import date

import pandas as pd
import pytest

from tests.views.made import goal
from views.exports.listing import Column
from views.exports.words import cell_words
from views.text import labels, sentences
from views.text.labels import counts, day, label, named, number, share, target, term

NOTHING = [None, float("nan"), pd.NA, pd.NaT]


@pytest.fixture
def english(monkeypatch):
    monkeypatch.setattr(labels, "language", lambda: "en")


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0.0%"), (1, "100.0%"), (71 / 146, "48.6%"), (-0.0312, "−3.1%"), (0.9999, "99.9%"), (0.0004, "0.0%")],
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


def test_a_gap_is_said_in_the_unit_of_its_indicator():
    few = {"indicator_id": "principal_rotation", "format": "number", "comparator": "<=", "target": 0.0, "unit": "人"}
    words = sentences.goal_sentence(goal(**few, standing="not_met", value=3.0, numerator=3.0, gap_units=3))
    assert "还多 3 人" in words and "3 人，未达标" in words and "%" not in words
    counties = goal(indicator_id="county_plan_filed", standing="not_met", numerator=4, denominator=6, gap_units=2)
    assert "4/6 个县区" in sentences.goal_sentence(counties) and "还差 2 个县区" in sentences.goal_sentence(counties)


def test_a_yearly_gap_names_its_year_and_has_no_pace():
    row = {"indicator_id": "famous_teachers", "format": "number", "target": 8.0, "unit": "人/年", "judged": "each year"}
    row |= {"value": 6.0, "numerator": 6.0, "denominator": 6.0, "gap_units": 2, "as_of": date(2025, 12, 31)}
    words = sentences.goal_sentence(goal(**row, standing="not_met", pace_a_year=1.0, needed_a_year=4.0))
    assert "2025 年还差 2 人" in words and "近期进度" not in words


@pytest.mark.parametrize("standing", ["met_on_time", "met_late", "met_undated", "reference", "no_data"])
def test_what_is_met_or_never_judged_has_neither_gap_nor_pace(standing):
    words = sentences.goal_sentence(goal(standing=standing, gap_units=12, pace_a_year=9.0, needed_a_year=12.0))
    assert "还差" not in words and "近期进度" not in words


def test_pace_and_need_are_said_together_where_both_are_known():
    row = goal(standing="pending", gap_units=12, pace_a_year=9.0, needed_a_year=12.0)
    both = "按近期进度，差距每年缩小 9.0 所；按期达标需每年缩小 12.0 所。"
    assert both in sentences.goal_sentence(row)
    assert both in sentences.goal_sentence(row | {"comparator": "<="}), "the gap closes where fewer is better too"
    overdue = sentences.goal_sentence(row | {"standing": "not_met", "needed_a_year": None})
    assert "差距每年缩小 9.0 所。" in overdue and "需每年" not in overdue
    new = sentences.goal_sentence(row | {"pace_a_year": None})
    assert "需每年缩小差距 12.0 所" in new and "近期进度" not in new
    assert "差距每年扩大 2.0 所" in sentences.goal_sentence(row | {"pace_a_year": -2.0})
    assert "差距没有变化" in sentences.goal_sentence(row | {"pace_a_year": -0.04})


def test_a_pending_goal_that_is_reached_says_so():
    words = sentences.goal_sentence(goal(standing="pending", gap_units=0, pace_a_year=9.0))
    assert "现已到目标值" in words and "近期进度" not in words


def test_a_goal_of_each_school_says_how_many_reach_it_on_their_own():
    row = goal(target=95.0, scope="school")
    assert "2/3" in sentences.own_line_sentence(row, 2, 3)
    assert sentences.own_line_sentence(row | {"scope": "county"}, 2, 3) == ""
    assert sentences.own_line_sentence(row, 0, 0) == "", "nobody counts anything"


def test_a_county_sentence_counts_who_meets_the_goal_and_names_the_others():
    below = pd.DataFrame(
        {
            "area_name": ["甲县", "乙县", "丙县", "丁县"],
            "area_name_en": ["Jia", "Yi", "Bing", "Ding"],
            "standing": ["met_on_time", "not_met", "no_data", "met_late"],
            "areas": 1,
            "gap_units": pd.array([0, 3, None, 0], dtype="Int64"),
            "comparator": ">=",
            "indicator_id": "rural_pairing_coverage",
        }
    )
    words = sentences.county_sentence(below)
    assert "2/3" in words.replace(" ", "") and "乙县（还差 3 所）" in words
    assert "逾期达标：丁县" in words
    assert not any(name in words for name in ("甲县", "丙县"))


def test_a_county_that_has_time_left_is_not_called_missed():
    rows = [goal(area_name="甲县", standing="pending", gap_units=2), goal(area_name="乙县", standing="pending")]
    words = sentences.county_sentence(pd.DataFrame(rows).assign(areas=2))
    assert "未到期：甲县（还差 2 所）、乙县" in words and "未达标" not in words
    assert sentences.county_sentence(pd.DataFrame([goal(standing="reference")]).assign(areas=1)) == "", (
        "a reference is never judged"
    )


def test_of_many_counties_a_sentence_names_the_first_and_says_how_many_there_are():
    rows = [
        goal(area_name=f"{number}县", standing="not_met", gap_units=9 - number) for number in range(sentences.NAMED)
    ]
    words = sentences.county_sentence(pd.DataFrame(rows).assign(areas=1234))
    assert "0/1,234 个达标" in words and "7县（还差 2 所）等 1,234 个县区" in words
    assert "等" not in sentences.county_sentence(pd.DataFrame(rows).assign(areas=sentences.NAMED))
    silent = "、".join(f"县{number}" for number in range(30))
    words = sentences.goal_sentence(goal(silent_areas=silent, silent_areas_en=silent.replace("、", ", ")))
    assert "县0、县1" in words and "县7等 30 个县区" in words and "县8" not in words


def test_a_figure_names_the_counties_it_rests_without():
    words = sentences.goal_sentence(goal(silent_areas="昌宁县、腾冲市", silent_areas_en="Changning, Tengchong"))
    assert "未计入无数据的县区：昌宁县、腾冲市。" in words
    assert "未计入" not in sentences.goal_sentence(goal())


def test_a_yearly_goal_that_is_met_names_the_years_it_was_not():
    row = goal(indicator_id="famous_teachers", unit="人/年", format="number", judged="each year", missed_years="2024")
    assert "其中 2024 年未达标。" in sentences.goal_sentence(row)


@pytest.mark.parametrize(
    ("unit", "count", "words"),
    [
        ("schools", 1, "school"), ("children", 1.0, "child"), ("counties", 1, "county"), ("pupils", 2, "pupils"),
        ("schools", 0, "schools"), ("lessons", float("nan"), "lessons"),
    ],
)  # fmt: skip
def test_one_school_is_no_schools_in_english(unit, count, words, english):
    assert labels.unit_of({"unit_zh": "所", "unit_en": unit}, count) == words


def test_a_count_of_one_is_said_in_the_singular(english):
    meaning = {"unit_zh": "所", "unit_en": "schools", "format": "%"}
    assert labels.counted({"numerator": 0, "denominator": 1}, meaning) == "0/1 school"
    assert labels.counted({"numerator": 1, "denominator": 2}, meaning) == "1/2 schools"


def test_no_change_has_no_sign():
    gain, points = Column("gain", "", "gain"), Column("points", "", "points")
    assert [cell_words(value, gain) for value in (0, -3, 3)] == ["0", "−3", "+3"]
    assert [cell_words(value, points) for value in (0.04, -0.04, -0.06)] == ["0.0", "0.0", "−0.1"]
