"""Click → drawn in a real Chromium, one click here, one on the empty page, and what a page sends."""

import base64
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.pages import FILTER_BYTES, PAGE_BYTES, Stop
from tests.bench.report import Row, timed
from tests.bench.servers import Server
from tests.browser.conftest import ARGUMENTS, NAMES

PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8")
PATIENCE = 60_000
OPTIONS = 5  # of a long list the first few: they are on screen when it opens
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


class Tab:
    """One page in the browser: counts what it receives and times clicks on one of its choices."""

    def __init__(
        self, browser: Browser, address: str, pick: "Callable[[Tab, int], None]", *, script: bool = True
    ) -> None:
        self.page: Page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        self.page.set_default_timeout(PATIENCE)
        self.received, self._bundle, self._pick, self._script = 0, set[str](), pick, script
        self._listen()
        self.page.add_init_script(PROBE)
        self.page.goto(address)
        self.page.evaluate("script => bench.settled(script)", script)
        self.opened = self.received

    def _listen(self) -> None:
        session = self.page.context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.on("Network.webSocketFrameReceived", self._frame)
        session.on("Network.responseReceived", self._response)
        session.on("Network.loadingFinished", self._finished)

    def _frame(self, event: dict[str, Any]) -> None:
        said = event["response"]
        self.received += len(base64.b64decode(said["payloadData"])) if said["opcode"] == 2 else len(said["payloadData"])

    def _response(self, event: dict[str, Any]) -> None:
        path = urlsplit(event["response"]["url"]).path
        if path.startswith(("/static/", "/_dash-component-suites/")) or path.endswith(".ico"):
            self._bundle.add(event["requestId"])

    def _finished(self, event: dict[str, Any]) -> None:
        if event["requestId"] not in self._bundle:
            self.received += int(event["encodedDataLength"])

    def click(self, at: int) -> float:
        """Click the tab's choice; return milliseconds until what changed has been painted."""
        self.page.bring_to_front()
        self._pick(self, at)
        return float(self.page.evaluate("script => bench.painted(script)", self._script))

    def close(self) -> None:
        """Close the tab."""
        self.page.close()


def pick_choice(key: str) -> Callable[[Tab, int], None]:
    """Return how to take another option of one of the product's choices: from a list that opens, or of segments."""

    def pick(tab: Tab, at: int) -> None:
        held = tab.page.locator(f".st-key-choose_{key}")
        held.locator("[role=combobox], [role=radio]").first.wait_for()
        if held.get_by_role("combobox").count():
            held.get_by_role("combobox").click()
            others = tab.page.locator("[role=option][aria-selected=false]")
        else:
            others = held.locator("[role=radio][aria-checked=false]")
        others.first.wait_for()
        _arm_and_click(tab, others.nth(at % min(others.count(), OPTIONS)))

    return pick


def _arm_and_click(tab: Tab, target: Any) -> None:
    tab.page.evaluate("() => bench.arm()")
    target.click(no_wait_after=True)


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


def pick_radio(tab: Tab, at: int) -> None:
    """Take another of the peer's stages."""
    labels = tab.page.locator("#stage label")
    _arm_and_click(tab, labels.nth((at + 1) % labels.count()))
