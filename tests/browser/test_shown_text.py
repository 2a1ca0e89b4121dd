"""Hostile words from outside, in an address, a snapshot, a file: the page shows them letter by letter and asks nobody else."""

import ast
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from threading import Thread
from urllib.parse import urlencode

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from data.paths import PROJECT
from data.store.publishing import publish
from tests.browser.server import copy_sample, serving
from tests.browser.test_intake import PLACE, send, step
from tests.browser.test_pages_load import address
from tests.browser.watch import asked_in_url, settled, visit
from tests.pages.intake import PAIRS, ROSTER
from tests.pages.screens import PAGES
from tests.queries.city import NOTES, PUBLISHED_AT, pairing, school, tables
from views.panels.pairings_map import filters
from views.shell.evidence_link import PARAMETER

pytestmark = pytest.mark.browser
HOST = "evil.example"
# What draws, links or formats: as Markdown, as HTML in a text or an attribute, as a style; then the same on a new line.
PAYLOAD = (
    f"![x](http://{HOST}/1.png) [y](http://{HOST}/2) <img src=http://{HOST}/3.png> \"><img src='//{HOST}/4.png'> "
    f"</style></p><script src=//{HOST}/5.js></script> ]{{}} *{{background:url(//{HOST}/6.png)}} http://{HOST}/7 "
    f"www.{HOST} a@{HOST} :material/home: :streamlit: :smile: :red[r] $x^2$ **b** _i_ ~~s~~ &#33; \\* -> -- `c`"
    f"\n\n# h\n\n- l\n\n![x](//{HOST}/8.png)\n\n| a |\n|-|\n| ![x](//{HOST}/9.png) |\n\n    code"
)
# A file's name holds no slash: Markdown and HTML read this for one.
NAME = f"![x](&#47;&#47;{HOST}&#47;1.png) www.{HOST} <img src=&#47;&#47;{HOST}&#47;2.png> $x$ **b** :material"
QUOTE = f"\"'><img src=//{HOST}/10.png>&lt;"
# Of these, texts nobody thought of are put together, another one for each parameter of each page.
ATOMS = [
    *"\\`*_{}[]()#+-.!|<>~:$&@/=^'\"%;,? ab1学", "\n", "\n\n", "    ", "http://", "HTTPS://q.com", "www.x.com", "a@b.cn", "https", "www",
    "//", ":material/home:", ":material_home:", ":streamlit:", ":smile:", ":+1:", ":red[x]", ":small[", "]{a=b}", "![", "](", "<b>",
    "<!--", "-->", "&amp;", "&#33;", "$a$", "```", "~~~", "->", "<-", "--", ">=", "<=", "~=", " -> ", "\n- ", "\n# ", "\n1. ", "[^1]",
]  # fmt: skip
CHOICES = ("choice", "segments", "several", "unseen", "asked", "choose", "settle")
# What came out of the words as more than words: an address of theirs in an attribute or a style, a mark-up's element.
DRAWN = """host => [...document.querySelectorAll("*")].filter((one) => {
  const leads = ["href", "src", "srcset", "action", "data", "poster"].some((name) => {
    const value = one.getAttribute(name);
    return value && (value.includes(`//${host}`) || value.startsWith("mailto:") || !URL.canParse(value, location)
      || new URL(value, location).host.includes(host));
  });
  const styled = (one.getAttribute("style") ?? "").includes(host) || (one.tagName === "STYLE" && one.textContent.includes(host));
  const marked = one.matches("strong, em, del, h2, li, code, td, .katex, [role=img], span[style*='color']")
    && ["b", "i", "s", "h", "l", "c", "r", "a", "code", "home", "x2"].includes(one.textContent.trim().replace(/[^a-z0-9]/g, ""))
    && one.closest("[data-testid=stMarkdownContainer]");
  return leads || styled || marked;
}).map((one) => one.outerHTML.slice(0, 200))"""


