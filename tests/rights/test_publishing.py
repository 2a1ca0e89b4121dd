"""Who publishes, restores and removes what: each tried from the wrong role, by intake, archive and session; all of it logged."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from data.intake import check
from data.intake.publish import publish_or_tell, standing_snapshot
from data.intake.session import Order, Session
from data.rights import RefusedError, acting, audit
from data.store import archive
from data.store.snapshots import read_snapshot, snapshot_folder
from tests.intake.commands import contents, run
from tests.intake.reported import FUND_TITLES, RETURN_TITLES, sheet_file
from tests.intake.small_town import PLACE, command, write
from tests.rights.people import CHIEF, CITY, COUNTY, OWN, ROWS, STRANGER, VIEWER, register, signed_in

DAY, NOW, NEIGHBOUR = date(2020, 12, 31), datetime(2026, 1, 1, tzinfo=UTC), "211481"
OTHER_CITY = signed_in("zibo")
MINE = ["巩固率", "建昌县", None, None, None, "2020年", 190, 200]
THEIRS = ["巩固率", "兴城市", None, None, None, "2020年", 1942, 2000]
MY_FUNDS = ["信息化建设", 100, "2020年", "建昌县", "建昌镇第一小学", None]
WRONG = [VIEWER, STRANGER, OTHER_CITY]


@pytest.fixture
def data(tmp_path, monkeypatch):
    """The small town with its other county's returns published, and a register beside it."""
    folder = tmp_path / "data"
    (tmp_path / "town").mkdir()
    theirs = sheet_file(tmp_path / "town", "填报表", RETURN_TITLES, [THEIRS])
    assert run("data.intake", "publish", *command([*write(tmp_path / "town"), theirs], folder)).code == 0
    monkeypatch.setenv("LIANXIAO_DATA", str(folder))
    register(folder, f"{ROWS}zibo@edu.example,,,city_editor,370300,\n")
    return folder


def publish(data, *files):
    """Check and publish as a page or the shell does."""
    standing = standing_snapshot(PLACE, DAY)
    reading = check(list(files), PLACE, DAY, None, None, standing)
    return publish_or_tell(reading, list(files), standing, replace=True, now=NOW)


def standing(data):
    return read_snapshot(snapshot_folder(data, PLACE, DAY))


def reported(data):
    return {(row["area_code"], row["numerator"]) for row in standing(data).table("returns").to_pylist()}


def mine(tmp_path, *rows):
    return sheet_file(tmp_path, "我的填报表", RETURN_TITLES, list(rows))


@pytest.mark.parametrize("user", WRONG, ids=lambda user: user.who)
def test_the_wrong_user_publishes_nothing_and_it_is_logged(data, tmp_path, user):
    before = contents(data)
    with acting(user), pytest.raises(RefusedError):
        publish(data, mine(tmp_path, THEIRS))
    assert contents(data) == before
    event = next(audit.events())
    assert (event.did, event.who) == ("refused", user.who)


def test_a_viewer_reads_but_does_not_publish(data, tmp_path):
    file = mine(tmp_path, THEIRS)
    with acting(VIEWER):
        reading = check([file], PLACE, DAY, None, None, standing_snapshot(PLACE, DAY))
        assert not reading.blocked
        with pytest.raises(RefusedError):
            publish(data, file)


@pytest.mark.parametrize("user", [CITY, CHIEF], ids=lambda user: user.who)
def test_an_editor_of_the_city_publishes_and_the_snapshot_says_who(data, tmp_path, user):
    with acting(user):
        assert publish(data, mine(tmp_path, MINE)) == []
    assert standing(data).manifest["published_by"] == user.who
    event = next(audit.events())
    assert (event.did, event.who, event.place, event.as_of) == ("published", user.who, PLACE, "2020-12-31")
    assert event.fingerprint == standing(data).fingerprint and event.rows == 1 and event.what == "我的填报表.xlsx"


def test_a_county_editor_adds_the_countys_returns_and_leaves_all_others(data, tmp_path):
    before = standing(data)
    tables = {name: before.table(name) for name in ("schools", "partnerships", "members")}
    with acting(COUNTY):
        assert publish(data, mine(tmp_path, MINE)) == []
        assert publish(data, sheet_file(tmp_path, "经费表", FUND_TITLES, [MY_FUNDS])) == []
    after = standing(data)
    assert reported(data) == {(NEIGHBOUR, 1942.0), (OWN, 190.0)}
    assert all(after.table(name).equals(table) for name, table in tables.items())
    assert after.manifest["counts"]["schools"] == before.manifest["counts"]["schools"]
    names = [source["file"] for source in after.manifest["sources"]]
    assert names == [*(one["file"] for one in before.manifest["sources"]), "我的填报表.xlsx", "经费表.xlsx"]
    assert [(event.did, event.area) for event in audit.events()][:2] == [("published", OWN)] * 2


