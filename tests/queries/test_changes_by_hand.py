"""Mergers guessed from evidence, codes not confused, cores that change: towns of a few schools, counted by hand."""

from datetime import date
from pathlib import Path

import pytest

import queries
from queries import Scope
from tests.folder import in_folder
from tests.queries.city import YEAR_END, pairing, publish_city, school

BEFORE, PLACE, SCOPE = date(2019, 12, 31), "211400", Scope("huludao-2020")


def publish_two(data: Path, before: list, after: list, pairs: tuple[list, list] = ([], [])) -> None:
    publish_city(data, PLACE, before, pairs[0], as_of=BEFORE)
    publish_city(data, PLACE, after, pairs[1])


@pytest.mark.parametrize(
    ("closed", "heir", "evidence"),
    [
        ({}, {"former_name": "甲校"}, "former_name"),
        ({"managing_school_id": "B"}, {}, "managing"),
        ({"lon": 120.80001, "lat": 40.7}, {"lon": 120.80003, "lat": 40.7}, "point"),
        ({}, {}, None),
        ({"lon": 120.8, "lat": 40.7}, {"lon": 120.801, "lat": 40.7}, None),
    ],
)
def test_a_closed_school_is_likely_merged_where_something_speaks_for_it(closed, heir, evidence, tmp_path):
    gone, stays = school("A", "211402", "220", name="甲校", **closed), school("B", "211402", "121", name="乙校", **heir)
    publish_two(tmp_path, [gone, stays], [stays])
    row = in_folder(tmp_path, queries.school_changes, SCOPE, BEFORE).iloc[0]
    assert row["kind"] == ("merged" if evidence else "closed")
    assert (
        [row["successor_name"], row["evidence"]] == ["乙校", evidence]
        if evidence
        else row["evidence"] != row["evidence"]
    )
    assert row["seen_on"] == BEFORE


def test_a_new_school_that_holds_the_old_ones_name_is_a_likely_successor(tmp_path):
    new = school("C", "211402", "121", name="甲校教育集团总校")
    publish_two(tmp_path, [school("A", "211402", "220", name="甲校")], [new])
    rows = in_folder(tmp_path, queries.school_changes, SCOPE, BEFORE).set_index("kind")
    assert rows.loc["merged", ["successor_id", "evidence"]].tolist() == ["C", "name"] and "opened" in rows.index


def test_two_of_one_name_are_not_taken_for_one_that_changed_its_code(tmp_path):
    olds = [school(code, "211402", "220", name="同名小学") for code in "AB"]
    publish_two(tmp_path, olds, [school("C", "211402", "220", name="同名小学")])
    kinds = set(in_folder(tmp_path, queries.school_changes, SCOPE, BEFORE)["kind"])
    assert kinds == {"merged", "opened"}, "the new one holds their name: likely, and no more"


def test_another_core_begins_no_new_community_but_changes_one(tmp_path):
    roster = [school("A", "211402", "111"), school("B", "211402", "111"), school("M", "211402", "220")]
    named = {"name": "共同体甲", "county_code": "211402"}
    pairs = [[pairing(core, "M", partnership_id=f"{core}-201909", **named)] for core in ("A", "B")]
    publish_two(tmp_path, roster, roster, (pairs[0], pairs[1]))
    rows = in_folder(tmp_path, queries.partnership_changes, SCOPE, BEFORE)
    assert rows[["kind", "was", "core_name", "partnership_id"]].values.tolist() == [
        ["core_changed", "A校", "B校", "B-201909"]
    ]


def test_the_year_between_does_not_hide_what_came_back(tmp_path):
    stays, comes = school("S", "211402", "220"), school("A", "211402", "220")
    publish_city(tmp_path, PLACE, [stays, comes], as_of=date(2018, 12, 31))
    publish_city(tmp_path, PLACE, [stays], as_of=BEFORE)
    publish_city(tmp_path, PLACE, [stays, comes], as_of=YEAR_END)
    assert in_folder(tmp_path, queries.school_changes, SCOPE, date(2018, 12, 31)).empty
    assert list(in_folder(tmp_path, queries.school_changes, SCOPE, BEFORE)["kind"]) == ["opened"]


def test_a_school_that_left_its_group_under_another_code_did_not_retain_it(tmp_path):
    core, gone, stays = school("Q", "211402", "111"), school("A", "211402", "220"), school("B", "211402", "220")
    group = pairing("Q", "A", "B", mode="集团式", partnership_id="211400-001")
    left = pairing("Q", "B", mode="集团式", partnership_id="211400-001")
    again = school("A2", "211402", "220", name=gone["name"])
    publish_two(tmp_path, [core, gone, stays], [core, again, stays], ([group], [left]))
    found = in_folder(tmp_path, queries.units, SCOPE, "group_retention").set_index("unit_id")
    assert found.loc[["A2", "B"], "numerator"].to_dict() == {"A2": 0, "B": 1}
    place = in_folder(tmp_path, queries.measures, SCOPE, "group_retention").iloc[0]
    core_counts = int("Q" in found.index)
    assert (place["numerator"], place["denominator"]) == (1 + core_counts, 2 + core_counts)
