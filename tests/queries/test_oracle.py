"""Random towns of all five places: every verb agrees with the plain-Python oracle and with the others."""

import tempfile
from itertools import product
from pathlib import Path

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.registry.rows import areas
from queries import Scope, measures, pairings, schools, units
from tests.folder import in_folder
from tests.oracle import COUNTING_RULES, LEAD_RULES, RURAL_SCOPES, Coverage, coverage
from tests.queries.city import INDICATOR, counts, publish_town, registries, with_rules
from tests.towns import Town, towns

RULES = tuple(product(COUNTING_RULES, LEAD_RULES, RURAL_SCOPES))
some_rules = st.lists(st.sampled_from(RULES), min_size=3, max_size=3, unique=True)
many = settings(deadline=None, max_examples=8, database=None, suppress_health_check=[HealthCheck.too_slow])
few = settings(many, max_examples=6)


def programme_of(rules: tuple[str, str, str]) -> str:
    return " ".join(rules)


def check_measures(found: pd.DataFrame, expected: Coverage, place: str) -> None:
    figures = counts(found)
    assert figures.pop(place) == expected.place
    assert {area: count for area, count in figures.items() if count[1]} == expected.by_area
    assert (sum(n for n, _ in figures.values()), sum(d for _, d in figures.values())) == expected.place
    assert found["value"].isna().equals(found["denominator"] == 0)
    rows = [row for row in areas().values() if row["place_code"] == place and row["parent_code"] == place]
    always = {row["area_code"] for row in rows if row["level"] in ("county", "township")}
    assert always <= set(figures)
    assert set(figures) - always <= {f"{place}-0"}


def check_units(scope: Scope, data: Path, expected: Coverage) -> pd.DataFrame:
    listed = in_folder(data, units, scope, INDICATOR)
    covered, missing = listed[listed["numerator"] == 1], listed[listed["numerator"] == 0]
    assert set(missing["unit_id"]) == expected.missing
    assert set(covered["unit_id"]) == expected.covered
    assert len(covered) + len(missing) == len(listed) == expected.place[1]
    assert covered["core_names"].notna().all()
    assert missing["core_names"].isna().all()
    return listed


@given(town=towns(), chosen=some_rules)
@many
def test_figures_and_lists_equal_the_oracle_under_every_rule(town: Town, chosen: list[tuple[str, str, str]]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        registries({"programmes": with_rules(town.place, chosen)}),
    ):
        data = Path(folder)
        publish_town(data, town)
        for rules in chosen:
            check_measures(
                in_folder(data, measures, Scope(programme_of(rules)), INDICATOR), coverage(town, *rules), town.place
            )
        expected = coverage(town, *chosen[0])
        named = check_units(Scope(programme_of(chosen[0])), data, expected)
        sums = named.groupby("area_code")[["numerator", "denominator"]].sum()
        assert {row.Index: (row.numerator, row.denominator) for row in sums.itertuples()} == expected.by_area


@given(town=towns(), draw=st.data())
@few
def test_an_area_filter_gives_the_slice_of_the_whole(town: Town, draw: st.DataObject) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        registries({"programmes": with_rules(town.place, RULES[:1])}),
    ):
        data, programme = Path(folder), programme_of(RULES[0])
        publish_town(data, town)
        listed, roster = in_folder(data, units, Scope(programme), INDICATOR), in_folder(data, schools, Scope(programme))
        missing = in_folder(data, units, Scope(programme), INDICATOR, missing=True)
        assert list(missing["unit_id"]) == list(listed.loc[listed["numerator"] < listed["denominator"], "unit_id"])
        assert set(roster["school_id"]) == {school.school_id for school in town.schools}
        arcs = in_folder(data, pairings, Scope(programme))
        assert len(arcs) == sum(len(set(pairing.members)) for pairing in town.pairings)
        shown = list(in_folder(data, measures, Scope(programme), INDICATOR)["area_code"].iloc[1:])
        for area in draw.draw(st.lists(st.sampled_from(shown), min_size=2, max_size=2, unique=True)):
            scope = Scope(programme, area=area)
            slices = (
                (in_folder(data, units, scope, INDICATOR), listed[listed["area_code"] == area]),
                (in_folder(data, schools, scope), roster[roster["area_code"] == area]),
                (
                    in_folder(data, pairings, scope),
                    arcs[(arcs["core_area_code"] == area) | (arcs["member_area_code"] == area)],
                ),
            )
            for found, expected in slices:
                pd.testing.assert_frame_equal(found, expected.reset_index(drop=True), check_dtype=False)


@given(town=towns("211400"))
@few
def test_the_roster_knows_each_sites_unit_and_each_cores_pairings(town: Town) -> None:
    with tempfile.TemporaryDirectory() as folder, registries({}):
        data = Path(folder)
        publish_town(data, town)
        expected = coverage(town, "under_managing_school", "quality")
        roster = in_folder(data, schools, Scope("huludao-2020"))
        sites = roster[roster["unit_id"].notna()]
        assert dict(zip(sites["school_id"], sites["unit_id"], strict=True)) == expected.unit_of
        assert set(sites.loc[sites["is_covered"].astype(bool), "unit_id"]) == expected.covered
        arcs = in_folder(data, pairings, Scope("huludao-2020"))
        led = arcs[arcs["is_active"]].groupby("core_school_id")["partnership_id"].nunique()
        leading = roster.loc[roster["leads"] > 0].set_index("school_id")["leads"]
        assert leading.to_dict() == led.to_dict()
