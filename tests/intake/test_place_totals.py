"""Rows of the place beside rows of its counties, and areas whose newest figures are too old to count."""

import pytest

from tests.intake.reported import codes, returns_of, told

COUNTIES = ["连山区", "龙港区", "南票区", "绥中县", "建昌县", "兴城市"]


def row(area, numerator, denominator=None, period="2020年", indicator="巩固率"):
    return [indicator, area, None, None, None, period, numerator, denominator]


def test_a_place_that_is_the_sum_of_its_counties_is_fine(tmp_path):
    some = [row(county, 90, 100) for county in COUNTIES[4:]]
    assert codes(returns_of(tmp_path, *some, row("全市", 180, 200))) == []
    assert codes(returns_of(tmp_path, row("全市", 180, 200))) == []


def test_a_place_beside_only_some_of_its_counties_blocks(tmp_path):
    reading = returns_of(tmp_path, *[row(county, 90, 100) for county in COUNTIES[4:]], row("全市", 185, 200))
    (error,) = told(reading)
    assert (error.code, error.severity, error.row, error.column) == ("place_total_unused", "error", 4, "G 完成数")
    assert "185/200" in error.message and "180/200" in error.message_en
    assert "缺 连山区、龙港区、南票区、绥中县；" in error.message
    assert reading.blocked


def test_a_place_beside_all_its_counties_with_another_sum_is_a_warning(tmp_path):
    (warning,) = told(returns_of(tmp_path, *[row(county, 90, 100) for county in COUNTIES], row("全市", 545, 600)))
    assert (warning.code, warning.severity, warning.row) == ("place_total_differs", "warning", 8)


def test_an_office_does_not_stand_for_the_county_it_lies_in(tmp_path):
    rows = [row(area, 90, 100) for area in [*COUNTIES[1:], "杨家杖子经济开发区"]]
    (error,) = told(returns_of(tmp_path, *rows, row("全市", 545, 600)))
    assert error.code == "place_total_unused" and "缺 连山区；" in error.message


@pytest.mark.parametrize("indicator", ["巡讲次数", "体育美育示范校"])
def test_a_place_of_a_year_beside_some_counties_of_its_half_blocks(indicator, tmp_path):
    rows = [row("兴城市", 1, None, "2020年上半年", indicator), row("全市", 9, None, "2020年", indicator)]
    assert codes(returns_of(tmp_path, *rows)) == ["place_total_unused"]


def test_a_place_of_a_year_that_counts_no_more_does_not_block(tmp_path):
    rows = [row(*each, "2018年") for each in (("兴城市", 9, 10), ("全市", 90, 100))]
    assert codes(returns_of(tmp_path, *rows, row("兴城市", 9, 10)), "error") == []
    assert codes(returns_of(tmp_path, row("全市", 9, 10, "2018年"), row("兴城市", 9, 10))) == []


def test_an_area_whose_newest_figure_is_a_year_old_is_told_once_an_indicator(tmp_path):
    rows = [row("兴城市", 9, 10, period) for period in ("2018年", "2019年")]
    reading = returns_of(tmp_path, *rows, row("建昌县", 9, 10), row("兴城市", 5, None, "2019年", "体育美育示范校"))
    (warning,) = told(reading)
    assert (warning.code, warning.severity, warning.row) == ("figure_outdated", "warning", 3)
    assert "兴城市" in warning.message and "2019-12-31" in warning.message and "2020-12-31" in warning.message_en


def test_history_beside_a_figure_of_the_last_year_is_no_matter(tmp_path):
    assert codes(returns_of(tmp_path, *[row("兴城市", 9, 10, f"{year}年") for year in (2018, 2019, 2020)])) == []
    assert codes(returns_of(tmp_path, row("兴城市", 9, 10, "2019年"), row("全市", 90, 100))) == []
    assert codes(returns_of(tmp_path, row("全市", 90, 100, "2019年"), row("兴城市", 9, 10))) == []
