"""The search box beside every page: results are links with names as text, and the page is left alone."""

import re

import pytest

from tests.pages.published import MARKUP
from tests.pages.screens import COUNTY, OVERVIEW, opened, troubles


def results(at) -> str:
    bodies = [element.proto.body for element in at.sidebar if element.type == "html"]
    return next((body for body in bodies if "<ol" in body), "")


def typed(at, words: str):
    return at.sidebar.text_input(key="search_words").set_value(words).run()


@pytest.mark.parametrize("script", [OVERVIEW, COUNTY])
def test_a_result_leads_to_its_page_and_keeps_the_choices(show, script):
    at = typed(opened(script, **show("sample"), date="2020-12-31"), "hongluoxian")
    assert troubles(at) == []
    links = re.findall(r'href="([^"]+)"', results(at))
    assert links and all("programme=huludao-2020" in one and "date=2020-12-31" in one for one in links[:1])
    assert any(one.startswith("county?") for one in links) and any(one.startswith("school?") for one in links)


def test_hostile_names_come_out_as_text(show):
    at = typed(opened(OVERVIEW, **show("hostile")), "<img")
    assert "&lt;img src=x onerror=alert(1)&gt;" in results(at)
    assert MARKUP not in results(at)


@pytest.mark.parametrize("words", ["没有这个名字", "<b>x</b>"])
def test_nothing_found_says_so_with_the_words_as_text(show, words):
    at = typed(opened(OVERVIEW, **show("sample")), words)
    said = [element.proto.body for element in at.sidebar if element.type == "html"]
    assert results(at) == "" and not any("<b>x</b>" in body for body in said)
    assert any("没有找到" in body for body in said)


def test_a_school_of_another_date_is_marked_and_opens_at_that_date(show):
    found = results(typed(opened(OVERVIEW, **show("sample"), date="2023-12-31"), "2121100040"))
    assert "⚑" in found and "2021-12-31" in found
    assert "date=2021-12-31" in re.findall(r'href="([^"]+)"', found)[0]
