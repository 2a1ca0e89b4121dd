"""Sign-in against a real OpenID provider: who is let in sees his own, is refused the rest, leaves, and is in the log."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from data.rights import audit
from tests.browser.conftest import PATIENCE
from tests.browser.provider import provider, secrets
from tests.browser.server import Server, copy_sample, serving
from tests.browser.watch import TALK, box, settled, visit, word
from tests.folder import in_folder
from tests.rights.people import CITY, COUNTY, ISSUER, OTHER, OWN, ROWS, STRANGER, register

pytestmark = pytest.mark.browser
NAME, FOREIGN = "建昌县", "绥中县"


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that asks a provider who is there, over two dates of one city."""
    folder = tmp_path_factory.mktemp("closed")
    data = copy_sample(folder / "data", "2019-12-31", "2020-12-31")
    with provider([COUNTY, CITY, STRANGER], folder / "provider.log") as address:
        register(data, ROWS.replace(ISSUER, address))
        settings = {"STREAMLIT_SECRETS_FILES": str(secrets(folder, address)), "LIANXIAO_CONTACT": "信息中心"}
        with serving(data, folder / "server.log", **settings) as server:
            yield server


@pytest.fixture
def guest(browser: Browser) -> Iterator[Page]:
    """A tab of a browser nobody has signed in with."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN", accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(TALK)
    yield context.new_page()
    context.close()


def enter(tab: Page, server: Server, subject: str, path: str = "") -> None:
    """Open a page, press sign in, say at the provider who one is."""
    tab.goto(f"{server.address}/{path}")
    tab.get_by_role("button", name=word("sign_in_page.sign_in")).click()
    tab.get_by_role("button", name=subject, exact=True).click()
    tab.wait_for_url(f"{server.address}/**")
    settled(tab)


def says(tab: Page, *words: str) -> None:
    """Wait until the page says all these words."""
    for one in words:
        expect(tab.get_by_test_id("stMain")).to_contain_text(one)


def test_without_signing_in_there_is_a_door_and_no_data(closed, guest):
    for path in ("", f"county?area={OWN}", "school?school=2121100001", "audit"):
        guest.goto(f"{closed.address}/{path}")
        guest.get_by_role("heading", level=1, name=word("sign_in_page.sign_in")).wait_for()
        assert guest.locator("a[href*='goals']").count() == 0 and NAME not in guest.content()


def test_a_county_editor_sees_the_county_is_refused_another_and_leaves(closed, guest):
    enter(guest, closed, COUNTY.subject)
    visit(guest, f"{closed.address}/county?view=roster")
    expect(guest.get_by_role("heading", level=1)).to_contain_text(NAME)
    expect(guest.get_by_test_id("stSidebar")).to_contain_text(word("grant.county_editor"))
    box(guest, "area").click()
    expect(guest.get_by_role("option")).to_have_text([NAME])
    guest.keyboard.press("Escape")

    with guest.expect_download() as waited:
        guest.locator(".st-key-roster_csv button").first.click()
    rows = Path(waited.value.path()).read_text(encoding="utf-8-sig").splitlines()[1:]
    assert len(rows) > 20 and all(NAME in row and FOREIGN not in row for row in rows)

    for path in (
        f"county?area={OTHER}&view=roster",
        f"goals?area={OTHER}",
        f"pairings_map?area={OTHER}",
        "?place=370300",
    ):
        visit(guest, f"{closed.address}/{path}")
        expect(guest.get_by_role("heading", level=1, name=word("sign_in_page.refused"))).to_be_visible()
        expect(guest.get_by_test_id("stDataFrame").or_(guest.locator("table"))).to_have_count(0)
    guest.get_by_role("link", name=word("sign_in_page.own")).click()
    guest.get_by_text(NAME).first.wait_for()
    settled(guest)
    expect(guest.get_by_test_id("stMain")).not_to_contain_text(word("sign_in_page.refused"))

    guest.get_by_role("button", name=word("sign_in_page.sign_out")).click()
    guest.wait_for_url("**/end_session**")
    guest.goto(f"{closed.address}/county?area={OWN}")
    guest.get_by_role("heading", level=1, name=word("sign_in_page.sign_in")).wait_for()

    done = [(event.who, event.did, event.area) for event in in_folder(closed.data, audit.events)]
    assert (COUNTY.email, "exported", OWN) in done and (COUNTY.email, "refused", OTHER) in done


def test_a_county_editor_opens_neither_snapshots_nor_log(closed, guest):
    enter(guest, closed, COUNTY.subject)
    assert guest.locator("a[href^='audit']").count() == 0
    visit(guest, f"{closed.address}/audit")
    expect(guest.get_by_role("heading", level=1, name=word("sign_in_page.refused"))).to_be_visible()


def test_who_is_not_registered_is_told_whom_to_ask(closed, guest):
    enter(guest, closed, STRANGER.subject)
    says(guest, word("sign_in_page.unregistered"), "信息中心", STRANGER.email)
    assert guest.locator("a[href*='goals']").count() == 0


def test_a_fault_in_the_register_closes_the_door_to_everyone_at_once(closed, guest):
    enter(guest, closed, CITY.subject)
    says(guest, word("overview.title"))
    path = closed.data / "access" / "roles.csv"
    right = path.read_text(encoding="utf-8")
    try:
        path.write_text(right.replace("city_editor", "king"), encoding="utf-8")
        visit(guest, closed.address)
        expect(guest.get_by_role("heading", level=1, name=word("sign_in_page.closed"))).to_be_visible()
        says(guest, "第 5 行", "'king'")
    finally:
        path.write_text(right, encoding="utf-8")
    visit(guest, closed.address)
    says(guest, word("overview.title"))
