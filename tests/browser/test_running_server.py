"""The server itself: its health, its empty state, a snapshot published under open eyes, who may reach it."""

import socket
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

import queries
from data.registry.rows import registry
from queries import Scope
from tests.browser.server import copy_sample, publish, serving
from tests.browser.watch import Watch, asked_in_url, box, choose, menu, settled, visit, word

pytestmark = pytest.mark.browser


def test_a_healthy_server_says_so_in_json(sample):
    status, said = sample.health()
    assert status == 200
    newest = {row["programme_id"]: str(queries.seen_on(Scope(row["programme_id"]))) for row in registry("programmes")}
    assert said["status"] == "ok" and said["programmes"] == newest
    assert said["damages"] == []


def test_an_empty_folder_answers_503_shows_what_to_do_and_wakes_up_with_the_first_snapshot(
    tmp_path, server_log, visitor
):
    with serving(tmp_path / "data", server_log) as server:
        status, said = server.health()
        assert status == 503 and said["programmes"] == {}
        tab = visitor.new_page()
        watch = Watch(tab)
        tab.goto(f"{server.address}/?lang=en")
        tab.get_by_text(word("no_snapshots", "en")[:30]).wait_for()
        expect(tab.get_by_test_id("stAlert")).to_contain_text("python -m data.intake publish")
        assert tab.get_by_test_id("stException").count() == 0

        copy_sample(tmp_path / "data", "2019-12-31")
        assert server.health()[0] == 200
        tab.reload()
        settled(tab)
        assert "78.5%" not in tab.get_by_test_id("stMain").inner_text()
        expect(tab.get_by_test_id("stMain")).to_contain_text("2019-12-31")
        tab.close()
        watch.judge()


def test_a_server_with_a_damaged_snapshot_stays_in_service_and_says_so(tmp_path, server_log):
    data = copy_sample(tmp_path / "data", "2018-12-31", "2019-12-31")
    with serving(data, server_log) as server:
        table = data / "snapshots" / "place=211400" / "as_of=2019-12-31" / "schools.parquet"
        table.write_bytes(table.read_bytes()[:-1])
        until = time.monotonic() + 10
        while server.health()[1]["status"] == "ok" and time.monotonic() < until:
            time.sleep(0.2)
        status, said = server.health()
        assert (status, said["status"], said["programmes"]) == (200, "damaged", {"huludao-2020": "2018-12-31"})
        assert [one["file"] for one in said["damages"]] == [table.relative_to(data).as_posix()]


def dates(tab) -> list[str]:
    """Return the dates the sidebar offers, by opening the box; a click is also what reruns the page."""
    box(tab, "date").click()
    tab.get_by_role("option").first.wait_for()
    found = tab.get_by_role("option").all_inner_texts()
    tab.keyboard.press("Escape")
    return found


def test_a_snapshot_published_beside_an_open_page_is_in_the_list_after_one_click(tmp_path, server_log, visitor):
    data = copy_sample(tmp_path / "data", "2018-12-31", "2019-12-31")
    with serving(data, server_log) as server:
        tab = visitor.new_page()
        watch = Watch(tab)
        visit(tab, f"{server.address}/county?lang=en&date=2019-12-31")
        assert dates(tab) == ["2019-12-31", "2018-12-31"]
        publish(data, "--as-of", "2020-12-31")
        menu(tab, "goals")
        tab.get_by_role("heading", level=1, name=word("goals.title", "en")).wait_for()
        settled(tab)
        assert dates(tab) == ["2020-12-31", "2019-12-31", "2018-12-31"]
        assert asked_in_url(tab)["date"] == "2019-12-31", "the reader stays where he was"
        choose(tab, "date", "2020-12-31")
        tab.get_by_text("71/146").first.wait_for()
        settled(tab)
        badge = word("status.official", "en")
        expect(tab.get_by_test_id("stMain"), "the badge follows the snapshot").to_contain_text(badge)
        tab.close()
        watch.judge()


def listening(port: int) -> set[str]:
    """Return the addresses a port listens on, from the kernel's own table, as hexadecimal words."""
    found = set()
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        if table.exists():
            for line in table.read_text(encoding="ascii").splitlines()[1:]:
                address, state = line.split()[1], line.split()[3]
                host, number = address.split(":")
                if int(number, 16) == port and state == "0A":
                    found.add(host)
    return found


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="reads the kernel's table of Linux")
def test_the_server_listens_on_the_loopback_only(sample):
    with socket.create_connection(("127.0.0.1", sample.port), timeout=5):
        assert listening(sample.port) == {"0100007F"}
