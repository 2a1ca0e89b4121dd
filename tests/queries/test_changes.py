"""Two snapshots compared: every change by name, and what it did to each figure; the parts are exactly the whole."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import combinations

import pandas as pd
import pytest

import queries
from data.registry.rows import registry
from queries import Page, Scope
from tests.changed_towns import DAYS, next_year
from tests.folder import in_folder
from tests.oracles import ORACLES
from tests.oracles.changed import (
    OF_COUNTY,
    OWN,
    first_codes,
    memberships,
    parts_of_coverage,
    parts_of_schools,
    school_changes,
)
from tests.oracles.seen import View
from tests.queries.city import publish_town, registries, with_rules
from tests.queries.stated import stated
from tests.town import Town
from tests.towns import random_town

BEFORE, PLACE, SCOPE = date(2019, 12, 31), "211400", Scope("huludao-2020")
CASES = [
    ("211400", 1, ("under_managing_school", "quality", "镇区+乡村")),
    ("211282", 2, ("each_site", "any", "镇区+乡村")),
    ("370300", 3, ("each_site", "urban", "乡村")),
]
SCHOOL_GRAIN = (*sorted(OWN.keys() | OF_COUNTY.keys()), "school_district_coverage", "group_retention")
FIGURE = ("numerator_before", "denominator_before", "numerator", "denominator")


def years(seed: int, place: str) -> tuple[Town, ...]:
    rng = random.Random(seed)
    first = stated(rng, replace(random_town(rng, place), as_of=DAYS[0]), DAYS[0])
    second = next_year(rng, first, DAYS[1])
    return first, second, next_year(rng, second, DAYS[2])


@pytest.fixture(scope="module", params=CASES, ids=[case[0] for case in CASES])
def case(request, tmp_path_factory):
    place, seed, rules = request.param
    data, towns = tmp_path_factory.mktemp(place), years(seed, place)
    with registries({"programmes": with_rules(place, [rules])}):
        for town in towns:
            publish_town(data, town)
        yield data, towns, rules, " ".join(rules)


def told(parts: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Return the parts some unit makes up, as the oracle tells them."""
    kept = parts[parts["units"] > 0]
    return {row.part: {"units": row.units} | {name: getattr(row, name) for name in FIGURE} for row in kept.itertuples()}


def expected(parts: dict[str, Counter[str]]) -> dict[str, dict[str, float]]:
    return {part: {"units": one["units"]} | {name: one[name] for name in FIGURE} for part, one in parts.items()}


def test_every_school_that_changed_is_named_with_its_change(case):
    data, towns, _, programme = case
    first, seen = first_codes(towns), set()
    for since, now in combinations(towns, 2):
        rows = in_folder(data, queries.school_changes, Scope(programme, now.as_of), since.as_of)
        kinds = rows["kind"].replace("merged", "closed")
        found = Counter((kind, first.get(code, code)) for kind, code in zip(kinds, rows["school_id"], strict=True))
        assert found == school_changes(towns, since, now)
        counted = in_folder(data, queries.change_counts, Scope(programme, now.as_of), since.as_of)
        assert dict(rows["kind"].value_counts()) == {
            row.kind: row.rows for row in counted.itertuples() if row.rows and row.about == "school"
        }
        seen |= set(kinds)
    assert seen >= {"opened", "closed", "renamed", "recoded", "rebanded", "restaged"}


def test_every_member_that_joined_or_left_is_named(case):
    data, towns, _, programme = case
    first = first_codes(towns)
    for since, now in combinations(towns, 2):
        rows = in_folder(data, queries.partnership_changes, Scope(programme, now.as_of), since.as_of)
        for kind, sides in (("joined", (now, since)), ("left", (since, now))):
            mine = rows[rows["kind"] == kind]
            found = [(row.partnership_id, first.get(row.school_id, row.school_id)) for row in mine.itertuples()]
            assert len(found) == len(set(found))
            assert set(found) == memberships(sides[0], first) - memberships(sides[1], first)


