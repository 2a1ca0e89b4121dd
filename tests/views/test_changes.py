"""What changed in words: won, lost and missed goals; nearer and further areas, whichever way is better."""

import pandas as pd

from views.text import changes


def moves(*rows: tuple[str, str, str, int, int, tuple[float, float], tuple[float, float]]) -> pd.DataFrame:
    """Return rows of `moved_areas` of (indicator, area, level, step, areas, before, now), counts as (part, whole)."""
    found = []
    for code, area, level, step, areas, before, now in rows:
        row = {"indicator_id": code, "area_name": area, "area_name_en": area, "level": level}
        row |= {"format": "%", "numerator_before": before[0], "denominator_before": before[1]}
        row |= {"numerator": now[0], "denominator": now[1]}
        row |= {"step": step, "areas": areas}
        row |= {
            "value_before": before[0] / before[1] if before[1] else None,
            "value": now[0] / now[1] if now[1] else None,
        }
        found.append(row)
    return pd.DataFrame(found).astype({"value": float, "value_before": float})


MOVES = moves(
    ("up", "市", "place", 1, 1, (4, 10), (6, 10)),
    ("up", "甲县", "county", 1, 1, (1, 5), (4, 5)),
    ("up", "乙县", "county", -1, 1, (3, 5), (2, 5)),
    ("down", "市", "place", -1, 1, (4, 10), (6, 10)),
    ("same", "市", "place", 0, 1, (5, 5), (4, 4)),
)
NAMES = [{"indicator_id": code, "name_zh": f"指标{code}", "name_en": code} for code in ("up", "down", "same")]


def test_every_step_has_its_word():
    found = changes.in_words(MOVES, NAMES)
    assert list(found["moved"]) == ["前进", "前进", "后退", "后退", "比例未变"]


def test_a_line_names_both_counts_of_the_place_and_of_the_areas_that_moved():
    first, second = changes.indicator_lines(changes.in_words(MOVES, NAMES))
    assert first.startswith("指标up：市 4/10 → 6/10（40.0% → 60.0%）")
    assert "1 处前进：甲县 1/5 → 4/5" in first and "1 处后退：乙县 3/5 → 2/5" in first
    assert second.startswith("指标down：") and "同" not in second


def test_of_many_areas_the_first_are_named_and_all_are_counted():
    rows = [("up", f"{number}县", "county", 1, 1204, (1, 5), (4, 5)) for number in range(changes.NAMED_AREAS)]
    (line,) = changes.indicator_lines(changes.in_words(moves(*rows), NAMES))
    assert "1,204 处前进：0县" in line and line.count("→") == 2 * changes.NAMED_AREAS and "等" in line


def test_nothing_moved_is_said():
    assert changes.indicator_lines(changes.in_words(MOVES[4:], NAMES)) == ["各项指标的比例和数量没有前进或后退。"]


def test_goals_won_lost_and_missed_are_told_apart():
    goals = pd.DataFrame(
        {
            "goal_id": ["A", "B", "C", "D", "E"],
            "name_zh": ["甲", "乙", "丙", "丁", "戊"],
            "name_en": list("abcde"),
            "level": ["place"] * 4 + ["county"],
            "standing": ["met_on_time", "not_met", "not_met", "met_late", "met_late"],
            "standing_before": ["pending", "met_undated", "pending", "met_late", "not_met"],
        }
    )
    found = changes.goal_changes(goals)
    assert {kind: list(rows["goal_id"]) for kind, rows in found.items()} == {
        "won": ["A"],
        "lost": ["B"],
        "missed": ["C"],
    }
    lines = changes.goal_lines(found)
    assert [line[:4] for line in lines] == ["新判定达", "不再达标", "到期或首"] and "A 甲" in lines[0]
    assert changes.goal_lines({"won": goals[:0]}) == ["没有目标新达标，也没有目标由达标变为未达标。"]
