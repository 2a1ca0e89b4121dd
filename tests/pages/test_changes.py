"""The changes page: an answer in a line, parts that add up on screen, lists whose names are links and text."""

import html
import re

import pytest

from tests.pages.published import MARKUP
from tests.pages.screens import opened, prose, troubles, words

CHANGES = "pages/explore/changes.py"


def bodies(at) -> list[str]:
    return [element.proto.body for element in at.main if element.type == "html"]


@pytest.mark.parametrize(("language", "net"), [("zh_CN", "学校净减 24 所"), ("en", "24 fewer schools")])
def test_the_answer_names_the_span_the_schools_and_what_is_real(show, language, net):
    at = opened(CHANGES, **show("sample"), lang=language, since="2018-12-31", date="2023-12-31")
    assert troubles(at) == []
    said = " ".join(words(at))
    assert net in said and "18.3%" in said and "78.5%" in said
    assert "+60.2" in said and "+60.5" in said and "−0.2" in said, "the whole, the real part, the reclassification"


def test_the_default_is_the_snapshot_before(show):
    at = opened(CHANGES, **show("sample"), date="2020-12-31")
    assert at.query_params["since"] == "2020-04-20"


def test_the_earliest_snapshot_says_that_there_is_nothing_before(show):
    at = opened(CHANGES, **show("sample"), date="2018-12-31")
    assert troubles(at) == [] and len(at.info) == 1 and "2018-12-31" in at.info[0].value


@pytest.mark.parametrize("kind", ["merged", "renamed", "rebanded", "begun", "joined", "left", "figures"])
def test_each_kind_opens_to_rows_that_link_to_their_pages(show, kind):
    at = opened(CHANGES, **show("sample"), since="2018-12-31", date="2023-12-31", change=kind)
    assert troubles(at) == []
    if kind == "figures":
        assert any("县区方案备案率" in body for body in bodies(at))
        return
    links = [html.unescape(one) for body in bodies(at) for one in re.findall(r'href="([^"]+)"', body)]
    page = "partnership?" if kind in ("begun", "joined", "left") else "school?"
    assert any(one.startswith(page) and "programme=huludao-2020" in one for one in links)
    gone = kind in ("merged", "left")
    assert any(f"date={'2018-12-31' if gone else '2023-12-31'}" in one for one in links)


def test_an_area_keeps_to_itself(show):
    at = opened(CHANGES, **show("sample"), since="2018-12-31", date="2023-12-31", area="211422", change="merged")
    assert troubles(at) == []
    assert not any("绥中" in cell for body in bodies(at) if "<table" in body for cell in [prose(body)])


def test_hostile_names_stay_text(show, monkeypatch, tmp_path):
    from tests.queries.city import publish_city, school
    from tests.queries.test_changes_by_hand import BEFORE

    monkeypatch.setenv("LIANXIAO_DATA", str(tmp_path))
    publish_city(tmp_path, "211400", [school("B", "211402", "220")], as_of=BEFORE)
    publish_city(tmp_path, "211400", [school("B", "211402", "220"), school("A", "211402", "220", name=MARKUP)])
    at = opened(CHANGES, programme="huludao-2020", change="opened")
    assert troubles(at) == []
    assert any(html.escape(MARKUP) in body for body in bodies(at)) and not any(MARKUP in body for body in bodies(at))
