"""The toy city's figures, every one counted by hand in `toy_city.py`."""

import math
from pathlib import Path

import pytest

from queries import Scope, measures, pairings, units
from tests.folder import in_folder
from tests.queries import toy_city as toy
from tests.queries.city import INDICATOR, counts, pairing, publish_city, registries, school, with_rules

HULUDAO = Scope("huludao-2020")


@pytest.fixture
def huludao(tmp_path: Path) -> Path:
    publish_city(tmp_path, toy.PLACE, toy.SCHOOLS, toy.PAIRINGS, toy.AS_OF)
    return tmp_path


def test_huludao_counts_under_managing_schools_led_by_quality_schools(huludao: Path) -> None:
    found = counts(in_folder(huludao, measures, HULUDAO, INDICATOR))
    units_, covered = toy.UNITS["under_managing_school"], toy.COVERED["quality"]
    assert found == {area: (covered[area], units_[area]) for area in units_}


@pytest.mark.parametrize("lead_rule", toy.COVERED)
@pytest.mark.parametrize("counting_rule", toy.UNITS)
def test_both_counting_rules_and_all_lead_rules_give_the_counts_made_by_hand(
    huludao: Path, counting_rule: str, lead_rule: str
) -> None:
    rules = with_rules(toy.PLACE, [(counting_rule, lead_rule, "镇区+乡村")])
    with registries({"programmes": rules}):
        found = counts(in_folder(huludao, measures, Scope(rules[0]["programme_id"]), INDICATOR))
    more = toy.MORE_SITES_COVERED if counting_rule == "each_site" else {}
    sizes = toy.UNITS[counting_rule]
    assert found == {area: (toy.COVERED[lead_rule][area] + more.get(area, 0), sizes[area]) for area in sizes}


def test_only_village_schools_count_where_rural_means_villages(huludao: Path) -> None:
    # Villages (2xx or reported): B2 (with B3), B4, B8; none; D3-D9; E2-E9; F2 F4 F5; G2 G4 G7.
    # B1 is 镇区, so it is no rural school here and B2 stands for itself and B3.
    rules = with_rules(toy.PLACE, [("under_managing_school", "quality", "乡村")])
    with registries({"programmes": rules}):
        found = counts(in_folder(huludao, measures, Scope(rules[0]["programme_id"]), INDICATOR))
    assert [found[area] for area in (toy.LIANSHAN, toy.NANPIAO, toy.SUIZHONG)] == [(2, 3), (2, 7), (5, 8)]
    assert [found[area] for area in (toy.JIANCHANG, toy.XINGCHENG, toy.PLACE)] == [(2, 3), (1, 3), (12, 24)]


def test_a_county_without_rural_schools_is_there_without_a_value(huludao: Path) -> None:
    found = in_folder(huludao, measures, HULUDAO, INDICATOR).set_index("area_code")
    assert found.loc[toy.LONGGANG, "denominator"] == 0
    assert math.isnan(found.loc[toy.LONGGANG, "value"])
    assert found.loc[toy.PLACE, "value"] == 13 / 29
    assert found.index[0] == toy.PLACE
    assert found.loc[toy.PLACE, "level"] == "place"


def test_the_missing_and_the_covered_are_named(huludao: Path) -> None:
    found = in_folder(huludao, units, HULUDAO, INDICATOR)
    covered = set(found.loc[found["numerator"] == 1, "unit_id"])
    missing = set(in_folder(huludao, units, HULUDAO, INDICATOR, missing=True)["unit_id"])
    assert covered == {"B1", "B4", "D5", "D7", "E2", "E5", "E7", "E8", "E9", "F2", "F3", "F4", "G2"}
    assert missing == {"B5", "B8", "D2", "D3", "D4", "D6", "D8", "D9", "E3", "E4", "E6", "F1", "F5", "G4", "G5", "G7"}
    assert list(found["numerator"]) == sorted(found["numerator"])


def test_a_unit_names_who_leads_it_and_since_when(huludao: Path) -> None:
    found = in_folder(huludao, units, HULUDAO, INDICATOR).set_index("unit_id")
    assert found.loc["B1", "core_names"] == "A1校"
    assert found.loc["D7", "core_names"] == "鞍山一中"
    assert found.loc["E9", "started_on"].isoformat() == "2018-09-01"
    assert found.loc["E9", "core_names"] == "E1校"
    assert found.loc["D6", "core_names"] is None or math.isnan(found.loc["D6", "core_names"])


def test_the_zones_school_counts_once_in_its_host_county(huludao: Path) -> None:
    found = in_folder(huludao, units, Scope("huludao-2020", area=toy.LIANSHAN), INDICATOR)
    assert sorted(found["unit_id"]) == ["B1", "B4", "B5", "B8"]
    assert list(found.loc[found["office_id"] == toy.ZONE, "unit_id"]) == ["B5"]
    assert toy.ZONE not in set(in_folder(huludao, measures, HULUDAO, INDICATOR)["area_code"])


def test_pairings_across_counties_and_cities_are_marked(huludao: Path) -> None:
    found = in_folder(huludao, pairings, HULUDAO)
    assert set(found.loc[found["crosses_area"], "member_id"]) == {"G2", "G3", "G4", "G6"}
    assert set(found.loc[found["crosses_city"], "member_id"]) == {"D7", "D8", "D9"}
    # One degree of latitude is 6371.0088 km × π / 180.
    distances = found.set_index("member_id")["distance_km"]
    assert distances["G2"] == pytest.approx(111.195, abs=0.001)
    assert math.isnan(distances["B2"])


def test_pairings_of_a_county_hold_those_it_leads_and_those_it_receives(huludao: Path) -> None:
    found = in_folder(huludao, pairings, Scope("huludao-2020", area=toy.LIANSHAN))
    assert set(found["member_id"]) == {"B2", "B3", "A2", "B4", "B6", "B7", "G2", "G3", "G6"}
    found = in_folder(huludao, pairings, Scope("huludao-2020", area=toy.XINGCHENG))
    assert set(found["member_id"]) == {"G2", "G3", "G4", "G6"}


def test_pairings_say_whether_they_run_and_whether_they_count(huludao: Path) -> None:
    found = in_folder(huludao, pairings, HULUDAO)
    assert set(found.loc[~found["is_active"], "member_id"]) == {"E3", "E4", "E6", "E9"}
    assert set(found.loc[~found["is_qualifying"], "member_id"]) == {"D4", "D6", "D8", "D9", "G4"}


def test_schools_directly_under_the_city_appear_as_an_area_of_their_own_when_there_are_any(tmp_path: Path) -> None:
    schools = [*toy.SCHOOLS, school("H1", "211400-0", "121"), school("H2", "211400-0", "111")]
    publish_city(tmp_path, toy.PLACE, schools, [*toy.PAIRINGS, pairing("A1", "H1")], toy.AS_OF)
    found = counts(in_folder(tmp_path, measures, HULUDAO, INDICATOR))
    assert found["211400-0"] == (1, 1)
    assert found[toy.PLACE] == (14, 30)


def test_a_school_of_unknown_band_is_no_rural_school(tmp_path: Path) -> None:
    publish_city(tmp_path, toy.PLACE, [school("A", toy.LIANSHAN, None), school("B", toy.LIANSHAN, "220")])
    assert counts(in_folder(tmp_path, measures, HULUDAO, INDICATOR))[toy.PLACE] == (0, 1)