def test_the_parts_of_coverage_are_those_of_the_oracle_and_their_effects_add_up_exactly(case):
    data, towns, rules, programme = case
    seen: set[str] = set()
    for since, now in combinations(towns, 2):
        parts = in_folder(
            data, queries.figure_changes, Scope(programme, now.as_of), since.as_of, "rural_pairing_coverage"
        )
        oracle = parts_of_coverage(towns, since, now, rules)
        assert told(parts) == expected(oracle)
        sums = {name: Fraction(sum(one[name] for one in oracle.values())) for name in FIGURE}
        before = sums["numerator_before"] / sums["denominator_before"]
        exact = {
            part: (
                one["numerator"] - one["numerator_before"] - before * (one["denominator"] - one["denominator_before"])
            )
            / sums["denominator"]
            for part, one in oracle.items()
        }
        assert sum(exact.values()) == sums["numerator"] / sums["denominator"] - before
        for row in parts[parts["units"] > 0].itertuples():
            assert row.effect == pytest.approx(float(exact[row.part]), abs=1e-12)
            assert row.is_real == (row.part != "reclassified")
        seen |= set(oracle)
    assert seen == {"stayed", "opened", "closed", "reclassified"}


@pytest.mark.parametrize("indicator", SCHOOL_GRAIN)
def test_the_parts_of_a_figure_of_schools_are_those_of_the_oracle(case, indicator):
    data, towns, rules, programme = case
    for one, other in combinations(range(len(towns)), 2):
        views = tuple(View(towns[: at + 1], *rules) for at in (one, other))
        units = tuple(ORACLES[indicator](view) for view in views)
        parts = in_folder(
            data, queries.figure_changes, Scope(programme, towns[other].as_of), towns[one].as_of, indicator
        )
        assert told(parts) == expected(parts_of_schools(towns, views, units, indicator))


def test_the_parts_add_up_to_the_change_of_every_figure_in_the_place_and_in_an_area(case):
    data, towns, _, programme = case
    since, now = towns[0], towns[2]
    compared = 0
    for indicator in [row["indicator_id"] for row in registry("indicators")]:
        figures = [
            in_folder(data, queries.measures, Scope(programme, day), indicator) for day in (since.as_of, now.as_of)
        ]
        for area in (None, *figures[1]["area_code"].iloc[1:3]):
            parts = in_folder(data, queries.figure_changes, Scope(programme, now.as_of, area), since.as_of, indicator)
            rows = [queries.figure_of(found, area or towns[0].place) for found in figures]
            assert parts["numerator_before"].sum() == rows[0]["numerator"]
            assert parts["denominator_before"].sum() == rows[0]["denominator"]
            assert (parts["numerator"].sum(), parts["denominator"].sum()) == tuple(
                rows[1][["numerator", "denominator"]]
            )
            if rows[0]["denominator"] and rows[1]["denominator"]:
                assert parts["effect"].sum() == pytest.approx(rows[1]["value"] - rows[0]["value"], abs=1e-9)
                compared += 1
            else:
                assert parts["effect"].isna().all()
    assert compared > 30


def test_the_lists_behind_the_parts_hold_their_units(case):
    data, towns, _, programme = case
    scope, since = Scope(programme, towns[2].as_of), towns[0].as_of
    parts = in_folder(data, queries.figure_changes, scope, since, "rural_pairing_coverage").set_index("part")
    for part, row in parts.iterrows():
        rows = in_folder(data, queries.figure_change_units, scope, since, "rural_pairing_coverage", str(part))
        moved = row["up"] + row["down"] if part == "stayed" else row["units"]
        assert len(rows) == moved and rows["unit_name"].notna().all()
    page = in_folder(data, queries.school_changes, scope, since, "closed", page=Page(1, 2))
    whole = in_folder(data, queries.school_changes, scope, since, "closed")
    assert list(page["school_id"]) == list(whole["school_id"])[1:3] and page.attrs["of"] == len(whole)
