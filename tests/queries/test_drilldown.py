"""One partnership, one school and who could help it next: every answer equals a slow count over plain objects."""

import random
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import queries
from queries import Page, Scope
from tests.folder import in_folder
from tests.oracle import area_of, coverage, is_active, leads
from tests.oracles import drilldown
from tests.oracles.seen import View
from tests.queries.city import pairing, publish_city, publish_town, registries, school, with_rules
from tests.town import Town
from tests.towns import PLACES, random_town, towns

few = settings(deadline=None, max_examples=6, database=None, suppress_health_check=[HealthCheck.too_slow])
RULES = [
    ("under_managing_school", "quality", "镇区+乡村"),
    ("each_site", "urban", "乡村"),
    ("each_site", "any", "镇区+乡村"),
]
KM = 1e-6


def history_of(town: Town) -> tuple[Town, Town]:
    """Return a town and itself a year later, where every other partnership has lost its first member."""
    later = replace(town, as_of=town.as_of.replace(year=town.as_of.year + 1))
    kept = [
        replace(one, members=one.members[1:]) if number % 2 and len(one.members) > 1 else one
        for number, one in enumerate(town.pairings)
    ]
    return town, replace(later, pairings=tuple(kept))


def close(found: list[tuple[str, float]], expected: list[tuple[str, float]]) -> bool:
    """Tell whether two ranked lists name the same schools at the same distances; equal distances may change places."""
    same = [abs(one[1] - other[1]) < KM for one, other in zip(found, expected, strict=True)]
    last = expected[-1][1] if expected else 0.0
    clear = [{code for code, km in rows if km < last - KM} for rows in (found, expected)]
    return all(same) and clear[0] == clear[1]


@given(town=towns(), rules=st.sampled_from(RULES))
@few
def test_who_could_help_and_who_is_near_equal_a_look_at_every_school(town: Town, rules: tuple[str, str, str]) -> None:
    programme = " ".join(rules)
    with tempfile.TemporaryDirectory() as folder, registries({"programmes": with_rules(town.place, [rules])}):
        publish_town(Path(folder), town)
        view, scope = View([town], *rules), Scope(programme)
        for own in town.schools[::7]:
            pairs = (
                (queries.nearest, drilldown.nearest(view, own)),
                (queries.neighbours, drilldown.neighbours(town, own)),
            )
            for verb, expected in pairs:
                found = in_folder(Path(folder), verb, scope, own.school_id)
                assert close(list(zip(found["school_id"], found["distance_km"], strict=True)), expected)
                crossing = {row.school_id for row in found.itertuples() if row.crosses_area}
                areas = {code: area_of(town.school(code)) for code in [*found["school_id"], own.school_id]}
                assert crossing == {code for code in found["school_id"] if areas[code] != areas[own.school_id]}


@given(town=towns(), rules=st.sampled_from(RULES))
@few
def test_a_partnership_over_two_snapshots_equals_the_oracle(town: Town, rules: tuple[str, str, str]) -> None:
    programme, history = " ".join(rules), history_of(town)
    with tempfile.TemporaryDirectory() as folder, registries({"programmes": with_rules(town.place, [rules])}):
        data = Path(folder)
        for one in history:
            publish_town(data, one)
        view = View(history, *rules)
        units = [coverage(one, *rules).unit_of for one in history]
        for code, last in view.town.numbered_pairings():
            years = in_folder(data, queries.partnership, Scope(programme), code)
            assert list(years["as_of"]) == [one.as_of for one in history]
            for row, one, sites in zip(years.itertuples(), history, units, strict=True):
                then = dict(one.numbered_pairings())[code]
                counts = is_active(then, one.as_of) and leads(one, then, rules[1])
                assert (row.is_active, row.is_qualifying) == (is_active(then, one.as_of), leads(one, then, rules[1]))
                assert row.members == len(set(then.members))
                assert row.counted == (len(set(then.members) & set(sites)) if counts else 0)
            found = in_folder(data, queries.partnership_members, Scope(programme), code)
            told = {row.school_id: (row.first_on, row.last_on, row.counts_as) for row in found.itertuples()}
            assert told == drilldown.members(history, view, code)
            core = view.town.school(str(last.core))
            for row in found[found["distance_km"].notna()].itertuples():
                assert row.distance_km == pytest.approx(drilldown.kilometres(core, view.town.school(row.school_id)))