def test_a_second_report_of_the_county_replaces_its_first_alone(data, tmp_path):
    with acting(COUNTY):
        publish(data, mine(tmp_path, MINE))
        publish(data, mine(tmp_path, [*MINE[:6], 195, 200]))
    assert reported(data) == {(NEIGHBOUR, 1942.0), (OWN, 195.0)}


@pytest.mark.parametrize("rows", [[THEIRS], [MINE, THEIRS]], ids=["another county", "both"])
def test_a_county_editor_publishes_no_row_of_another_county(data, tmp_path, rows):
    before = contents(data)
    with acting(COUNTY), pytest.raises(RefusedError):
        publish(data, mine(tmp_path, *rows))
    assert contents(data) == before


def test_a_county_editor_checks_a_roster_but_does_not_publish_it(data, tmp_path):
    before, files = contents(data), write(tmp_path / "town")
    with acting(COUNTY):
        assert not check(files, PLACE, DAY, None, None, standing_snapshot(PLACE, DAY)).blocked
        with pytest.raises(RefusedError):
            publish(data, *files)
    assert contents(data) == before


def test_what_a_county_editor_compares_with_is_the_countys_part(data, tmp_path):
    file = mine(tmp_path, MINE)
    sent = {"1": (file.name, file.read_bytes)}
    with acting(COUNTY):
        session = Session()
        reading = session.read(sent, Order(PLACE, DAY))
        told = str([*session.difference(), *reading.findings])
        counties = {row["county_code"] for row in reading.tables["schools"].to_pylist()}
    assert counties == {OWN} and "兴城" not in told and "曹庄" not in told
    with acting(COUNTY), pytest.raises(RefusedError):
        Session().read(sent, Order("370300", DAY))


@pytest.mark.parametrize("user", [*WRONG, COUNTY], ids=lambda user: user.who)
def test_the_wrong_user_restores_and_removes_nothing(data, tmp_path, user):
    publish(data, mine(tmp_path, MINE))
    kept = next(one for one in archive.versions(PLACE) if not one.is_current)
    before = contents(data)
    with acting(user), pytest.raises(RefusedError):
        archive.restore(kept, at=NOW)
    with acting(user), pytest.raises(RefusedError):
        archive.remove(PLACE, DAY, at=NOW)
    assert contents(data) == before
    assert [event.did for event in audit.events()][:2] == ["refused", "refused"]


def test_restoring_and_removing_are_logged(data, tmp_path):
    publish(data, mine(tmp_path, MINE))
    kept = next(one for one in archive.versions(PLACE) if not one.is_current)
    with acting(CITY):
        restored = archive.restore(kept, at=NOW)
        archive.remove(PLACE, DAY, at=NOW)
    removed, back, *_ = audit.events()
    assert (removed.did, back.did) == ("removed", "restored")
    assert removed.fingerprint == back.fingerprint == restored.fingerprint
    assert restored.manifest["published_by"] == back.who == CITY.who


def test_nothing_is_written_that_cannot_be_logged(data, tmp_path, monkeypatch, caplog):
    publish(data, mine(tmp_path, MINE))
    kept = next(one for one in archive.versions(PLACE) if not one.is_current)
    before = contents(data)
    monkeypatch.setattr(audit.chain, "append", full)
    with acting(CITY):
        (told,) = publish(data, mine(tmp_path, MINE))
        with pytest.raises(OSError, match="full"):
            archive.restore(kept, at=NOW)
        with pytest.raises(OSError, match="full"):
            archive.remove(PLACE, DAY, at=NOW)
    assert told.code == "disk_refuses" and contents(data) == before
    assert "audit log cannot be written" in caplog.text


def full(*_, **__):
    raise OSError("full")


def test_the_shell_publishes_as_its_user(data):
    event = next(audit.events())
    assert event.did == "published" and event.who.startswith("shell:")
    assert SimpleNamespace(**standing(data).manifest).published_by == event.who
