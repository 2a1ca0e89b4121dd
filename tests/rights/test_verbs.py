"""Every verb asked by the wrong user: of another county, another place, the whole place; by name and by figure."""

import inspect
from datetime import date

import pytest

import queries
from data.paths import PROJECT
from data.rights import NOBODY, RefusedError, acting
from queries import Page, Scope
from queries.engine.access import BOUNDED, FIGURES, OF_AREA, OF_ONE
from queries.engine.pool import engine
from queries.sql_files import names, statement
from tests.rights import people
from tests.rights.people import COUNTY, COUNTY_VIEWER, ELSEWHERE, OTHER, OWN, PLACE, STRANGER, VIEWER

PROGRAMME, INDICATOR, SINCE = "huludao-2020", "rural_pairing_coverage", date(2020, 12, 31)
FOREIGN = "zibo-2019"
# What each verb is asked beside its scope; a school and a partnership stand for themselves.
ASKED = {
    "activities": (), "area_towns": (), "area_values": (), "chains": (), "change_counts": (SINCE,), "area_trend": (INDICATOR,),
    "figure_change_units": (SINCE, INDICATOR, "entered"), "figure_changes": (SINCE, INDICATOR), "flows": (), "funds": (),
    "goal_years": (), "judged_areas": (), "map_pairings": (), "map_schools": (), "measures": (INDICATOR,), "progress_since": (SINCE,),
    "changed_areas": (SINCE,), "figures_since": (SINCE,), "nearest": ("school",), "neighbours": ("school",),
    "own_line": ("HL-1", INDICATOR), "pairings": (), "partnership": ("partnership",),
    "partnership_activities": ("partnership",), "partnership_changes": (SINCE,), "partnership_funds": ("partnership",),
    "partnership_members": ("partnership",), "partnership_modes": (), "partnerships": (), "profile": (), "progress": (),
    "rosters": (), "school": ("school",), "school_changes": (SINCE,), "school_facts": ("school",),
    "school_partnerships": ("school",), "schools": (), "search": ("小学",), "topic_groups": ("modes",),
    "topic_rows": ("activities",), "towns": (INDICATOR,), "trend": (INDICATOR,), "unit_counts": (INDICATOR,),
    "units": (INDICATOR,), "completeness": (), "doubtful_leads": ("no_core",), "namesakes": (), "odd_figures": (),
    "outside": (), "paired_twice": (), "quality_counts": (), "unplaced": (), "unstated": ("pupils",),
}  # fmt: skip
ONE = {verb for verb, asked in ASKED.items() if asked in (("school",), ("partnership",))}
PUBLISHED = {
    *(
        "area_values",
        "area_trend",
        "flows",
        "goal_years",
        "judged_areas",
        "measures",
        "progress_since",
        "changed_areas",
        "figures_since",
    ),
    *("own_line", "partnership_modes", "profile", "progress", "rosters", "trend", "unit_counts"),
}
NAMED = sorted(set(ASKED) - PUBLISHED - ONE - {"search"})
PARTNERS = {"core_name", "core_names", "core_school_id", "member_id", "member_name", "partnership_name"}


