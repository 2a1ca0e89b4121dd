"""Charts as Plotly receives them: bars in order, the goal's line, words for no data, every area present."""

from datetime import date

import pandas as pd
import pytest

from tests.views.made import figures, goal
from views.charts.area_bars import area_bars, value_axis
from views.charts.trajectory import trajectory
from views.text import labels
from views.theme.palette import COVERED, MISSING

DAYS = [date(2018, 12, 31)]
ROWS = [("A", 3, 4), ("B", 0, 0), ("C", 1, 4), ("D", 4, 4), ("E", 0, 5)]


def bars(chart):
    return chart.data[1]


def notes(chart):
    return {str(note.y): note.text for note in chart.layout.annotations if note.xref == "paper"}


def test_every_area_has_its_bar_and_the_best_stands_on_top():
    chart = area_bars(figures(*ROWS), [])
    assert list(bars(chart).y) == ["县B", "县E", "县C", "县A", "县D"], "a horizontal chart begins at the bottom"
    assert [str(code) for code in bars(chart).customdata] == ["B", "E", "C", "A", "D"]
    assert list(bars(chart).x)[1:] == [0.0, 25.0, 75.0, 100.0]


def test_every_bar_says_its_share_and_counts():
    said = notes(area_bars(figures(*ROWS), []))
    assert set(said) == {"县A", "县B", "县C", "县D", "县E"}
    assert "75.0%" in said["县A"] and "3/4" in said["县A"]
    assert "0.0%" in said["县E"] and "0/5" in said["县E"]


def test_an_area_without_units_says_no_data_and_draws_no_bar():
    chart = area_bars(figures(*ROWS), [])
    assert "%" not in notes(chart)["县B"] and "0" not in notes(chart)["县B"]
    assert bars(chart).x[0] != bars(chart).x[0], "NaN draws nothing"


def test_the_bars_lie_on_a_fixed_scale_of_a_hundred_percent():
    chart = area_bars(figures(("A", 1, 100)), [])
    assert list(chart.layout.xaxis.range) == [0, 100]
    track = chart.data[0]
    assert list(track.x) == [100] and list(track.y) == ["县A"]


def test_a_click_anywhere_in_a_row_is_on_its_area_even_where_the_bar_is_empty():
    track, bar = area_bars(figures(*ROWS), []).data
    assert list(track.customdata) == list(bar.customdata) == ["B", "E", "C", "A", "D"]


def test_the_goal_is_a_line_at_its_target_with_its_words():
    chart = area_bars(figures(*ROWS), [goal(target=85.0)])
    assert [(shape.x0, shape.x1, shape.line.dash) for shape in chart.layout.shapes] == [(85.0, 85.0, "solid")]
    assert any("≥\u00a085%" in note.text for note in chart.layout.annotations)
    assert [note.text for note in chart.layout.annotations if "≥" in note.text] == ["目标 ≥\u00a085%"]
    dotted = area_bars(figures(*ROWS), [goal(kind="reference")])
    assert dotted.layout.shapes[0].line.dash == "dot", "a reference line is no target"
    assert any("参考线" in note.text for note in dotted.layout.annotations)
    assert not any("目标" in note.text for note in dotted.layout.annotations)


def test_several_goals_of_one_indicator_have_a_line_each_and_their_words_stand_apart():
    chart = area_bars(figures(*ROWS), [goal(target=30.0), goal(target=50.0)])
    assert [shape.x0 for shape in chart.layout.shapes] == [30.0, 50.0]
    lifted = [note.yshift for note in chart.layout.annotations if "≥" in note.text]
    assert len(set(lifted)) == 2


def numbers(*rows):
    """Return rows of `measures` of an indicator that is a number: (area, number)."""
    frame = figures(*((code, value, 9) for code, value in rows))
    return frame.assign(value=frame["numerator"], level="county")


