"""One tab of a real browser: what it receives, and how long its clicks take until they are painted."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8")
PATIENCE = 60_000
OPTIONS = 5  # of a long list the first few: they are on screen when it opens


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
        if path.startswith(("/static/", "/library/", "/_dash-component-suites/")) or path.endswith(".ico"):
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


def pick_radio(tab: Tab, at: int) -> None:
    """Take another of the peer's stages."""
    labels = tab.page.locator("#stage label")
    _arm_and_click(tab, labels.nth((at + 1) % labels.count()))
