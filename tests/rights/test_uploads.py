"""Files come in by the check alone: from users who may, into a box that is open, within bounds, onto the disk, and go again."""

import asyncio
import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from data.paths import PROJECT
from data.rights import LOCAL, NOBODY, sign_ins
from tests.rights.people import CHIEF, CITY, COUNTY, COUNTY_VIEWER, ROWS, STRANGER, VIEWER, register
from tests.rights.sending import Server, form, run_alone
from views.server import file_gate, session_cleanup, uploads
from views.server.uploads import ALL, MEGABYTE, USER, Uploads
from views.shell.visitor import GUEST

CONTENT = os.urandom(300_000)


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("LIANXIAO_DATA", str(tmp_path))
    register(tmp_path)
    return tmp_path


@pytest.fixture
def server(data, tmp_path, monkeypatch):
    """A server with a session `one` whose page shows the box to the county's editor."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    made = Server(Uploads("/_stcore/upload_file"), COUNTY)
    monkeypatch.setattr(file_gate, "Runtime", SimpleNamespace(instance=lambda: made.runtime))
    monkeypatch.setattr(file_gate, "requester", lambda _: made.user)
    monkeypatch.setattr(file_gate, "is_xsrf_enabled", lambda: False)
    made.uploads.open("one", COUNTY)
    yield made
    made.uploads.close()
    assert not [*(tmp_path / "tmp").iterdir()]


def lying(server):
    """Return the files that lie in the server's folder."""
    return [path for path in server.uploads.fresh_path().parent.iterdir() if path.name != ".alive"]


def test_a_file_of_an_editor_lies_on_disk_and_not_in_memory(server):
    address = server.announced()
    assert server.ask("PUT", address, form(CONTENT)) == 204
    session, file_id = address.split("/")[-2:]
    (kept,) = server.uploads.get_files(session, [file_id])
    assert (kept.name, kept.data) == ("表.xlsx", b"")
    path = server.uploads.path_of(session, file_id)
    assert path.read_bytes() == CONTENT and lying(server) == [path] and path.parent.stat().st_mode & 0o077 == 0
    assert server.passed_on == []


@pytest.mark.parametrize(
    "user", [NOBODY, STRANGER, VIEWER, COUNTY_VIEWER, GUEST, replace(COUNTY, since=0)], ids=lambda user: user.who
)
def test_who_may_not_open_intake_sends_nothing(server, user):
    server.uploads.open("one", user)
    server.user = user
    refused(server, "PUT", server.announced())


@pytest.mark.parametrize("user", [COUNTY, CITY, CHIEF, LOCAL], ids=lambda user: user.who)
def test_who_may_open_intake_sends(server, user):
    server.uploads.open("one", user)
    server.user = user
    assert server.ask("PUT", server.announced(), form(CONTENT)) == 204


def refused(server, method, address, **more):
    """Assert that a request is refused without a byte of it being read."""
    assert server.ask(method, address, form(CONTENT), **more) == 403
    assert server.read == 0 and lying(server) == [] and server.passed_on == []


def test_another_user_sends_nothing_into_a_session(server):
    server.user = CITY
    refused(server, "PUT", server.announced())


def test_a_session_whose_page_shows_no_box_sends_nothing(server):
    address = server.announced()
    server.uploads.shut("one")
    refused(server, "PUT", address)
    assert server.uploads.get_upload_urls("one", ["x"]) == []
    refused(server, "PUT", "/_stcore/upload_file/two/x")


def test_a_session_that_has_ended_sends_nothing(server):
    server.active.clear()
    refused(server, "PUT", server.announced())


def test_who_signed_out_sends_nothing(server, data):
    address = server.announced()
    sign_ins.end(COUNTY)
    refused(server, "PUT", address)


def test_who_lost_the_role_sends_nothing(server, data):
    address = server.announced()
    register(data, ROWS.replace("county_editor", "viewer"))
    refused(server, "PUT", address)


def test_a_role_lost_while_the_file_comes_in_keeps_nothing(server, data):
    address = server.announced()
    body = form(CONTENT)
    assert (
        server.ask("PUT", address, body, between=lambda: register(data, ROWS.replace("county_editor", "viewer"))) == 403
    )
    assert lying(server) == []


def test_only_what_was_announced_is_taken_and_once(server):
    refused(server, "PUT", "/_stcore/upload_file/one/made-up")
    address = server.announced()
    assert server.ask("PUT", address, form(CONTENT)) == 204
    assert server.ask("PUT", address, form(b"other")) == 403
    assert len(server.uploads.get_upload_urls("one", ["x"] * 10_000)) < 200


@pytest.mark.parametrize("method", ["PUT", "POST", "PATCH", "DELETE"])
@pytest.mark.parametrize(
    "path", ["/_stcore/upload_file", "/_stcore/upload_file/one", "/_stcore/upload_file/one/x/y", "/x/_stcore/upload_file/one/x", "/upload_file/one/x"]
)  # fmt: skip
def test_other_paths_to_the_route_lead_nowhere(server, method, path):
    refused(server, method, path)


