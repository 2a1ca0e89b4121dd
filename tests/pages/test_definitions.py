"""The definitions: all indicators and goals with rules, clauses and SQL; searchable; open for print."""

import pytest

import queries
from data.registry.rows import registry
from queries.engine.database import statement
from tests.pages.screens import DEFINITIONS, opened, prose, troubles
from views.text.labels import indicator_rule

PROGRAMMES = {row["programme_id"]: row for row in registry("programmes")}


def titles(at) -> list[str]:
    """Return the ids of the indicators on the page, in order."""
    known = {row["indicator_id"] for row in registry("indicators")}
    marks = [one.label for one in at.expander] + [one.value for one in at.markdown]
    return [name for text in marks for name in [text.split("`")[-2] if text.count("`") == 2 else ""] if name in known]


def body(at) -> str:
    return "\n".join(one.value for one in at.markdown)


@pytest.fixture(scope="module")
def everything():
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("LIANXIAO_DATA", raising=False)
        yield opened(DEFINITIONS, indicators="all", layout="print")


def test_every_indicator_stands_once_with_its_sentence_formula_and_sql(everything):
    assert troubles(everything) == []
    assert sorted(titles(everything)) == sorted(row["indicator_id"] for row in registry("indicators"))
    said, code = body(everything), {one.value.strip() for one in everything.code}
    for row in registry("indicators"):
        assert row["sentence_zh"] in said and f"| {row['numerator_zh']} |" in said
        assert statement(f"indicators/{row['indicator_id']}").strip() in code


def test_every_goal_stands_with_target_date_clause_and_document(everything):
    said = body(everything)
    for goal in registry("goals"):
        line = next(line for line in said.splitlines() if line.startswith(f"| {goal['goal_id']} "))
        document = PROGRAMMES[goal["programme_id"]]["document_no"]
        assert all(text in line for text in (goal["name_zh"], goal["due"], goal["clause"], document)), line


def test_a_rule_that_is_the_programmes_to_say_stands_for_each_of_them(everything):
    said = body(everything)
    for goal in registry("goals"):
        row = next(one for one in registry("indicators") if one["indicator_id"] == goal["indicator_id"])
        assert indicator_rule(row, PROGRAMMES[goal["programme_id"]]) in said
    assert "{rule}" not in said


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_a_programme_shows_its_own_indicators_first(show, programme):
    show("sample")
    mine = {goal["indicator_id"] for goal in registry("goals") if goal["programme_id"] == programme}
    assert set(titles(opened(DEFINITIONS, programme=programme))) == mine


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("KY-6b", {"famous_principals"}),
        ("county_plan_filed", {"county_plan_filed"}),
        ("第六条", {"recording_classroom"}),
        ("国办发〔2018〕27号", {"small_school_integration"}),
        ("left_behind_children", {"left_behind_care"}),
        ("retention nine", {"nine_year_retention"}),
        (
            "淄教基字〔2019〕12号",
            {goal["indicator_id"] for goal in registry("goals") if goal["goal_id"].startswith("ZB")},
        ),
    ],
)
def test_a_search_finds_indicators_of_every_programme(show, words, found):
    at = opened(DEFINITIONS, **show("sample"))
    at.text_input(key="search").input(words).run()
    assert troubles(at) == [] and set(titles(at)) == found


def test_a_search_without_a_hit_says_so(show):
    at = opened(DEFINITIONS, **show("sample"))
    at.text_input(key="search").input("不存在的词").run()
    assert titles(at) == [] and any("没有找到" in one.value for one in at.caption)


def test_a_closed_fold_holds_nothing_and_an_opened_one_its_sentence_until_its_sql_is_opened_too(show):
    at = opened(DEFINITIONS, **show("sample"))
    row = next(one for one in queries.definitions().to_dict("records") if one["indicator_id"] in titles(at))
    assert row["sentence_zh"] not in body(at) and len(at.code) == 0
    at.session_state["folds"] = {f"fold_{row['indicator_id']}_shut": True}
    at.run()
    assert row["sentence_zh"] in body(at) and len(at.code) == 0
    at.session_state["folds"] = {f"fold_{row['indicator_id']}{part}_shut": True for part in ("", "_sql")}
    at.run()
    assert [one.value for one in at.code] == [row["sql"].strip()]


def test_one_or_two_indicators_found_stand_open(show):
    at = opened(DEFINITIONS, **show("sample"))
    at.text_input(key="search").input("KY-6b").run()
    found = next(one for one in queries.definitions().to_dict("records") if one["indicator_id"] == "famous_principals")
    assert found["sentence_zh"] in body(at)


def test_for_print_everything_stands_open_and_a_button_prints(show):
    at = opened(DEFINITIONS, layout="print", **show("sample"))
    assert troubles(at) == [] and len(at.expander) == 0
    assert len(at.code) == 5 + len(queries.model_definitions())
    assert any("window.print()" in one.proto.body for one in at.main if one.type == "html")
    assert "打印" in " ".join(prose(one.proto.body) for one in at.main if one.type == "html")
