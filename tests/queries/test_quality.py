"""What the quality page lists equals a slow look at every school and pairing of spoiled random towns."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import queries
from data.registry.schema import TABLES
from queries import Page, Scope
from queries.quality import LEADS, STATED
from tests.changed_towns import DAYS
from tests.folder import in_folder
from tests.oracle import area_of
from tests.oracles import quality
from tests.queries.city import pairing, publish_city, publish_town, registries, school, with_rules
from tests.queries.stated import stated
from tests.town import Pairing, School, Town
from tests.towns import random_town

RULES = ("each_site", "quality", "镇区+乡村")
PROGRAMME = " ".join(RULES)
CASES = [("211400", 11), ("211282", 12), ("530500", 14)]


def spoiled(rng: random.Random, town: Town) -> Town:
    """Return a town some of whose schools and pairings are as no clerk should send them."""
    schools = [_spoiled_school(rng, one, town) for one in town.schools]
    return replace(
        town, schools=tuple(schools), pairings=tuple(_spoiled_pairing(rng, one, town) for one in town.pairings)
    )


def _spoiled_school(rng: random.Random, one: School, town: Town) -> School:
    found = replace(one, quality=rng.choice([None, one.quality, one.quality]))
    if rng.random() < 0.1:
        found = replace(
            found, name=rng.choice([other.name for other in town.schools if other.county_code == one.county_code])
        )
    if rng.random() < 0.2 and one.lon is not None and one.lat is not None:
        found = replace(found, lon=one.lon + rng.uniform(-0.5, 0.5), lat=one.lat + rng.uniform(-0.5, 0.5))
    if rng.random() < 0.3:
        found = replace(
            found, pupils=rng.choice([0, 1, 40, 900, 9_000, None]), teachers=rng.choice([0, 1, 5, 60, None])
        )
    return found


def _spoiled_pairing(rng: random.Random, one: Pairing, town: Town) -> Pairing:
    kind = rng.random()
    if kind < 0.15:
        return replace(one, core=None, core_name=None)
    if kind < 0.25:
        return replace(one, core=None, core_name="外地学校", core_quality=rng.choice([None, True, False]))
    if kind < 0.65:
        return replace(one, name="甲共同体", county_code=town.schools[0].county_code)
    other = rng.choice(town.pairings)
    members = {*one.members, *other.members} - {one.core}
    return replace(one, members=tuple(sorted(members)), mode=other.mode, start=None, end=None, ended=False)


@pytest.fixture(scope="module", params=CASES, ids=[place for place, _ in CASES])
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Town, Town]]:
    place, seed = request.param
    rng, data = random.Random(seed), tmp_path_factory.mktemp(place)
    first = stated(rng, replace(random_town(rng, place), as_of=DAYS[0]), DAYS[0])
    second = replace(spoiled(rng, first), as_of=DAYS[1])
    with registries({"programmes": with_rules(place, [RULES])}):
        for town in (first, second):
            publish_town(data, town)
        yield data, first, second


def found(rows: pd.DataFrame, *columns: str) -> set[tuple[str, ...]]:
    assert rows.attrs["of"] == len(rows)
    return set(rows[list(columns)].itertuples(index=False, name=None))


def test_every_list_equals_the_oracle(case: tuple[Path, Town, Town]) -> None:
    data, before, town = case
    scope = Scope(PROGRAMME)
    expected = {
        "unplaced": quality.unplaced(town), "outside": quality.outside(town), "namesakes": quality.namesakes(town),
    }  # fmt: skip
    for name, codes in expected.items():
        rows = in_folder(data, getattr(queries, name), scope)
        assert set(rows["school_id"]) == codes and len(rows) == len(codes), name
        assert codes, f"the spoiled town has {name}"
    odd = quality.odd_figures(town, before)
    assert found(in_folder(data, queries.odd_figures, scope), "reason", "school_id") == odd
    assert len({reason for reason, _ in odd}) >= 5
    leads = quality.doubtful_leads(town)
    told = {
        (reason, code)
        for reason in LEADS
        for (code,) in found(in_folder(data, queries.doubtful_leads, scope, reason), "partnership_id")
    }
    assert told == leads and len({reason for reason, _ in leads}) == len(LEADS)
    twice = quality.paired_twice(town)
    assert found(in_folder(data, queries.paired_twice, scope), "school_id", "partnership_id") == twice and twice
    counts = dict(in_folder(data, queries.quality_counts, scope).itertuples(index=False, name=None))
    assert counts == {
        **{name: len(codes) for name, codes in expected.items()},
        "odd_figures": len({code for _, code in odd}),
        **{reason: sum(one == reason for one, _ in leads) for reason in LEADS},
        "paired_twice": len({code for code, _ in twice}),
    }


def test_the_first_snapshot_has_no_jumps(case: tuple[Path, Town, Town]) -> None:
    data, before, _ = case
    rows = in_folder(data, queries.odd_figures, Scope(PROGRAMME, before.as_of))
    assert found(rows, "reason", "school_id") == quality.odd_figures(before, None)


def test_what_is_stated_is_counted_by_column_and_area_and_opens_to_its_rows(case: tuple[Path, Town, Town]) -> None:
    data, _, town = case
    scope = Scope(PROGRAMME)
    counts = in_folder(data, queries.completeness, scope)
    assert list(counts["column"].iloc[: len(STATED)]) == list(STATED)
    for area in {area_of(one) for one in town.schools}:
        mine = [one for one in town.schools if area_of(one) == area]
        rows = counts[counts["area_code"] == area].set_index("column")
        assert set(rows["schools"]) == {len(mine)}
        for column, of in (("pupils", "pupils"), ("lon", "lon"), ("is_quality", "quality"), ("town_name", "town_name")):
            assert rows.loc[column, "stated"] == sum(getattr(one, of) is not None for one in mine), column
        for column in ("recording_classrooms", "supervised_on", "is_weak"):
            assert rows.loc[column, "stated"] == sum(getattr(one.facts, column) is not None for one in mine)
        blank = in_folder(data, queries.unstated, Scope(PROGRAMME, None, area), "pupils")
        assert set(blank["school_id"]) == {one.school_id for one in mine if one.pupils is None}
    whole = in_folder(data, queries.unstated, scope, "pupils", page=Page(0, 2))
    assert whole.attrs["of"] == sum(one.pupils is None for one in town.schools) and len(whole) <= 2


def test_an_area_keeps_to_itself_and_pages_are_stretches_of_the_whole(case: tuple[Path, Town, Town]) -> None:
    data, _, town = case
    area = max(
        {area_of(one) for one in town.schools}, key=lambda code: sum(area_of(one) == code for one in town.schools)
    )
    for name in ("unplaced", "outside", "namesakes", "odd_figures", "paired_twice"):
        verb = getattr(queries, name)
        whole = in_folder(data, verb, Scope(PROGRAMME))
        part = in_folder(data, verb, Scope(PROGRAMME, None, area))
        assert list(part["school_id"]) == list(whole[whole["area_code"] == area]["school_id"]), name
        page = in_folder(data, verb, Scope(PROGRAMME), page=Page(1, 2))
        assert list(page["school_id"]) == list(whole["school_id"][1:3]) and page.attrs["of"] == len(whole), name


def test_every_column_of_the_roster_that_may_be_blank_is_counted_or_left_out_on_purpose() -> None:
    left_out = {one.name for one in TABLES["schools"] if one.nullable} - set(STATED)
    assert left_out == {"former_name", "office_id", "managing_school_id", "reported_band", "town_code", "lat", "source"}


def test_a_band_without_a_class_code_is_a_class_stated(tmp_path: Path) -> None:
    rows = [
        school("A", "211402", None, reported_band="乡村"), school("B", "211402", "111"),
        school("C", "211402", None, reported_band=None),
    ]  # fmt: skip
    publish_city(tmp_path, "211400", rows, [pairing("B", "A")])
    with registries({"programmes": with_rules("211400", [RULES])}):
        counts = in_folder(tmp_path, queries.completeness, Scope(PROGRAMME)).set_index("column")
        assert counts.loc["urban_rural_code", "stated"] == 2
        assert list(in_folder(tmp_path, queries.unstated, Scope(PROGRAMME), "urban_rural_code")["school_id"]) == ["C"]
