"""Charts as Plotly receives them: bars in order, the goal's line, words for no data, every area present."""

from datetime import date

import pandas as pd
import pytest

from tests.views.made import figures, goal
from views.charts import area_bars, clicked, trajectory

ROWS = [("A", 3, 4), ("B", 0, 0), ("C", 1, 4), ("D", 4, 4), ("E", 0, 5)]


def bars(chart):
    return next(trace for trace in chart.data if trace.type == "bar" and trace.customdata is not None)


def notes(chart):
    return {str(note.y): note.text for note in chart.layout.annotations if note.xref == "paper"}


def test_every_area_has_its_bar_and_the_best_stands_on_top():
    chart = area_bars(figures(*ROWS), None)
    assert list(bars(chart).y) == ["县B", "县E", "县C", "县A", "县D"], "a horizontal chart begins at the bottom"
    assert [str(code) for code in bars(chart).customdata] == ["B", "E", "C", "A", "D"]
    assert list(bars(chart).x)[1:] == [0.0, 25.0, 75.0, 100.0]


def test_every_bar_says_its_share_and_counts():
    said = notes(area_bars(figures(*ROWS), None))
    assert set(said) == {"县A", "县B", "县C", "县D", "县E"}
    assert "75.0%" in said["县A"] and "3/4" in said["县A"]
    assert "0.0%" in said["县E"] and "0/5" in said["县E"]


def test_an_area_without_units_says_no_data_and_draws_no_bar():
    chart = area_bars(figures(*ROWS), None)
    assert "%" not in notes(chart)["县B"] and "0" not in notes(chart)["县B"]
    assert bars(chart).x[0] != bars(chart).x[0], "NaN draws nothing"


def test_the_bars_lie_on_a_fixed_scale_of_a_hundred_percent():
    chart = area_bars(figures(("A", 1, 100)), None)
    assert list(chart.layout.xaxis.range) == [0, 100]
    track = next(trace for trace in chart.data if trace.customdata is None)
    assert list(track.x) == [100] and list(track.y) == ["县A"]


def test_the_goal_is_a_line_at_its_target_with_its_words():
    chart = area_bars(figures(*ROWS), goal(target=85.0))
    assert [(shape.x0, shape.x1, shape.line.dash) for shape in chart.layout.shapes] == [(85.0, 85.0, "solid")]
    assert any("≥\u00a085%" in note.text for note in chart.layout.annotations)
    dotted = area_bars(figures(*ROWS), goal(kind="reference"))
    assert dotted.layout.shapes[0].line.dash == "dot", "a reference line is no target"


def test_no_goal_or_a_goal_in_units_draws_no_line():
    assert len(area_bars(figures(*ROWS), None).layout.shapes) == 0
    assert len(area_bars(figures(*ROWS), goal(unit="所", target=3.0)).layout.shapes) == 0


def test_a_chart_of_no_area_is_still_a_chart():
    assert len(bars(area_bars(figures(), goal())).y) == 0


def test_the_bars_speak_english_when_asked(monkeypatch):
    monkeypatch.setattr("views.labels.language", lambda: "en")
    chart = area_bars(figures(*ROWS), goal())
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


def test_each_goal_is_marked_at_its_due_date_and_target():
    goals = [goal(), goal(due=date(2023, 6, 30), target=90.0, standing="pending")]
    chart = trajectory(years(0.2, 0.4, 0.7), goals)
    marks = [trace for trace in chart.data if trace.mode == "markers+text"]
    assert [(mark.x[0], mark.y[0]) for mark in marks] == [(date(2020, 12, 31), 60.0), (date(2023, 6, 30), 90.0)]
    assert "2023-06-30" in marks[1].text[0] and "≥\u00a090%" in marks[1].text[0]
    start, end = chart.layout.xaxis.range
    assert pd.Timestamp(start) < pd.Timestamp("2018-12-31") and pd.Timestamp(end) > pd.Timestamp("2023-06-30")


def test_a_missed_goal_does_not_look_like_a_met_one():
    met, missed = (trajectory(years(0.5), [goal(standing=word)]).data[1] for word in ("met_on_time", "not_met"))
    assert met.marker.color != missed.marker.color


def test_a_trajectory_without_data_or_goal_is_still_a_chart():
    assert len(trajectory(years(None), []).data[0].x) == 0
    assert len(trajectory(figures(), []).data[0].x) == 0


def test_a_click_on_a_bar_gives_its_area_and_a_click_beside_it_none():
    assert clicked({"points": [{"customdata": ["211422"], "y": "建昌县"}]}) == "211422"
    assert clicked({"points": [{"customdata": "211422"}]}) == "211422"
    assert clicked({"points": [{"y": "建昌县"}]}) is None
    assert clicked({"points": []}) is None and clicked({}) is None
