"""The deck, read from its XML alone: every figure is the queries', every name is there, nothing is empty where data are."""

import io
import re
from collections.abc import Iterator
from typing import Any

import openpyxl
import pandas as pd
import pytest
from PIL import Image

import queries
from tests.briefing.decks import (
    HOSTILE,
    LINK,
    PLACES,
    briefing,
    of_many_areas,
    of_nothing,
    scope,
    slides,
    with_missing,
    written,
)
from tests.briefing.slides import Chart, Slide, opened
from views.text.labels import label, speaking
from views.theme.palette import MARKS, STANDINGS

SAMPLE = [("huludao", "zh_CN"), ("huludao", "en"), ("kaiyuan", "zh_CN"), ("baoshan", "zh_CN")]


def claim_slide(found: list[Slide], code: str) -> Slide:
    return next(one for one in found if one.notes.startswith(f"{code} "))


def goals(place: str) -> Iterator[dict[str, Any]]:
    """Yield each goal's row at the place, as the queries have it."""
    for _, rows in queries.progress(scope(place)).groupby("goal_id", sort=False):
        yield rows.iloc[0].to_dict()


def shown(value: float, form: str) -> str:
    """Return a figure as a slide has to write it."""
    if pd.isna(value):
        return "无数据"
    return f"{min(value * 100, 99.9) if value < 1 else value * 100:.1f}%" if form == "%" else f"{value:,.0f}"


@pytest.mark.parametrize("place", PLACES)
def test_each_claims_figures_are_those_of_the_queries(place):
    for goal in goals(place):
        slide = claim_slide(slides(place), goal["goal_id"])
        own = queries.figure_of(queries.measures(scope(place), goal["indicator_id"]), goal["area_code"])
        words = [one.text for one in slide.shapes]
        assert shown(own["value"], goal["format"]) in [one.split(" ")[0] for one in words]
        if goal["format"] == "%" and own["denominator"]:
            assert any(one.startswith(f"{own['numerator']:,.0f}/{own['denominator']:,.0f} ") for one in words)
        standing = next(one for one in slide.shapes if one.text.startswith(MARKS[goal["standing"]]))
        with speaking("zh_CN", PLACES[place][2]):
            assert standing.text == f"{MARKS[goal['standing']]} {label('standing.' + goal['standing'])}"
        assert any(one.startswith(str(PLACES[place][1])) and goal["clause"] in one for one in words), "date and clause"


def test_the_standing_has_its_colour():
    for goal in goals("huludao"):
        slide = claim_slide(slides("huludao"), goal["goal_id"])
        colours = [one.attrib["val"] for tree in slide.trees[:1] for one in tree.iter() if one.tag.endswith("srgbClr")]
        assert STANDINGS[goal["standing"]].lstrip("#") in colours


@pytest.mark.parametrize("place", PLACES)
def test_each_chart_holds_the_numbers_of_the_queries(place):
    drawn = 0
    for goal in goals(place):
        slide = claim_slide(slides(place), goal["goal_id"])
        for chart in slide.charts:
            drawn += 1
            _, values, form = chart.series[0]
            wanted = expected(place, goal, by_area="barChart" in chart.kinds)
            left_out = wanted.keys() - values.keys()
            assert values == {name: value for name, value in wanted.items() if name not in left_out}
            assert all(wanted[name] is None and name in "".join(slide.words) for name in left_out)
            assert not left_out or len(wanted) > 12, "few areas keep their gap"
            assert form == ("0.0%" if goal["format"] == "%" else "#,##0")
            assert chart.gaps == "gap" and (goal["format"] != "%" or [float(one) for one in chart.axis] == [0, 1.1])
            scale = 100 if goal["format"] == "%" else 1
            if len(chart.series) > 1:
                assert set(chart.series[1][1].values()) == {goal["target"] / scale}, "the slide's own goal comes first"
                assert "lineChart" in chart.kinds
    assert drawn >= 4


