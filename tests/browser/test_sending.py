"""Files sent to, and fetched from, a real server past its pages: behind the same door as the pages."""

import http.client
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.conftest import PATIENCE
from tests.browser.provider import provider, secrets
from tests.browser.server import Server, copy_sample, serving
from tests.browser.test_sign_in import enter
from tests.browser.watch import TALK, settled, visit, word
from tests.rights.people import COUNTY, ISSUER, ROWS, STRANGER, VIEWER, register
from tests.rights.sending import KIND, form

pytestmark = pytest.mark.browser
CONTENT = b"a,b\n1,2\n" * 20_000


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that asks a provider who is there, and takes 1 MB a user, kept in a folder `tmp` beside its data."""
    folder = tmp_path_factory.mktemp("closed")
    data = copy_sample(folder / "data", "2020-12-31")
    (folder / "tmp").mkdir()
    with provider([COUNTY, VIEWER, STRANGER], folder / "provider.log") as address:
        register(data, ROWS.replace(ISSUER, address))
        settings = {"STREAMLIT_SECRETS_FILES": str(secrets(folder, address)), "LIANXIAO_UPLOAD_USER_MB": "1"}
        with serving(data, folder / "server.log", TMPDIR=str(folder / "tmp"), **settings) as server:
            yield server
    assert not [*(folder / "tmp").glob("lianxiao-uploads-*")], "a server that ends leaves nothing"


class Tab:
    """A tab with a browser of its own, and the id of its session, which the server tells it."""

    def __init__(self, browser: Browser) -> None:
        self.context: BrowserContext = browser.new_context(locale="zh-CN", accept_downloads=True)
        self.context.set_default_timeout(PATIENCE)
        self.context.add_init_script(TALK)
        self.page: Page = self.context.new_page()
        self.session = ""
        self.page.on("websocket", lambda socket: socket.on("framereceived", self._hear))

    def _hear(self, frame: str | bytes) -> None:
        message = ForwardMsg()
        message.ParseFromString(frame if isinstance(frame, bytes) else frame.encode())
        if message.WhichOneof("type") == "new_session":
            self.session = message.new_session.initialize.session_id

    def put(self, server: Server, file_id: str = "made-up", *, chunked: bool = False, content: bytes = CONTENT) -> int:
        """Send a file past the page, with all the cookies of the browser; return the status."""
        cookies = {one["name"]: one["value"] for one in self.context.cookies()}
        headers = {
            "Content-Type": KIND,
            "X-Xsrftoken": cookies.get("_streamlit_xsrf", ""),
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        }
        body = form(content)
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        sent = (body[at : at + 8192] for at in range(0, len(body), 8192)) if chunked else body
        connection.request(
            "PUT", f"/_stcore/upload_file/{self.session}/{file_id}", sent, headers, encode_chunked=chunked
        )
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    made = Tab(browser)
    yield made
    made.context.close()


def kept(server: Server) -> list[Path]:
    return [path for path in (server.data.parent / "tmp").glob("lianxiao-uploads-*/*") if path.name != ".alive"]


@pytest.mark.parametrize("who", [None, STRANGER, VIEWER], ids=lambda user: user.who if user else "nobody")
@pytest.mark.parametrize("path", ["intake", "goals"])
def test_who_may_not_load_data_sends_nothing(closed, tab, who, path):
    if who:
        enter(tab.page, closed, who.subject)
    visit(tab.page, f"{closed.address}/{path}")
    assert tab.session
    assert [tab.put(closed), tab.put(closed, chunked=True)] == [403, 403] and kept(closed) == []


def test_an_editor_sends_from_the_page_of_intake_alone(closed, tab):
    enter(tab.page, closed, COUNTY.subject)
    visit(tab.page, f"{closed.address}/goals")
    assert tab.put(closed) == 403
    visit(tab.page, f"{closed.address}/intake")
    assert tab.put(closed) == 403, "what the page did not announce"

    statuses: list[int] = []
    tab.page.on("response", lambda answer: statuses.append(answer.status) if "upload_file" in answer.url else None)
    box = tab.page.get_by_test_id("stFileUploaderDropzoneInput")
    box.set_input_files({"name": "表.csv", "mimeType": "text/csv", "buffer": CONTENT})
    tab.page.get_by_text("表.csv").first.wait_for()
    settled(tab.page)
    assert statuses == [204] and [path.read_bytes() for path in kept(closed)] == [CONTENT]

    box.set_input_files({"name": "大.csv", "mimeType": "text/csv", "buffer": CONTENT * 8})
    tab.page.get_by_test_id("stFileUploaderFileErrorMessage").or_(tab.page.get_by_text("413")).first.wait_for()
    assert statuses == [204, 413] and len(kept(closed)) == 1

    path = closed.data / "access" / "roles.csv"
    right = path.read_text(encoding="utf-8")
    try:
        path.write_text(right.replace("county_editor", "viewer"), encoding="utf-8")
        with tab.page.expect_response("**/upload_file/**") as answered:
            box.set_input_files({"name": "后.csv", "mimeType": "text/csv", "buffer": CONTENT})
        assert answered.value.status == 403 and len(kept(closed)) == 1
    finally:
        path.write_text(right, encoding="utf-8")


def test_a_file_fetched_once_is_not_served_to_others_nor_after_signing_out(closed, tab, browser):
    other = Tab(browser)
    enter(other.page, closed, COUNTY.subject)
    enter(tab.page, closed, VIEWER.subject)
    visit(tab.page, f"{closed.address}/county?view=roster")
    with tab.page.expect_download() as waited:
        tab.page.locator(".st-key-roster_csv button").first.click()
    address = waited.value.url
    assert urlsplit(address).path.startswith("/media/")
    assert Path(waited.value.path()).stat().st_size > 1000
    with browser.new_context() as nobody, browser.new_context(storage_state=tab.context.storage_state()) as thief:
        fetched = [one.request.get(address).status for one in (tab.context, thief, other.context, nobody)]
        assert fetched == [200, 200, 403, 403]
        other.context.close()

        tab.page.get_by_role("button", name=word("sign_in_page.sign_out")).click()
        tab.page.wait_for_url("**/end_session**")
        assert thief.request.get(address).status in (403, 404), "404 once Streamlit has forgotten it"
        page = thief.new_page()
        page.goto(closed.address)
        page.get_by_role("heading", level=1, name=word("sign_in_page.sign_in")).wait_for()
