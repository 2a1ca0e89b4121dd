"""What a tab asks for and complains about, and how a test waits for a page."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page

from views.text.labels import label, speaking

LOCAL = ("data", "blob", "about")
PROBE = re.compile(r"/[a-z_]+/_stcore/(health|host-config)$")
MAP = "[data-testid=stDeckGlJsonChart]"
BARS = ".barlayer .trace"
# Notes when a tab last spoke to its server and last heard from it: whoever has not been answered is not drawn yet.
TALK = """
  window.talk = { said: 0, heard: 0 };
  window.WebSocket = class extends WebSocket {
    constructor(...all) { super(...all); this.addEventListener("message", () => { talk.heard = performance.now(); }); }
    send(words) { talk.said = performance.now(); super.send(words); }
  };
"""
SETTLED = """quiet => {
  const app = document.querySelector("[data-testid=stApp]");
  return app?.dataset.testScriptState === "notRunning" && !document.querySelector("[data-stale=true]")
    && talk.heard > talk.said && performance.now() - talk.heard > quiet;
}"""
QUIET = 150  # milliseconds without a word


class Watch:
    """Records every request, websocket and complaint of a tab."""

    def __init__(self, page: Page) -> None:
        self.asked: set[tuple[str, str]] = set()
        self.complaints: list[str] = []
        page.on("request", lambda request: self._ask(request.url))
        page.on("websocket", lambda socket: self._ask(socket.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._hear)

    def _ask(self, url: str) -> None:
        self.asked.add((urlsplit(url).scheme, urlsplit(url).netloc))

    def _hear(self, message: ConsoleMessage) -> None:
        # Streamlit tries /<page>/_stcore/… first, before it finds the server's root.
        if message.type == "error" and not PROBE.search(urlsplit(message.location["url"]).path):
            self.complaints.append(message.text)

    def judge(self) -> None:
        """Raise where a script failed, or something was asked of another host than the one server."""
        assert self.complaints == []
        hosts = {host for scheme, host in self.asked if scheme not in LOCAL}
        assert len(hosts) <= 1 and all(host.startswith("127.0.0.1:") for host in hosts), hosts
        if hosts:
            assert ("ws", *hosts) in self.asked, "the websocket is among what was recorded"


def visit(page: Page, url: str) -> None:
    """Open an address and wait until the page is drawn."""
    page.goto(url)
    settled(page)


def settled(page: Page) -> None:
    """Wait until the title stands, the server has answered all it was asked, and no script of the page runs."""
    page.get_by_role("heading", level=1).wait_for()
    page.wait_for_function(SETTLED, arg=QUIET)


def asked_in_url(page: Page) -> dict[str, str]:
    """Return the query parameters of the address."""
    return {key: values[0] for key, values in parse_qs(urlsplit(page.url).query).items()}


def word(key: str, language: str = "zh_CN", **details: object) -> str:
    """Return a label's text as the product says it."""
    with speaking(language, "county"):
        return label(key, **details)


def menu(page: Page, name: str) -> None:
    """Go to a page by its link in the sidebar."""
    page.get_by_test_id("stSidebar").locator(f"a[href^='{name}?']").click()


def box(page: Page, key: str) -> Locator:
    """Return the select box of one of the product's choices: place, programme, date, area, mode, …"""
    return page.locator(f".st-key-choose_{key}").get_by_role("combobox")


def choose(page: Page, key: str, option: str) -> None:
    """Choose another option by the words on screen, and wait until the address and the page have followed."""
    settled(page)
    before = page.url
    box(page, key).click()
    page.get_by_role("option", name=option, exact=True).click()
    page.wait_for_function("before => location.href !== before", arg=before)
    settled(page)


def rows_on_screen(page: Page, number: int = 0) -> list[list[str]]:
    """Return the cells of the n-th table, the header first, as the canvas tells a screen reader."""
    table = page.get_by_test_id("stDataFrame").nth(number).locator("canvas table").first
    table.locator("td").first.wait_for(state="attached")
    return table.locator("tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText || cell.textContent))"
    )


def linked_rows(page: Page) -> list[list[str]]:
    """Return the cells of the first table whose names are links, the header first."""
    table = page.locator(".linked table").first
    table.locator("td").first.wait_for()
    return table.locator("tr").evaluate_all("rows => rows.map(row => [...row.cells].map(cell => cell.innerText))")