@pytest.fixture(scope="module", autouse=True)
def data(tmp_path_factory):
    """The sample's two cities, with a register beside them."""
    folder = tmp_path_factory.mktemp("rights")
    (folder / "snapshots").mkdir()
    for place in (PLACE, ELSEWHERE):
        (folder / "snapshots" / f"place={place}").symlink_to(PROJECT / "data" / "snapshots" / f"place={place}")
    people.register(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIANXIAO_DATA", str(folder))
        yield folder


def schools_of(area):
    """Return the codes and names of an area's schools."""
    found = queries.schools(Scope(PROGRAMME, None, area))
    return {*found["school_id"], *found["name"]}


def of_area(area):
    """Return a school and a partnership that an area has to itself."""
    found = queries.pairings(Scope(PROGRAMME, None, area))
    alone = found[~found["crosses_area"] & ~found["crosses_city"]].iloc[0]
    return {"school": alone["member_id"], "partnership": alone["partnership_id"]}


def ask(verb, scope, one=None):
    return getattr(queries, verb)(scope, *((one or {}).get(word, word) for word in ASKED[verb]))


def test_every_verb_that_takes_a_scope_is_tried():
    taking = {
        name for name in queries.__all__
        if inspect.isfunction(found := getattr(queries, name)) and "scope" in inspect.signature(found).parameters
    }  # fmt: skip
    assert taking - {"seen_on"} == set(ASKED)


def test_every_list_is_entered_and_nothing_else():
    entered = [*FIGURES, *OF_AREA, *BOUNDED, *(name for lists in OF_ONE.values() for name in lists)]
    building = {"totals", "names_in_use"}
    assert sorted(entered) == sorted(set(names("lists")) - building)
    assert all("$area" in statement(f"lists/{name}") for name in OF_AREA)
    assert all("$within" in statement(f"lists/{name}") for name in BOUNDED)


def refusals(user, scope, verbs=tuple(ASKED), one=None):
    """Return by verb with what a user is refused it in a scope; None where it answers."""
    found = {}
    for verb in verbs:
        with acting(user):
            try:
                ask(verb, scope, one or {"school": "x", "partnership": "x"})
            except RefusedError as refused:
                found[verb] = refused
            else:
                found[verb] = None
    return found


@pytest.mark.parametrize("user", [NOBODY, STRANGER], ids=lambda user: user.who)
def test_who_is_not_registered_is_told_nothing(user):
    assert [verb for verb, refused in refusals(user, Scope(PROGRAMME)).items() if not refused] == []


@pytest.mark.parametrize("user", [VIEWER, people.CITY, COUNTY, COUNTY_VIEWER], ids=lambda user: user.who)
def test_of_another_city_nothing_is_told(user):
    since = queries.snapshots(ELSEWHERE)["as_of"].iloc[-1]
    assert [verb for verb, refused in refusals(user, Scope(FOREIGN, since)).items() if not refused] == []


@pytest.mark.parametrize("area", [OTHER, None, PLACE])
@pytest.mark.parametrize("user", [COUNTY, COUNTY_VIEWER], ids=lambda user: user.who)
def test_names_of_another_county_or_of_all_are_refused(area, user):
    for verb in NAMED:
        ask(verb, Scope(PROGRAMME, None, area or OWN))  # fills the memory of answers with what others may see
    found = refusals(user, Scope(PROGRAMME, None, area), NAMED)
    assert [verb for verb, refused in found.items() if not refused] == []
    assert [verb for verb, one in found.items() if "建昌县" not in one.zh or "Jianchang" not in one.en] == []


def test_a_school_or_partnership_of_another_county_is_refused():
    one = of_area(OTHER)
    may_be_empty = {"partnership_activities", "partnership_funds", "nearest"}
    assert {verb for verb in ONE if not len(ask(verb, Scope(PROGRAMME), one))} <= may_be_empty
    found = refusals(COUNTY, Scope(PROGRAMME, None, OWN), ONE, one)
    assert [verb for verb, refused in found.items() if not refused or refused.area != OTHER] == []
    with acting(COUNTY):
        unknown = {"school": "—", "partnership": "—"}
        assert [verb for verb in ONE if len(ask(verb, Scope(PROGRAMME, None, OWN), unknown))] == []


@pytest.mark.parametrize("area", [OTHER, None])
def test_figures_of_the_whole_place_are_published(area):
    scope = Scope(PROGRAMME, None, area)
    with acting(COUNTY):
        mine = {verb: str(ask(verb, scope)) for verb in PUBLISHED}
    assert [verb for verb in PUBLISHED if mine[verb] != str(ask(verb, scope))] == []


def test_what_a_county_is_told_names_nobody_elses_school():
    """Beside its own schools only the partner of a pairing that crosses the border is named."""
    one = of_area(OWN)
    elsewhere = {
        code for area in queries.places(PLACE)["area_code"] if area not in (OWN, PLACE) for code in schools_of(area)
    }
    with acting(COUNTY):
        answers = {verb: ask(verb, Scope(PROGRAMME, None, OWN), one) for verb in ASKED}
    tables = {verb: found for verb, found in answers.items() if hasattr(found, "columns")}
    told = {
        verb: {str(value) for name in found.columns if name not in PARTNERS for value in found[name]}
        for verb, found in tables.items()
    }
    assert len(tables) > 30
    assert {verb: names & elsewhere for verb, names in told.items() if names & elsewhere} == {}


def test_a_county_is_told_its_own_in_full():
    scope = Scope(PROGRAMME, None, OWN)
    every, units = queries.schools(scope), queries.units(scope, INDICATOR, page=Page(0, 5))
    with acting(COUNTY):
        assert queries.schools(scope).equals(every)
        assert queries.units(scope, INDICATOR, page=Page(0, 5)).attrs["of"] == units.attrs["of"]


def test_search_and_neighbours_stay_inside():
    scope, words = Scope(PROGRAMME), "小学"
    assert set(queries.search(scope, words)["area_code"]) > {OWN}
    with acting(COUNTY):
        assert set(queries.search(scope, words)["area_code"]) == {OWN}
        assert queries.search(scope, "绥中").empty
        for school in queries.schools(Scope(PROGRAMME, None, OWN))["school_id"][:8]:
            around = [queries.nearest(scope, school), queries.neighbours(scope, school)]
            assert all(set(found["area_code"]) <= {OWN} for found in around)


def test_a_shared_partnership_is_open_and_names_the_countys_own_members():
    whole = queries.pairings(Scope(PROGRAMME))
    shared = whole[whole["crosses_area"] & (whole["member_area_code"] == OWN)]
    assert len(shared)
    scope, code = Scope(PROGRAMME, None, OWN), shared["partnership_id"].iloc[0]
    with acting(COUNTY):
        assert len(queries.partnership(scope, code))
        assert set(queries.partnership_members(scope, code)["area_code"]) == {OWN}


def test_only_the_places_one_may_see_are_there():
    for user, places in (
        (people.CHIEF, {PLACE, ELSEWHERE}),
        (people.CITY, {PLACE}),
        (COUNTY, {PLACE}),
        (STRANGER, set()),
    ):
        with acting(user):
            assert {row["place_code"] for row in queries.programmes()} == places


def test_what_one_was_told_is_not_kept_for_another():
    scope, answers = Scope(PROGRAMME), engine().answers
    answers.cache_clear()
    with acting(COUNTY):
        bounded = queries.search(scope, "小学")
    assert int(queries.search(scope, "小学")["found"].iloc[0]) > int(bounded["found"].iloc[0])