def expected(place: str, goal: dict[str, Any], *, by_area: bool) -> dict[str, float | None]:
    """Return what a chart has to hold: value by area, or by date."""
    if by_area:
        rows = queries.measures(scope(place), goal["indicator_id"])
        rows = rows[rows["level"] != "place"]
        keys = rows["area_name"]
    else:
        rows = queries.area_trend(scope(place), goal["indicator_id"])
        keys = rows["as_of"].astype(str).str[:10]
    return {
        key: None if pd.isna(value) else pytest.approx(value) for key, value in zip(keys, rows["value"], strict=True)
    }


def test_areas_are_drawn_where_they_have_figures_and_the_years_where_not():
    for place in PLACES:
        for goal in goals(place):
            rows = queries.measures(scope(place), goal["indicator_id"])
            some = (rows[rows["level"] != "place"]["denominator"] > 0).sum() > 1
            kinds = [kind for chart in claim_slide(slides(place), goal["goal_id"]).charts for kind in chart.kinds]
            assert ("barChart" in kinds) == some


def test_an_area_without_data_is_a_gap_in_the_chart_and_no_data_in_the_table():
    found = slides("huludao")
    slide = claim_slide(found, "HL-4")
    silent = [name for name, value in slide.charts[0].series[0][1].items() if value is None]
    rows = {row[0]: row[1:] for row in slide.rows()}
    rates = queries.measures(scope("huludao"), "small_school_integration")
    assert silent == list(rates[rates["denominator"] == 0]["area_name"]) and silent
    assert [rows[name] for name in silent] == [["—", "无数据"]] * len(silent)


@pytest.mark.parametrize(("place", "tongue"), SAMPLE)
def test_a_charts_own_workbook_holds_what_it_shows(place, tongue):
    for slide in slides(place, tongue):
        for chart in slide.charts:
            assert sheet_of(chart) == [pytest.approx(values, nan_ok=False) for _, values, _ in chart.series]


def sheet_of(chart: Chart) -> list[dict[str, float | None]]:
    rows = list(openpyxl.load_workbook(io.BytesIO(chart.workbook)).worksheets[0].iter_rows())
    assert not any(cell.data_type == "f" for row in rows for cell in row), "no formula"
    assert [cell.value for cell in rows[0][1:]] == [name for name, _, _ in chart.series]
    return [{row[0].value: row[at].value for row in rows[1:]} for at in range(1, len(rows[0]))]


@pytest.mark.parametrize("place", PLACES)
def test_every_goal_stands_in_the_list_of_goals(place):
    rows = [row for slide in slides(place) for row in slide.rows() if re.fullmatch(r"[A-Z]{2}-\d+\w?", row[0])]
    found = list(goals(place))
    assert [row[0] for row in rows] == [goal["goal_id"] for goal in found]
    for row, goal in zip(rows, found, strict=True):
        assert MARKS[goal["standing"]] == row[2][0] and row[3] == shown(goal["value"], goal["format"])
        assert str(goal["as_of"]) in row, "the figure that decides may be older than the slide's date"


@pytest.mark.parametrize("place", PLACES)
def test_every_area_is_ranked_the_best_first(place):
    first = queries.indicators(PLACES[place][0])[0]
    rates = queries.measures(scope(place), first["indicator_id"])
    rates = rates[rates["level"] != "place"].sort_values("value", ascending=False, na_position="last")
    found = [slide for slide in slides(place) if slide.title.startswith(briefing(place).areas.title)]
    rows = [row for slide in found for row in slide.rows()][1:]
    assert {row[1] for row in rows} == set(rates["area_name"])
    assert [shown(value, "%") for value in rates["value"]] == [row[4] for row in rows]


@pytest.mark.parametrize("place", PLACES)
def test_who_is_missing_stands_there_by_name(place):
    for claim in briefing(place).claims:
        units = queries.units(scope(place), claim.goal["indicator_id"], missing=True)
        title = claim.missing.title
        alone = [row for slide in slides(place) if slide.title.startswith(title) for row in slide.rows()]
        shared = [shape for slide in slides(place) for shape in slide.shapes if shape.name.startswith(title)]
        found = alone or [[word.text for word in row] for shape in shared for row in shape.table[1:]]
        names = [row[1] for row in found]
        assert names.count("") == 0 and set(units["unit_name"].head(400)) <= set(names)
        assert bool(found) == bool(len(units))