def test_a_request_from_another_site_is_refused(server, monkeypatch):
    monkeypatch.setattr(file_gate, "is_xsrf_enabled", lambda: True)
    refused(server, "PUT", server.announced())
    token, other = generate_xsrf_token_string(), generate_xsrf_token_string()
    refused(server, "PUT", server.announced(), headers={"cookie": f"_streamlit_xsrf={token}", "x-xsrftoken": other})
    told = {"cookie": f"_streamlit_xsrf={token}", "x-xsrftoken": token}
    assert server.ask("PUT", server.announced(), form(CONTENT), headers=told) == 204


def test_streamlits_own_route_takes_nothing(server):
    with pytest.raises(PermissionError):
        server.uploads.add_file("one", UploadedFileRec("x", "x", "x", b"x"))


LIES = [{"content-length": ""}, {"content-length": "10"}, {"content-length": "0"}]


@pytest.mark.parametrize("told", LIES, ids=str)
def test_a_body_is_bounded_whatever_it_says_of_its_length(server, monkeypatch, told):
    monkeypatch.setattr(file_gate.st, "get_option", lambda name: 1 if name == "server.maxUploadSize" else "")
    body = form(b"x" * (3 * MEGABYTE))
    assert server.ask("PUT", server.announced(), body, headers=told) == 413
    assert server.read < 25 and lying(server) == []
    assert server.ask("PUT", server.announced(), form(CONTENT), headers=told) == 204


@pytest.mark.parametrize("told", ["99999999999", "-1", "x", "1e3", "٣"])
def test_a_length_too_large_or_senseless_is_refused_before_it_is_read(server, told):
    headers = {"content-length": told} if told.isascii() else {"content-length": "9" * 5000}
    assert server.ask("PUT", server.announced(), form(CONTENT), headers=headers) == 413
    assert server.read == 0


def test_a_file_of_just_the_size_is_taken(server, monkeypatch):
    monkeypatch.setattr(file_gate.st, "get_option", lambda name: 1 if name == "server.maxUploadSize" else "")
    assert server.ask("PUT", server.announced(), form(b"x" * MEGABYTE)) == 204
    assert server.ask("PUT", server.announced(), form(b"x" * (MEGABYTE + 1))) == 413


def test_one_user_is_bounded_over_all_sessions_and_what_is_removed_gives_room(server, monkeypatch):
    monkeypatch.setattr(uploads, "USER_MEGABYTES", 1)
    server.uploads.open("two", COUNTY)
    first = server.announced("one")
    assert server.ask("PUT", first, form(b"x" * 700_000)) == 204
    assert server.ask("PUT", server.announced("two"), form(b"x" * 700_000), headers={"content-length": ""}) == 413
    assert server.uploads.refusal("two") == USER and server.uploads.refusal("two") == ""
    assert len(lying(server)) == 1
    server.uploads.open("two", CITY)
    server.user = CITY
    assert server.ask("PUT", server.announced("two"), form(b"x" * 700_000)) == 204, "another has room of his own"
    server.user = COUNTY
    assert server.ask("DELETE", first) == 204
    assert server.ask("PUT", server.announced("one"), form(b"x" * 700_000)) == 204


def test_all_users_together_are_bounded(server, monkeypatch):
    monkeypatch.setattr(uploads, "ALL_MEGABYTES", 1)
    assert server.ask("PUT", server.announced(), form(b"x" * 700_000)) == 204
    server.uploads.open("two", CITY)
    server.user = CITY
    assert server.ask("PUT", server.announced("two"), form(b"x" * 700_000)) == 413
    assert server.uploads.refusal("two") == ALL


def test_empty_files_are_bounded_too(server):
    for _ in range(uploads._MOST_FILES):
        assert server.ask("PUT", server.announced(), form(b"")) == 204
    assert server.uploads.get_upload_urls("one", ["x"]) == []


BODIES = [
    (b"", {}), (b"x" * 1000, {}), (form(CONTENT, parts=2), {}), (form(CONTENT), {"content-type": "multipart/form-data"}),
    (b"a=1", {"content-type": "application/x-www-form-urlencoded"}), (CONTENT, {"content-type": ""}),
]  # fmt: skip


@pytest.mark.parametrize(("body", "told"), BODIES)
def test_what_is_no_file_leaves_nothing(server, monkeypatch, body, told):
    assert server.ask("PUT", server.announced(), body, headers=told) == 400
    gives_room_back(server, monkeypatch)


def test_a_file_broken_off_leaves_nothing(server, monkeypatch):
    assert server.ask("PUT", server.announced(), form(CONTENT), cut=True) == 408
    gives_room_back(server, monkeypatch)


