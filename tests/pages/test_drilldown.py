"""The pages of one community and one school: they name what the verbs return, link to it, and take no name for markup."""

from datetime import date

import pytest

import queries
from queries import Scope
from tests.pages.published import LINK, MARKUP
from tests.pages.screens import LANGUAGES, elements, opened, troubles, words
from views.panels.partnership import months

PARTNERSHIP, SCHOOL = "pages/explore/partnership.py", "pages/explore/school.py"


def drawn(at) -> str:
    return "".join(element.proto.body for element in elements(at) if element.type == "html")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scene", ["sample", "sample_zibo", "kaiyuan"])
def test_a_community_links_to_each_of_its_members_and_each_member_back(show, scene, language):
    asked = {"lang": language, **show(scene)}
    scope = Scope(asked["programme"])
    code = queries.partnerships(scope)["partnership_id"][0]
    at = opened(PARTNERSHIP, partnership=code, **asked)
    assert troubles(at) == []
    members = queries.partnership_members(scope, code)
    for member in members["school_id"]:
        assert f"school={member}&amp;partnership={code}" in drawn(at)
    one = opened(SCHOOL, school=members["school_id"][0], partnership=code, **asked)
    assert troubles(one) == []
    for near in queries.nearest(scope, members["school_id"][0])["school_id"]:
        assert f"school={near}" in drawn(one)
    assert f"partnership={code}" in drawn(one)


@pytest.mark.parametrize("code", ["A", "B", "C", "D", "E", "Q"])
def test_a_hostile_name_is_text_on_the_page_of_its_school(show, code):
    at = opened(SCHOOL, school=code, **show("hostile"))
    assert troubles(at) == []
    assert "<img src=x" not in drawn(at)
    said = [element.proto.body for element in at.main if element.type in ("markdown", "caption")]
    assert not [body for body in said if "evil" in body or MARKUP in body]


@pytest.mark.parametrize("code", ["211400-001", "211400-002", MARKUP, LINK])
def test_a_hostile_community_and_a_hostile_id_are_text(show, code):
    for script, key in ((PARTNERSHIP, "partnership"), (SCHOOL, "school")):
        at = opened(script, **{key: code}, **show("hostile"))
        assert troubles(at) == [] and "<img src=x" not in drawn(at)


def test_what_only_another_date_lists_is_linked_to_that_date(show):
    asked = show("sample")
    known = set(queries.partnerships(Scope("huludao-2020", date(2018, 12, 31)))["partnership_id"])
    later = [code for code in queries.partnerships(Scope("huludao-2020"))["partnership_id"] if code not in known]
    at = opened(PARTNERSHIP, partnership=later[0], date="2018-12-31", **asked)
    assert troubles(at) == []
    assert any(later[0] in text for text in words(at))
    assert "date=2023-12-31" in drawn(at)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2019, 9, 1), date(2019, 9, 30), 1),
        (date(2019, 9, 1), date(2023, 12, 31), 52),
        (date(2019, 9, 15), date(2020, 9, 13), 11),
        (date(2019, 9, 15), date(2020, 9, 14), 12),
    ],
)
def test_a_month_counts_when_it_is_whole(start, end, expected):
    assert months(start, end) == expected