@given(town=towns(), rules=st.sampled_from(RULES))
@few
def test_a_school_over_two_snapshots_equals_the_oracle(town: Town, rules: tuple[str, str, str]) -> None:
    programme, history = " ".join(rules), history_of(town)
    with tempfile.TemporaryDirectory() as folder, registries({"programmes": with_rules(town.place, [rules])}):
        data = Path(folder)
        for one in history:
            publish_town(data, one)
        covers = [coverage(one, *rules) for one in history]
        for own in town.schools[::9]:
            years = in_folder(data, queries.school, Scope(programme), own.school_id)
            for row, one, cover in zip(years.itertuples(), history, covers, strict=True):
                running = [pair for pair in one.pairings if is_active(pair, one.as_of)]
                unit = cover.unit_of.get(own.school_id)
                assert (None if pd.isna(row.unit_id) else row.unit_id) == unit
                assert unit is None or row.is_covered == (unit in cover.covered)
                assert row.leads == sum(pair.core == own.school_id for pair in running)
                assert row.joins == sum(own.school_id in pair.members for pair in running)
            expected = {
                (code, role): max(one.as_of for one in history if role_in(one, code, own.school_id, role))
                for code, _ in town.numbered_pairings()
                for role in (True, False)
                if any(role_in(one, code, own.school_id, role) for one in history)
            }
            roles = in_folder(data, queries.school_partnerships, Scope(programme), own.school_id)
            assert {(row.partnership_id, row.is_core): row.last_on for row in roles.itertuples()} == expected
            facts = in_folder(data, queries.school_facts, Scope(programme), own.school_id)
            assert list(facts["name"]) == [own.name]


def role_in(town: Town, code: str, school_id: str, is_core: bool) -> bool:
    pair = dict(town.numbered_pairings())[code]
    return pair.core == school_id if is_core else school_id in pair.members


def test_an_unknown_id_and_another_snapshot_give_no_rows(tmp_path: Path) -> None:
    publish_city(tmp_path, "211400", [school("A", "211402", "111", is_quality=True), school("B", "211402", "220")])
    rows = [school("C", "211402", "220")]
    publish_city(tmp_path, "211400", rows, [pairing("C", "C")], as_of=date(2021, 12, 31))
    scope = Scope("huludao-2020")
    for verb in (queries.partnership, queries.partnership_members, queries.partnership_activities):
        assert in_folder(tmp_path, verb, scope, "' OR 1=1 --").empty
    for verb in (queries.school, queries.school_facts, queries.nearest, queries.neighbours):
        assert in_folder(tmp_path, verb, scope, "' OR 1=1 --").empty
    assert list(in_folder(tmp_path, queries.school, scope, "A")["as_of"]) == [date(2020, 12, 31)]
    assert in_folder(tmp_path, queries.school_facts, scope, "A").empty


def test_the_partnerships_of_an_area_are_paged_and_all_there(tmp_path: Path) -> None:
    schools = [school("A", "211402", "111", is_quality=True), *(school(f"B{n}", "211403", "220") for n in range(5))]
    pairs = [pairing("A", f"B{n}", county_code="211402" if n < 2 else "211403") for n in range(5)]
    publish_city(tmp_path, "211400", schools, pairs)
    whole = in_folder(tmp_path, queries.partnerships, Scope("huludao-2020"))
    assert len(whole) == 5 and set(whole["members"]) == {1}
    part = in_folder(tmp_path, queries.partnerships, Scope("huludao-2020"), page=Page(2, 2))
    assert part.attrs["of"] == 5 and list(part["partnership_id"]) == list(whole["partnership_id"][2:4])
    assert len(in_folder(tmp_path, queries.partnerships, Scope("huludao-2020", area="211402"))) == 2


def test_the_random_towns_have_who_could_help() -> None:
    town = random_town(random.Random(3), PLACES[1])
    view = View([town], "each_site", "any")
    assert any(len(drilldown.nearest(view, own)) == 10 for own in town.schools)


def test_schools_without_steps_help_their_own_kind_only_and_later_dates_are_not_known_earlier(tmp_path: Path) -> None:
    at = {"lon": 120.8, "lat": 40.7}
    kinds = (("V", "中职"), ("W", "中职"), ("X", "特教"))
    schools = [school(code, "211402", "111", stage, is_quality=True, **at) for code, stage in kinds]
    scope = Scope("huludao-2020", date(2020, 12, 31))
    publish_city(tmp_path, "211400", schools, [pairing("X", "W", partnership_id="P")])
    publish_city(tmp_path, "211400", schools, [pairing("X", "V", partnership_id="P")], as_of=date(2021, 12, 31))
    assert list(in_folder(tmp_path, queries.nearest, scope, "V")["school_id"]) == ["W"]
    assert list(in_folder(tmp_path, queries.partnership_members, scope, "P")["school_id"]) == ["W"]
    later = in_folder(tmp_path, queries.partnership_members, Scope("huludao-2020"), "P")
    assert list(zip(later["school_id"], later["is_member"], strict=True)) == [("V", True), ("W", False)]
