"""The quality page: every check opens to its rows, whose names lead on; a share of the matrix opens to who leaves it blank."""

import html
import re

import pytest

import queries
from queries import Scope
from tests.pages.published import MARKUP
from tests.pages.screens import LANGUAGES, opened, prose, troubles, words
from tests.queries.city import pairing, publish_city, school

QUALITY = "pages/manage/quality.py"


@pytest.fixture
def spoiled(tmp_path, monkeypatch):
    """A folder in which every check finds something; the names are markup."""
    monkeypatch.setenv("LIANXIAO_DATA", str(tmp_path))
    far = {"lon": 117.0, "lat": 36.0}
    schools = [
        school("A", "211402", "220", name=MARKUP, pupils=0, teachers=3), school("B", "211402", "220", name=MARKUP, **far),
        school("C", "211402", "111", name="丙", is_quality=False, pupils=500, teachers=0),
        school("D", "211403", "111", name="丁", is_quality=None, pupils=100, teachers=5),
    ]  # fmt: skip
    pairings = [
        pairing("C", "A", name="甲共同体", county_code="211402"), pairing("D", "A", "B", name="甲共同体", county_code="211402"),
        pairing(None, "B", core_name=None),
    ]  # fmt: skip
    publish_city(tmp_path, "211400", schools, pairings)
    return {"programme": "huludao-2020"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("check", queries.CHECKS)
def test_each_check_counts_and_lists_its_rows_with_links(spoiled, check, language):
    found = dict(queries.quality_counts(Scope("huludao-2020")).itertuples(index=False, name=None))
    assert found[check] > 0
    at = opened(QUALITY, **spoiled, check=check, lang=language)
    assert troubles(at) == [] and at.query_params["check"] == check
    assert any(option.endswith(f" {found[check]}") for option in at.button_group(key="choose_check").options)
    table = next(one.proto.body for one in at.get("html") if 'class="linked"' in one.proto.body)
    links = [html.unescape(one) for one in re.findall(r'href="([^"]+)"', table)]
    assert links and all(one.startswith(("school?", "partnership?")) for one in links)
    assert MARKUP not in table and "nan" not in prose(table)


def test_a_share_leads_to_the_schools_that_leave_the_column_blank(spoiled):
    at = opened(QUALITY, **spoiled)
    matrix = next(one.proto.body for one in at.get("html") if 'class="stated"' in one.proto.body)
    links = [html.unescape(one) for one in re.findall(r'href="([^"]+)"', matrix)]
    assert any("column=pupils" in one and "where=211402" in one for one in links)
    there = opened(QUALITY, **spoiled, check="completeness", column="pupils", where="211402")
    table = next(one.proto.body for one in there.get("html") if 'class="linked"' in one.proto.body)
    assert table.count("<tr>") == 2 and html.escape(MARKUP) in table, "the header and the one school that says nothing"
    assert "自动录播教室数" in " ".join(words(there)), "columns nobody states are named"


def test_an_area_keeps_to_itself(spoiled):
    at = opened(QUALITY, **spoiled, area="211403", check="unplaced")
    assert troubles(at) == [] and "丁" in " ".join(words(at)) and "丙" not in " ".join(words(at))