def test_of_very_many_missing_the_first_are_named_and_the_rest_are_counted():
    found = missing_of([f"第{number}小学" for number in range(3000)])
    names = [row[1] for slide in found for row in slide.rows()]
    assert names == [f"第{number}小学" for number in range(400)]
    assert all(any("共 3,000 个" in words and "400" in words for words in slide.words) for slide in found)


def missing_of(names: list[str]) -> list[Slide]:
    said = with_missing(names)
    title = said.claims[0].missing.title
    return [slide for slide in opened(written(said)) if slide.title.startswith(title)]


def test_names_that_look_like_code_come_out_as_text():
    found = missing_of(list(HOSTILE))
    assert [row[1] for slide in found for row in slide.rows()] == [one.replace("\x0b", " ") for one in HOSTILE]


def test_forty_areas_are_all_in_the_chart_and_over_pages_in_the_table():
    said = of_many_areas(40)
    found = opened(written(said))
    areas = said.claims[0].areas
    names = set(areas[areas["denominator"] > 0]["area_name"])
    slide = claim_slide(found, "HL-1")
    assert set(slide.charts[0].series[0][1]) == names
    assert all(name in slide.notes for name in areas["area_name"] if name not in names)
    tables = [slide for slide in found if slide.title.startswith("HL-1") and not slide.charts]
    assert {row[0] for slide in tables for row in slide.rows()} == names
    assert set(areas["area_name"]) <= {row[1] for slide in found for row in slide.rows() if len(row) > 5}


def test_of_hundreds_of_areas_the_ends_are_drawn_and_the_slide_says_so():
    slide = claim_slide(opened(written(of_many_areas(300))), "HL-1")
    assert len(slide.charts[0].series[0][1]) == 30
    assert any("最好的 15 个和最差的 15 个" in words for words in slide.words)


def test_without_goals_the_deck_says_so_and_goes_on():
    found = opened(written(of_nothing()))
    assert sum("没有可计算的目标" in words for slide in found for words in slide.words) == 2
    assert not any(slide.charts for slide in found) and found[-1].title.startswith("口径")


def test_speaker_notes_hold_the_sentence_the_clause_and_the_link():
    for claim in briefing("huludao").claims:
        notes = claim_slide(slides("huludao"), claim.code).notes
        assert all(part in notes for part in (claim.sentence, claim.counties, claim.source, LINK))


def test_what_changed_and_the_method_are_told():
    said, words = briefing("huludao"), "\n".join(one for slide in slides("huludao") for one in slide.words)
    assert all(line in words for line in said.changes) and said.changes
    assert all(text in words for _, text in said.notes)


def test_every_slide_says_place_date_and_kind_of_data():
    for slide in slides("huludao"):
        foot = "\n".join(one.text for one in slide.shapes if one.y > 7)
        assert all(part in foot for part in ("葫芦岛市", "优质学校帮扶农村学校", "2023-12-31", "合成样例数据"))


def test_the_map_is_a_slide_where_there_is_a_picture():
    buffer = io.BytesIO()
    Image.new("RGB", (1920, 1080)).save(buffer, "PNG")
    said = briefing("huludao")
    without, found = opened(written(said)), opened(written(said, picture=buffer.getvalue()))
    assert len(found) == len(without) + 1
    slide = next(one for one in found if one.title == "结对地图")
    picture = next(one for one in slide.shapes if one.name == "结对地图")
    assert picture.w / picture.h == pytest.approx(1920 / 1080, rel=0.01)
    assert any("不作为法定界线依据" in words for words in slide.words)


def test_a_county_of_its_own_is_marked_among_the_others():
    slide = claim_slide(slides("huludao", area="211422"), "HL-1")
    assert len(list(slide.charts[0].tree.iter("{http://schemas.openxmlformats.org/drawingml/2006/chart}dPt"))) == 1


def test_the_same_briefing_gives_the_same_bytes():
    assert written(briefing("huludao")) == written(briefing("huludao"))


def test_the_deck_speaks_english():
    found = slides("huludao", "en")
    chinese = [words for slide in found for words in slide.words if re.search(r"(无数据|目标|期限|共 )", words)]
    assert chinese == [] and found[1].title == "Headline figures"