def test_a_full_disk_leaves_nothing(server, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(file_gate.shutil, "copyfileobj", full)
        assert server.ask("PUT", server.announced(), form(CONTENT)) == 507
    gives_room_back(server, monkeypatch)


def full(*_):
    raise OSError("full")


def gives_room_back(server, monkeypatch):
    assert lying(server) == []
    monkeypatch.setattr(uploads, "USER_MEGABYTES", 1)
    assert server.ask("PUT", server.announced(), form(b"x" * 1_000_000)) == 204


def test_only_the_user_of_a_session_removes_its_files(server):
    address = server.announced()
    assert server.ask("PUT", address, form(CONTENT)) == 204
    server.user = CITY
    assert server.ask("DELETE", address) == 403 and len(lying(server)) == 1
    server.user = COUNTY
    assert server.ask("DELETE", address) == 204 and lying(server) == []


def test_files_go_when_the_tab_has_closed_and_not_for_a_short_interruption(server, monkeypatch):
    assert server.ask("PUT", server.announced(), form(CONTENT)) == 204
    now = [1000.0]
    monkeypatch.setattr(uploads.time, "monotonic", lambda: now[0])
    is_active = server.active.__contains__
    assert server.uploads.left(is_active) == []
    server.active.clear()
    assert server.uploads.left(is_active) == []
    now[0] += uploads.GRACE - 1
    assert server.uploads.left(is_active) == []
    server.active.add("one")
    assert server.uploads.left(is_active) == []
    server.active.clear()
    server.uploads.left(is_active)
    now[0] += uploads.GRACE + 1
    assert server.uploads.left(is_active) == ["one"]
    server.uploads.remove_session_files("one")
    assert lying(server) == [] and server.uploads.left(is_active) == []


def test_what_is_made_of_the_files_goes_with_them(server):
    folder = server.uploads.folder_of("one")
    (folder / "copy").touch()
    assert server.uploads.folder_of("one") == folder and server.uploads.folder_of("two") is None
    server.uploads.remove_session_files("one")
    assert lying(server) == []


def test_a_session_that_is_anothers_by_now_gives_up_the_files_of_the_first(server):
    assert server.ask("PUT", server.announced(), form(CONTENT)) == 204
    server.uploads.open("one", CITY)
    assert lying(server) == []


KILLED = "import os; from views.server.uploads import Uploads; made = Uploads('/x'); made.fresh_path().write_bytes(b'x'); os._exit(9)"


def test_what_a_killed_server_left_goes_at_the_next_start_and_a_running_ones_stays(server, tmp_path):
    folder = tmp_path / "tmp"
    subprocess.run([sys.executable, "-c", KILLED], cwd=PROJECT, env=os.environ | {"TMPDIR": str(folder)}, check=False)
    running = server.uploads.fresh_path().parent
    (killed,) = [path for path in folder.iterdir() if path != running]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "file").touch()
    link = folder / "lianxiao-uploads-link"
    link.symlink_to(elsewhere)
    for path in (killed, running, elsewhere):
        os.utime(path, (1, 1))
    Uploads("/x").close()
    assert not killed.exists() and running.exists() and (elsewhere / "file").exists()
    link.unlink()


def test_streamlit_makes_its_manager_by_the_name_this_product_replaces():
    """Else files would lie in memory and pass by the check; `freeing` keeps the server from starting then."""
    source = Path(uploads.memory_uploaded_file_manager.__file__).parent.parent / "web/server/starlette/starlette_app.py"
    assert "uploaded_file_mgr = MemoryUploadedFileManager(" in source.read_text(encoding="utf-8")


def test_the_server_does_not_start_where_files_would_pass_by_the_check(monkeypatch):
    async def started():
        async with session_cleanup.freeing():
            pass

    runtime = SimpleNamespace(uploaded_file_mgr=MemoryUploadedFileManager("/x"))
    monkeypatch.setattr(session_cleanup, "Runtime", SimpleNamespace(instance=lambda: runtime))
    with pytest.raises(RuntimeError, match="MemoryUploadedFileManager"):
        run_alone(started())


def test_while_the_server_runs_it_closes_sessions_whose_tab_has_gone(server, monkeypatch):
    assert server.ask("PUT", server.announced(), form(CONTENT)) == 204
    server.active.clear()
    monkeypatch.setattr(uploads, "GRACE", -1)
    monkeypatch.setattr(session_cleanup, "_EVERY", 0.01)
    closed = []
    runtime = server.runtime
    runtime.close_session = closed.append
    monkeypatch.setattr(session_cleanup, "Runtime", SimpleNamespace(instance=lambda: runtime))

    async def served():
        async with session_cleanup.freeing():
            while not closed:
                await asyncio.sleep(0.01)
            assert lying(server) == []

    run_alone(asyncio.wait_for(served(), 10))
    assert closed == ["one"] and not server.uploads.fresh_path().parent.exists()
