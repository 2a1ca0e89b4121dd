"""What of a figure's change is real: sites folded into their managing school, facts left blank; towns counted by hand."""

from datetime import date
from pathlib import Path

import pytest

import queries
from data.registry.rows import registry
from queries import Scope
from queries.changes import deciding_facts
from tests.folder import in_folder
from tests.oracles.changed import OF_COUNTY, OWN
from tests.queries.city import pairing, publish_city, school

BEFORE, PLACE, SCOPE = date(2019, 12, 31), "211400", Scope("huludao-2020")  # folds; the core must be a quality school
COVERAGE, COUNTY = "rural_pairing_coverage", "211402"
CORE = school("Q", COUNTY, "111", is_quality=True)
CENTRE = school("M", COUNTY, "121")
HELPED, HELPED_BOTH = [pairing("Q", "T")], [pairing("Q", "T", "M")]


def point(managing: str | None = None, code: str = "220", school_id: str = "T", **more: object) -> dict[str, object]:
    return school(school_id, COUNTY, code, "教学点", managing_school_id=managing, **more)


def parts(data: Path, indicator: str = COVERAGE, area: str | None = None) -> dict[str, list[float]]:
    """Return the parts that hold units: units, change of the numerator, change of the denominator."""
    found = in_folder(data, queries.figure_changes, Scope(SCOPE.programme, area=area), BEFORE, indicator)
    for row in found[found["units"] > 0].itertuples():
        listed = in_folder(
            data, queries.figure_change_units, Scope(SCOPE.programme, area=area), BEFORE, indicator, row.part
        )
        assert len(listed) == (row.up + row.down if row.part == "stayed" else row.units)
    figures = [in_folder(data, queries.measures, Scope(SCOPE.programme, day), indicator) for day in (BEFORE, None)]
    for end, figure in zip(("_before", ""), figures, strict=True):
        here = queries.figure_of(figure, area or PLACE)
        assert [found[f"numerator{end}"].sum(), found[f"denominator{end}"].sum()] == list(
            here[["numerator", "denominator"]]
        )
    return {
        row.part: [row.units, row.numerator - row.numerator_before, row.denominator - row.denominator_before]
        for row in found[found["units"] > 0].itertuples()
    }


def two_years(data: Path, before: list, after: list, pairs: list, later_pairs: list | None = None) -> None:
    publish_city(data, PLACE, [CORE, *before], pairs, as_of=BEFORE)
    publish_city(data, PLACE, [CORE, *after], pairs if later_pairs is None else later_pairs)


def test_a_helped_point_folded_into_its_school_is_no_real_change(tmp_path):
    two_years(tmp_path, [CENTRE, point()], [CENTRE, point("M")], HELPED)
    assert parts(tmp_path) == {"reclassified": [2, 0, -1]}, "it goes, and its school takes its state over"


def test_a_helped_point_that_counts_by_itself_again_is_no_real_change(tmp_path):
    two_years(tmp_path, [CENTRE, point("M")], [CENTRE, point()], HELPED)
    assert parts(tmp_path) == {"reclassified": [2, 0, 1]}


def test_a_point_that_changes_hands_takes_its_help_along(tmp_path):
    other = school("N", COUNTY, "121")
    two_years(tmp_path, [CENTRE, other, point("M")], [CENTRE, other, point("N")], HELPED)
    assert parts(tmp_path) == {"reclassified": [2, 0, 0]}


def test_a_point_that_is_urban_now_leaves_its_unit_by_class(tmp_path):
    two_years(tmp_path, [CENTRE, point("M")], [CENTRE, point("M", "111")], HELPED)
    assert parts(tmp_path) == {"reclassified": [1, -1, 0]}


def test_help_that_the_school_would_have_had_without_the_fold_is_real(tmp_path):
    two_years(tmp_path, [CENTRE, point()], [CENTRE, point("M")], HELPED, HELPED_BOTH)
    assert parts(tmp_path) == {"stayed": [1, 1, 0], "reclassified": [1, -1, -1]}


def test_a_point_that_is_folded_and_helped_in_one_year_is_real_since_a_partnership_changed(tmp_path):
    two_years(tmp_path, [CENTRE, point()], [CENTRE, point("M")], [], HELPED)
    assert parts(tmp_path) == {"stayed": [1, 1, 0], "reclassified": [1, 0, -1]}