def test_a_number_has_an_axis_of_its_own_and_its_unit_and_no_percent():
    chart = area_bars(numbers(("A", 3), ("B", 40)), [goal(unit="人", target=50.0, format="number")], "number", "人")
    assert list(bars(chart).x) == [3.0, 40.0], "numbers are drawn as they are"
    assert 50 < chart.layout.xaxis.range[1] < 80, "the line is on the chart"
    assert notes(chart) == {"县A": "3 人", "县B": "40 人"}
    assert not any("%" in str(tick) for tick in chart.layout.xaxis.ticktext or [])
    assert [shape.x0 for shape in chart.layout.shapes] == [50.0]


def test_an_axis_of_few_goes_by_ones():
    assert value_axis("number", [2.0, 1.0])["tickvals"] == [0, 1, 2, 3, 4]
    assert value_axis("number", [32.0])["tickvals"] == [0, 10, 20, 30]
    assert value_axis("number", [10350.0])["tickvals"] == [0, 2000, 4000, 6000, 8000, 10000]
    assert value_axis("number", [])["range"][1] > 0


def test_a_number_promised_of_the_place_is_no_line_for_its_townships():
    townships = numbers(("A", 3), ("B", 40)).assign(level="township")
    assert len(area_bars(townships, [goal(unit="人", target=50.0)], "number").layout.shapes) == 0
    assert len(area_bars(townships, [goal()], "%").layout.shapes) == 1, "a share can be compared anywhere"


def test_where_fewer_is_better_the_fewest_stand_on_top_in_the_colour_of_what_is_in_the_way():
    chart = area_bars(numbers(("A", 3), ("B", 0)), [goal(unit="人", target=0.0, comparator="<=")], "number")
    assert list(bars(chart).y) == ["县A", "县B"]
    assert bars(chart).marker.color == MISSING != COVERED


def test_the_chosen_area_is_set_in_bold():
    chart = area_bars(figures(*ROWS), [], chosen="C")
    assert [text for text in chart.layout.yaxis.ticktext if text.startswith("<b>")] == ["<b>县C</b>"]


def test_no_goal_or_a_goal_in_units_draws_no_line():
    assert len(area_bars(figures(*ROWS), []).layout.shapes) == 0
    assert len(area_bars(figures(*ROWS), [goal(unit="所", target=3.0)]).layout.shapes) == 0


def test_a_chart_of_no_area_is_still_a_chart():
    assert len(bars(area_bars(figures(), [goal()])).y) == 0


def test_the_bars_speak_english_when_asked(monkeypatch):
    monkeypatch.setattr(labels, "language", lambda: "en")
    chart = area_bars(figures(*ROWS), [goal()])
    assert "County A" in bars(chart).y
    assert notes(chart)["County B"].startswith("No ")


def years(*values: float | None) -> pd.DataFrame:
    rows = [("A", float("nan") if value is None else value, 1.0) for value in values]
    frame = figures(*rows)
    return frame.assign(as_of=[date(2018 + number, 12, 31) for number in range(len(values))], value=frame["numerator"])


def test_a_trajectory_runs_over_every_snapshot_that_has_data():
    line = trajectory(years(0.2, None, 0.6), []).data[0]
    assert list(line.x) == [date(2018, 12, 31), date(2020, 12, 31)]
    assert list(line.y) == pytest.approx([20.0, 60.0])


def marks(chart):
    return [trace for trace in chart.data if trace.mode == "markers"]


def words_of(chart):
    return [note.text for note in chart.layout.annotations]


def test_each_goal_is_marked_at_its_due_date_and_target():
    goals = [goal(), goal(due=date(2023, 6, 30), target=90.0, standing="pending")]
    chart = trajectory(years(0.2, 0.4, 0.7), goals)
    drawn = [(mark.x[0], mark.y[0]) for mark in marks(chart)]
    assert drawn == [(date(2020, 12, 31), 60.0), (date(2023, 6, 30), 90.0)]
    assert "2020-12-31" in words_of(chart)[0] and "≥\u00a060%" in words_of(chart)[0]
    assert "2023-06-30" in words_of(chart)[1] and "≥\u00a090%" in words_of(chart)[1]
    start, end = chart.layout.xaxis.range
    assert pd.Timestamp(start) < pd.Timestamp("2018-12-31") and pd.Timestamp(end) > pd.Timestamp("2023-06-30")


