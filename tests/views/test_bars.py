"""Bars of counts: the largest on top, names as text, never more than there is room for."""

import pandas as pd

from views.charts.count_bars import SHOWN, count_bars

NAMES = ["<a href='https://evil.example'>x</a>", "甲", "乙"]


def groups(names: list[str], *columns: str) -> pd.DataFrame:
    count = len(names)
    frame = pd.DataFrame(
        {"code": [f"c{at}" for at in range(count)], "words": names, "text": [f"{count - at} 个" for at in range(count)]}
    )
    return frame.assign(**{column: [count - at for at in range(count)] for column in columns})


def test_the_first_group_is_on_top_and_every_bar_knows_its_code():
    figure = count_bars(groups(NAMES, "value"), {"value": "个数"})
    bar = figure.data[0]
    assert list(bar.customdata) == ["c2", "c1", "c0"] and list(bar.x) == [1, 2, 3] and list(bar.y) == [0, 1, 2]
    assert figure.layout.showlegend is False
    assert [note.text for note in figure.layout.annotations] == ["1 个", "2 个", "3 个"]


def test_a_name_is_text_and_no_link():
    figure = count_bars(groups(NAMES, "value"), {"value": "个数"})
    shown = [*figure.layout.yaxis.ticktext, *figure.data[0].hovertext]
    assert not [text for text in shown if "<" in text] and any("&lt;a" in text for text in shown)


def test_two_series_are_stacked_under_a_legend():
    figure = count_bars(groups(NAMES, "teachers", "cadres"), {"teachers": "教师", "cadres": "干部"})
    assert [trace.name for trace in figure.data] == ["教师", "干部"] and figure.layout.barmode == "stack"
    assert figure.layout.showlegend is True
    assert [note.x for note in figure.layout.annotations] == [2, 4, 6]
    assert len({trace.marker.color for trace in figure.data}) == 2


def test_long_lists_and_long_names_are_cut():
    figure = count_bars(groups(["长" * 40] * (SHOWN + 5), "value"), {"value": "个数"})
    assert len(figure.data[0].x) == SHOWN
    assert all(text.endswith("…") and len(text) <= 21 for text in figure.layout.yaxis.ticktext)


def test_no_group_draws_an_empty_figure():
    assert len(count_bars(groups([], "value"), {"value": "个数"}).layout.annotations) == 0