@pytest.mark.parametrize("after", [[CENTRE], [CENTRE, point("M", school_id="T2")]])
def test_a_helped_point_that_closed_takes_its_help_with_it_for_real(after, tmp_path):
    two_years(tmp_path, [CENTRE, point("M")], after, HELPED, [])
    assert parts(tmp_path) == {"stayed": [1, -1, 0]}


def test_a_fold_is_followed_through_new_codes(tmp_path):
    before = [school("M", COUNTY, "121", name="中心校"), point(name="甲点")]
    after = [school("M2", COUNTY, "121", name="中心校"), point("M2", school_id="T2", name="甲点")]
    two_years(tmp_path, before, after, HELPED, [pairing("Q", "T2")])
    assert parts(tmp_path) == {"reclassified": [2, 0, -1]}


def test_a_band_nobody_states_any_more_is_a_matter_of_reporting(tmp_path):
    two_years(tmp_path, [CENTRE, school("A", COUNTY, "220")], [CENTRE, school("A", COUNTY, None)], [])
    assert parts(tmp_path) == {"stayed": [1, 0, 0], "reporting": [1, 0, -1]}


@pytest.mark.parametrize("is_later", [True, False])
@pytest.mark.parametrize("stage", ["小学", "高中"])
def test_years_left_blank_are_reporting_whatever_became_of_the_class(stage, is_later, tmp_path):
    told = [school("A", COUNTY, "220", principal_years=12), school("A", COUNTY, "121", stage)]
    other = school("B", COUNTY, "220", principal_years=3)
    one, two = told[:: 1 if is_later else -1]
    two_years(tmp_path, [other, one], [other, two], [])
    step = -1 if is_later else 1
    assert parts(tmp_path, "principal_rotation") == {"stayed": [1, 0, 0], "reporting": [1, step, step]}


def test_years_known_at_both_leave_with_the_class(tmp_path):
    told = [school("A", COUNTY, "220", stage, principal_years=12) for stage in ("小学", "高中")]
    two_years(tmp_path, told[:1], told[1:], [])
    assert parts(tmp_path, "principal_rotation") == {"reclassified": [1, -1, -1]}


@pytest.mark.parametrize(("after", "part"), [(None, "reporting"), (False, "reclassified")])
def test_a_county_seat_nobody_states_any_more_is_not_decided(after, part, tmp_path):
    told = [school("A", COUNTY, "121", is_county_seat=seat, arts_pe_full=True) for seat in (True, after)]
    two_years(tmp_path, told[:1], told[1:], [])
    assert parts(tmp_path, "arts_pe_courses_seat") == {"stayed": [1, 0, 0], part: [1, -1, -1]}


@pytest.mark.parametrize(("after", "part"), [(None, "reporting"), (False, "left")])
def test_the_last_weak_school_of_a_county_is_no_longer_weak_or_nobody_says(after, part, tmp_path):
    told = [school("A", COUNTY, "121", is_weak=weak) for weak in (True, after)]
    two_years(tmp_path, told[:1], told[1:], [])
    assert parts(tmp_path, "weak_school_plan") == {part: [1, 0, -1]}


def test_who_moves_leaves_its_county_by_area_and_the_place_not_at_all(tmp_path):
    told = [school("A", county, "121", principal_years=years) for county, years in ((COUNTY, 12), ("211403", 12))]
    two_years(tmp_path, told[:1], told[1:], [])
    assert parts(tmp_path, "principal_rotation", COUNTY) == {"reclassified": [1, -1, -1]}
    assert parts(tmp_path, "principal_rotation") == {"stayed": [1, 0, 0]}


def test_the_facts_that_decide_are_those_of_the_oracle():
    named = {
        row["indicator_id"]: set(deciding_facts(row["indicator_id"])) - {"own.band"} for row in registry("indicators")
    }
    expected = {one: {f"own.{fact.replace('quality', 'is_quality')}" for fact in facts} for one, facts in OWN.items()}
    for one, fact in OF_COUNTY.items():
        expected[one] = expected.get(one, set()) | {f"county.{fact}"}
    assert {one: facts for one, facts in named.items() if facts} == expected