def test_a_missed_goal_does_not_look_like_a_met_one():
    met, missed = (trajectory(years(0.5), [goal(standing=word)]) for word in ("met_on_time", "not_met"))
    assert marks(met)[0].marker.color != marks(missed)[0].marker.color
    assert words_of(met)[0][-20:] != words_of(missed)[0][-20:], "not by colour alone"


def test_a_reference_is_a_dotted_line_without_a_date_and_without_a_mark():
    chart = trajectory(years(0.5), [goal(kind="reference", standing="reference", target=100.0)])
    assert marks(chart) == []
    assert [(shape.y0, shape.y1, shape.line.dash) for shape in chart.layout.shapes] == [(100.0, 100.0, "dot")]
    assert len(words_of(chart)) == 1 and "参考线" in words_of(chart)[0] and "2020" not in words_of(chart)[0]


def test_a_trajectory_of_numbers_counts_on_an_axis_that_holds_the_goal():
    counted = years(2.0, 5.0, 9.0)
    chart = trajectory(counted, [goal(unit="人/年", target=50.0)], "number")
    assert list(chart.data[0].y) == [2.0, 5.0, 9.0] and list(chart.data[0].text) == ["2", "5", "9"]
    assert chart.layout.yaxis.range[1] > 50 and chart.layout.yaxis.ticktext is None


def test_dates_too_close_keep_their_point_and_lose_their_words():
    frame = pd.concat([years(0.1, 0.2, 0.3), years(0.25)], ignore_index=True)
    frame["as_of"] = [date(2018, 12, 31), date(2019, 12, 31), date(2020, 12, 31), date(2020, 1, 31)]
    chart = trajectory(frame.sort_values("as_of"), [])
    assert len(chart.data[0].x) == 4 and list(chart.data[0].text).count("") == 1
    assert len(chart.layout.xaxis.tickvals) == 3
    assert any("2019-12-31" in text for text in chart.data[0].hovertext), "the hover still says it"


def test_figures_that_would_stand_in_one_another_leave_the_words_to_the_newest():
    level = pd.concat([years(0.1, 0.3, 0.5), years(0.7), years(0.98, 1.0, 1.0)], ignore_index=True)
    level["as_of"] = [date(year, 12, 31) for year in range(2018, 2025)]
    chart = trajectory(level, [])
    assert [bool(text) for text in chart.data[0].text] == [True, True, True, True, True, False, True]
    assert len(chart.layout.xaxis.tickvals) == 7, "each keeps its date"
    assert all(trajectory(level, [], "number").data[0].text), "short words have room"


def test_a_goals_words_stand_above_the_chart_with_a_line_down_to_its_marker():
    chart = trajectory(years(0.9), [goal(due=DAYS[0])])
    note, mark = chart.layout.annotations[0], marks(chart)[0]
    assert (note.yref, note.y, note.yanchor, note.x) == ("paper", 1, "bottom", DAYS[0])
    leader = next(trace for trace in chart.data if trace.mode == "lines")
    assert list(leader.x) == [DAYS[0], DAYS[0]] and leader.y[0] == mark.y[0] < leader.y[1]


def test_a_figures_words_stand_where_the_line_does_not_run_and_not_on_a_marker():
    assert list(trajectory(years(0.3, 0.6, 0.4), []).data[0].textposition) == [
        "bottom right",
        "top right",
        "bottom right",
    ]
    near = trajectory(years(0.62, 0.7), [goal(due=DAYS[0], target=60.0)])
    assert near.data[0].textposition[0] == "top left"


def test_a_trajectory_without_data_or_goal_is_still_a_chart():
    assert len(trajectory(years(None), []).data[0].x) == 0
    assert len(trajectory(figures(), []).data[0].x) == 0


def test_words_of_a_figure_near_nothing_stand_above_it_and_clear_of_the_dates():
    places = trajectory(years(0.0, 0.5), []).data[0].textposition
    assert list(places) == ["top left", "bottom right"]
