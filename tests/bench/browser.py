"""Click → drawn in a real Chromium, one click here, one on the empty page, and what a page sends."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Error, sync_playwright

from tests.bench.pages import FILTER_BYTES, PAGE_BYTES, Stop
from tests.bench.report import Row, timed
from tests.bench.servers import Server
from tests.bench.tab import Tab, pick_choice, pick_radio
from tests.browser.conftest import ARGUMENTS, NAMES

AT_SIZE, COUNTY_GROWTH = 1.5, 1.3  # a page's click against the same page's at city size
PEER = 0.9  # the county page's click against the peer's


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run the system's Chromium."""
    path = next(found for found in map(shutil.which, NAMES) if found)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def in_turn(tabs: Sequence[Tab], repeats: int) -> list[list[float]]:
    """Return the clicks of each tab, taken in turn; the first two of each only warm it."""
    times: list[list[float]] = [[] for _ in tabs]
    for at in range(repeats + 2):
        for tab, kept in zip(tabs, times, strict=True):
            taken = tab.click(at)
            kept.extend([taken] if at > 1 else [])
    return times


def empty_tab(browser: Browser, blank: Server) -> Tab:
    """Open the empty page."""
    return Tab(browser, blank.address, pick_choice("option"))


def stop_tab(browser: Browser, server: Server, stop: Stop) -> Tab:
    """Open one page of the product."""
    return Tab(browser, f"{server.address}/{stop.path}?{stop.query}", pick_choice(stop.key))


@dataclass(frozen=True)
class Site:
    """A served size of the data: its server and where to stop and click."""

    server: Server
    stops: list[Stop]


def click_rows(browser: Browser, blank: Server, here: Site, city: Site | None, repeats: int) -> Iterator[Row]:
    """Return for each page its click against the empty page's and, where there is another size, the city's."""
    for at, stop in enumerate(here.stops):
        if stop.key:
            try:
                yield from _click_rows(browser, blank, (here, city), at, repeats)
            except Error as error:
                yield Row(f"click {stop.what} FAILED: {error.message.splitlines()[0]}")


def _click_rows(
    browser: Browser, blank: Server, sites: tuple[Site, Site | None], at: int, repeats: int
) -> Iterator[Row]:
    here, city = sites
    stop = here.stops[at]
    tabs = [empty_tab(browser, blank), stop_tab(browser, here.server, stop)]
    if city:
        tabs.append(stop_tab(browser, city.server, city.stops[at]))
    opened, before = tabs[1].opened, tabs[1].received
    base, times, *small = in_turn(tabs, repeats)
    sent = (tabs[1].received - before) // (repeats + 2)
    yield Row(f"open in the browser {stop.page}", bytes=opened, limits=(("bytes", PAGE_BYTES),))
    limits = (("ratio", stop.click_limit), ("bytes", FILTER_BYTES))
    yield timed(f"click {stop.what}", times, base, "empty page", bytes=sent, limits=limits)
    if small:
        bound = COUNTY_GROWTH if stop.page == "county" else AT_SIZE
        yield timed(f"click {stop.what}", times, small[0], "city size", limits=(("ratio", bound),))
    for tab in tabs:
        tab.close()


def peer_row(browser: Browser, server: Server, stop: Stop, other: Server, repeats: int) -> Row:
    """Return the county page's click against the peer's filter."""
    tabs = [stop_tab(browser, server, stop), Tab(browser, other.address, pick_radio, script=False)]
    times, base = in_turn(tabs, repeats)
    for tab in tabs:
        tab.close()
    return timed(f"click {stop.what}", times, base, "Dash: filter, chart, 1,000 rows", limits=(("ratio", PEER),))