def parameters() -> list[str]:
    """Return every parameter of an address that the program's source reads: the choices of its pages, and what is asked outright."""
    found = {PARAMETER, *filters._KEYS}
    for path in (PROJECT / "app.py", *(file for room in ("pages", "views") for file in (PROJECT / room).rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                called = ast.unparse(node.func)
                is_choice = called.removeprefix("url_state.") in CHOICES
                if is_choice or called.endswith("query_params.get"):
                    found.add(str(node.args[0].value))
    return sorted(found)


def drawn(seed: str) -> str:
    """Return a text put together at random, always the same of a seed."""
    return "".join(Random(seed).choices(ATOMS, k=40))


def flat(words: str) -> str:
    """Return words as HTML shows them: white space is one space."""
    return re.sub(r"\s+", " ", words).strip()


def judge(tab: Page) -> None:
    """Raise where hostile words became more than words; what was asked of others is judged when the tab closes."""
    assert tab.evaluate(DRAWN, HOST) == []
    expect(tab.get_by_test_id("stException")).to_have_count(0)


def notices(tab: Page) -> dict[str, str]:
    """Return what the notices of unknown choices say, by the parameter."""
    said = [flat(one) for one in tab.get_by_test_id("stAlertContainer").all_inner_texts()]
    return {found[1]: one for one in said if (found := re.search(r"(\w+)=!\[x\]", one))}


@pytest.mark.parametrize("script", PAGES)
def test_no_parameter_of_an_address_is_more_than_words(sample, tab, script):
    known = parameters()
    own = ["present"] if script.endswith("briefing.py") else []
    asked = {key: f"{PAYLOAD} {drawn(f'{script} {key}')}." for key in known if key not in (PARAMETER, *own)}
    visit(tab, f"{sample.address}/{address(script)}?{urlencode(asked)}")
    judge(tab)
    for key in ("programme", "place", "date", "area"):
        expect(tab.get_by_test_id("stAlertContainer").filter(has_text=f"{key}=![")).to_be_visible()
    found = notices(tab)
    wrong = {key: said for key, said in found.items() if flat(asked[key]) not in said}
    assert wrong == {}, "shown letter by letter"
    unknown = set(asked_in_url(tab)) - set(known)
    assert unknown == set(), "parameters the page writes and this test does not know"


def test_a_hostile_evidence_link_or_meeting_is_refused_in_words(sample, tab):
    for path, asked in (
        ("", {PARAMETER: PAYLOAD}),
        ("briefing", {"present": "1", "goals": PAYLOAD, "areas": PAYLOAD, "since": PAYLOAD}),
    ):
        visit(tab, f"{sample.address}/{path}?{urlencode(asked)}")
        judge(tab)


def test_what_is_searched_is_shown_in_words(sample, tab):
    visit(tab, f"{sample.address}/definitions")
    for box in (
        tab.get_by_test_id("stSidebar").get_by_role("textbox"),
        tab.get_by_test_id("stMain").get_by_role("textbox"),
    ):
        words = f"![x](//{HOST}/1.png) www.{HOST} **b** $x$"
        box.first.fill(words)
        box.first.press("Enter")
        settled(tab)
        expect(tab.get_by_text(words).first).to_be_visible()
        judge(tab)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose snapshots have hostile words wherever a bureau may write some, and one that cannot be read."""
    folder, on = tmp_path_factory.mktemp("hostile"), date(2020, 12, 31)
    at = {"lon": 120.8, "lat": 40.7, "pupils": 12, "town_code": "211402100", "town_name": f"{PAYLOAD} town"}
    at |= {"source": PAYLOAD, "former_name": PAYLOAD}
    schools = [school(code, "211402", "220", name=f"{PAYLOAD} {code}", **at) for code in ("A", "B", f"C{QUOTE}")]
    schools.append(school("Q", "211402", "111", name=f"{PAYLOAD} Q", is_quality=True, **at))
    core = {"core_name": f"{PAYLOAD} Q", "core_place": PAYLOAD, "written_mode": PAYLOAD, "source": PAYLOAD}
    pairings = [
        pairing("Q", "A", "B", name=f"{PAYLOAD} name", **core),
        pairing(None, f"C{QUOTE}", partnership_id=f"P{QUOTE}", **core),
    ]
    activity = {
        "activity_id": QUOTE,
        "county_code": "211402",
        "kind": "其他",
        "title": PAYLOAD,
        "held_on": on,
        "partnership_id": "211400-001",
    }
    fund = {
        "fund_id": QUOTE,
        "county_code": "211402",
        "task": "其他",
        "partnership_id": "211400-001",
        "period_start": on,
        "period_end": on,
        "amount": 1.0,
    }
    notes = NOTES | {"sources": [{"file": NAME, "sha256": "0" * 64, "bytes": 1}], "published_by": PAYLOAD}
    for day in (date(2019, 12, 31), on):
        rows = tables(PLACE, day, schools, pairings, activities=[activity], funds=[fund])
        publish(folder, PLACE, day, rows, notes, published_at=PUBLISHED_AT)
    place = folder / "snapshots" / f"place={PLACE}"
    shutil.copytree(place / "as_of=2019-12-31", place / "as_of=2018-12-31")
    manifest = place / "as_of=2018-12-31" / "manifest.json"
    manifest.write_text(
        json.dumps(json.loads(manifest.read_text(encoding="utf-8")) | {"as_of": PAYLOAD}), encoding="utf-8"
    )
    return folder


SEEN = [
    "", "pairings_map?area=211402&focus=school:A", "goals?area=211402", "collaboration?topic=activities",
    *(f"county?area=211402&view={view}" for view in ("missing", "pairings", "towns")),
    "county?area=211402&town=211402100&view=roster", "partnership", "partnership?partnership=211400-001",
    f"partnership?{urlencode({'partnership': f'P{QUOTE}'})}", "school?school=A&partnership=211400-001",
    f"school?{urlencode({'school': f'C{QUOTE}'})}", "changes", "briefing?present=1&step=1&list=1", "snapshots",
    "quality?check=namesakes",
]  # fmt: skip


def test_hostile_words_of_a_snapshot_are_shown_in_words(hostile, server_log, tab):
    with serving(hostile, server_log) as server:
        shown = []
        for path in SEEN:
            visit(tab, f"{server.address}/{path}")
            judge(tab)
            shown += [path] if flat(PAYLOAD) in flat(tab.locator("body").inner_text()) else []
        assert len(shown) >= 12, "pages on which the names stand as they are written"


def test_hostile_words_of_a_file_are_shown_in_words(tmp_path, server_log, tab):
    rows = [[cell.replace("兴城市第一小学", f"{PAYLOAD} 一") for cell in row] for row in ROSTER]
    rows[0][7] = f"{NAME} 在校生数"
    rows = [[*row, extra] for row, extra in zip(rows, (PAYLOAD, *[NAME] * (len(rows) - 1)), strict=True)]
    book = openpyxl.Workbook()
    for at, (title, content) in enumerate((("$x$ _i_ www.evil.example", rows), ("名单", PAIRS))):
        sheet = book.create_sheet(title, at)
        for row in content:
            sheet.append([cell or None for cell in row])
    path = tmp_path / f"{NAME}.xlsx"
    book.save(path)
    with serving(copy_sample(tmp_path / "data"), server_log) as server:
        send(tab, server, [path])
        expect(tab.get_by_test_id("stMain")).to_contain_text("b** :material")
        judge(tab)
        for number in range(1, 5):
            step(tab, number)
            judge(tab)


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """Listen as another host would, its address another port of this machine; yield the address and what it is asked."""
    asked: list[str] = []

    class Other(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the library's name
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Other)
    server.block_on_close = False  # a browser keeps connections open
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


OUTSIDE = """async ([host, quiet]) => {
  const refused = [];
  document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
  for (const written of [`<img src=http://${host}/1>`, `<p style="background: url(//${host}/2)">x</p>`, `<iframe src=//${host}/3></iframe>`,
                         `<link rel=stylesheet href=//${host}/4>`, `<object data=//${host}/5></object>`, `<video src=//${host}/6></video>`])
    document.body.insertAdjacentHTML("beforeend", written);
  const script = document.createElement("script");
  script.src = `//${host}/7`;
  document.head.append(script);
  fetch(`http://${host}/8`, { mode: "no-cors" }).catch(() => 0);
  try { new WebSocket(`ws://${host}/9`); } catch { /* refused at once */ }
  await new Promise((done) => setTimeout(done, quiet));
  return refused.sort();
}"""


def test_the_browser_asks_nobody_else_whatever_is_shown(sample, visitor):
    bare, tab = visitor.new_page(), visitor.new_page()
    with listening() as (other, asked):
        bare.goto(f"http://{other}/bare")
        bare.evaluate(OUTSIDE, [other, 800])
        assert len(set(asked)) > 9, "without the policy all of it is asked for"
    with listening() as (other, asked):  # another server: the bare page may still ask the first one
        visit(tab, sample.address)
        refused = tab.evaluate(OUTSIDE, [other, 800])
        assert asked == []
        kinds = ("connect-src", "frame-src", "img-src", "media-src", "object-src", "script-src-elem", "style-src-elem")
        assert set(kinds) <= set(refused)
    bare.close()
    tab.close()
