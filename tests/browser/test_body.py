"""A click inside a page runs the page alone; one that the frame must follow runs all, once; each is one step back."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.browser.watch import asked_in_url, choose, settled, visit

pytestmark = pytest.mark.browser
FRAME, BODY = b"choose_place", b"choose_view"
COUNTY = "county?programme=huludao-2020"


@contextmanager
def heard(tab) -> Iterator[list[bytes]]:
    """Collect what the server says to a tab while the block runs: the page is opened inside it."""
    said: list[bytes] = []
    tab.on("websocket", lambda socket: socket.on("framereceived", lambda frame: said.append(bytes(frame))))
    yield said


def runs(said: list[bytes]) -> tuple[int, int]:
    """Return how often the frame and the body were drawn since the page had settled, and forget them."""
    found = sum(FRAME in frame for frame in said), sum(BODY in frame for frame in said)
    said.clear()
    return found


def view(tab, name: str) -> None:
    tab.locator(".st-key-choose_view").get_by_role("radio", name=re.compile(f"^{name}")).click()
    tab.wait_for_function("words => location.search.includes(words)", arg="view=")
    settled(tab)


def test_a_view_draws_the_body_alone_and_a_county_draws_all_once(sample, tab):
    with heard(tab) as said:
        visit(tab, f"{sample.address}/{COUNTY}")
        assert all(runs(said))
        view(tab, "学校名册")
        assert runs(said) == (0, 1)
        tab.get_by_role("button", name=re.compile("^建昌县")).click()
        tab.get_by_role("heading", level=1, name=re.compile("建昌县")).wait_for()
        settled(tab)
        assert runs(said) == (1, 1)


def test_each_click_is_one_step_back(sample, tab):
    visit(tab, f"{sample.address}/{COUNTY}&view=missing")
    first, steps = asked_in_url(tab), tab.evaluate("history.length")
    view(tab, "学校名册")
    tab.get_by_role("button", name=re.compile("^建昌县")).click()
    tab.wait_for_function("words => location.search.includes(words)", arg="area=211422")
    settled(tab)
    choose(tab, "place", "淄博市")
    assert asked_in_url(tab)["programme"] == "zibo-2019"
    assert tab.evaluate("history.length") == steps + 3
    tab.go_back()
    tab.get_by_role("heading", level=1, name=re.compile("建昌县")).wait_for()
    settled(tab)
    assert asked_in_url(tab)["view"] == "roster"
    tab.go_back()
    tab.get_by_role("heading", level=1, name=re.compile("葫芦岛市")).wait_for()
    tab.go_back()
    tab.wait_for_function("words => location.search.includes(words)", arg="view=missing")
    settled(tab)
    assert asked_in_url(tab) == first
    chosen = tab.locator(".st-key-choose_view").get_by_role("radio", checked=True)
    expect(chosen).to_have_text(re.compile("^未结对"))
