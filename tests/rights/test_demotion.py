"""A role taken away or narrowed in the middle of a page: at the next click nothing of the other counties is shown or served."""

import functools
import queue
import re
import shutil
import threading
from dataclasses import replace
from pathlib import PurePath
from types import SimpleNamespace

import pytest
from starlette.requests import Request
from streamlit.runtime.scriptrunner import RerunData
from streamlit.testing.v1 import local_script_runner

import queries
from data.paths import PROJECT
from data.registry.rows import areas
from data.rights import NOBODY, Grant, RefusedError, Role, User, acting, granted, sign_ins
from pages import routes
from queries import Scope
from queries.engine.cached_verbs import cached_verb
from tests.intake.commands import run
from tests.intake.small_town import command, write
from tests.pages.intake import PAIRS, ROSTER, sent, sheet
from tests.pages.screens import BRIEFING, COUNTY, MAP, PAGES, opened, served, spec, troubles
from tests.rights.people import CHIEF, CITY, HEADER, OWN, PLACE, claims, register
from tests.rights.people import COUNTY as EDITOR
from tests.rights.sending import Server, run_alone
from tests.rights.test_pages import OPEN, SIGNED, day_of, schools, told, word
from views.downloads import deferred
from views.downloads.deferred import requested_file
from views.maps import memory
from views.server import file_gate, file_owners
from views.server.uploads import Uploads
from views.text import drawing_cache as drawn

DATES = ("2019-12-31", "2020-12-31")
WIDE = f"{HEADER}{EDITOR.email},,,city_editor,{PLACE},\n"
NARROW = f"{HEADER}{EDITOR.email},,,county_editor,{OWN},\n"
LOOKER = f"{HEADER}{EDITOR.email},,,viewer,{OWN},\n"
CITYWIDE, COUNTYWIDE = Grant(Role.CITY_EDITOR, PLACE), Grant(Role.COUNTY_EDITOR, OWN)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    data = tmp_path_factory.mktemp("pages")
    for day in DATES:
        part = f"snapshots/place={PLACE}/as_of={day}"
        shutil.copytree(PROJECT / "data" / part, data / part)
    return data


@pytest.fixture(autouse=True)
def data(folder, monkeypatch):
    monkeypatch.setenv("LIANXIAO_DATA", str(folder))
    register(folder, WIDE)
    yield folder
    shutil.rmtree(folder / "access")


@pytest.fixture(scope="module")
def foreign(folder):
    """The codes and names of schools of other counties that are not also those of the own, nor of its partners."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIANXIAO_DATA", str(folder))
        own = {*schools(OWN, "school_id"), *schools(OWN, "name")}
        for day in DATES:
            pairs = queries.pairings(Scope("huludao-2020", day_of(day), OWN))
            for column in ("core_name", "member_name", "core_school_id", "member_id", "partnership_name"):
                own |= {*pairs[column]}
        others = set(queries.places(PLACE)["area_code"]) - {OWN, PLACE}
        return {one for area in others for column in ("school_id", "name") for one in schools(area, column)} - own


def wide(script, **asked):
    """Return a page as a city's editor meets it."""
    return opened(script, user=claims(EDITOR), secrets=SIGNED, **asked)


def text_of(at):
    return "\n".join(told(at)[1])


def named(at, names):
    """Return which of the names a page says."""
    text = text_of(at)
    return [one for one in names if one in text]


def click(at, fragment, monkeypatch):
    """Run one fragment of a page again, as a click inside it does."""
    with monkeypatch.context() as patch:
        patch.setattr(local_script_runner, "RerunData", functools.partial(RerunData, fragment_id=fragment))
        return at.run()


def fragments(at):
    return list(at._fragment_storage._fragments)


ASKED = {BRIEFING: {"present": "1", "step": "2", "list": "1"}, COUNTY: {"view": "roster"}}
EVERY = [page for page in PAGES if PurePath(page).stem != "audit"]


@pytest.mark.parametrize("script", EVERY)
def test_a_click_in_the_middle_of_a_page_shows_the_own_county_alone(script, data, foreign, monkeypatch):
    at = wide(script, **ASKED.get(script, {}))
    assert troubles(at) == [] and at.session_state["grant"] == CITYWIDE
    before = at.main
    assert before
    register(data, NARROW)
    at = click(at, fragments(at)[-1], monkeypatch)
    assert at.session_state["grant"] == COUNTYWIDE, "the click ran the whole page anew"
    assert troubles(at) == [] and not named(at, foreign)
    if script in OPEN:
        assert at.selectbox(key="choose_area").options == [areas()[OWN]["name_zh"]]


def test_every_part_of_a_page_follows_the_right(data, foreign, monkeypatch):
    at = wide(COUNTY, view="roster")
    assert named(at, foreign), "there is something to take away"
    register(data, NARROW)
    count = len(fragments(at))
    assert count >= 2, "the search and the page"
    for number in range(count):
        at.session_state["grant"] = CITYWIDE
        at = click(at, fragments(at)[min(number, len(fragments(at)) - 1)], monkeypatch)
        assert at.session_state["grant"] == COUNTYWIDE
        assert troubles(at) == [] and not named(at, foreign)


@pytest.mark.parametrize("rows", [HEADER, "nonsense"], ids=["removed", "faulty"])
@pytest.mark.parametrize("script", EVERY[::4])
def test_a_click_after_the_role_is_gone_leads_to_the_door(script, rows, data, foreign, monkeypatch):
    at = wide(script)
    register(data, rows)
    at = click(at, fragments(at)[-1], monkeypatch)
    assert told(at)[0] == [word("sign_in_page.unregistered" if rows == HEADER else "sign_in_page.closed")]
    assert len(at.dataframe) == 0 and not named(at, foreign)


def test_a_click_after_signing_out_elsewhere_leads_to_the_door(data, foreign, monkeypatch):
    at = wide(COUNTY, view="roster")
    sign_ins.end(EDITOR)
    at = click(at, fragments(at)[-1], monkeypatch)
    assert told(at)[0] == [word("sign_in_page.sign_in")] and not named(at, foreign)


def test_a_search_answers_for_the_own_county_alone(data, foreign):
    at = wide(COUNTY)
    at.text_input(key="search_words").set_value("小学").run()
    assert named(at, foreign)
    register(data, NARROW)
    assert not named(at.run(), foreign)


def test_an_evidence_link_shows_the_own_county_alone(data, foreign, monkeypatch):
    at = wide(COUNTY, view="roster", evidence=queries.evidence_link(PLACE))
    assert named(at, foreign)
    register(data, NARROW)
    at = click(at, fragments(at)[-1], monkeypatch)
    assert troubles(at) == [] and not named(at, foreign)


@pytest.fixture
def town(tmp_path, monkeypatch):
    """A city whose snapshot stands, with an editor of all of it."""
    (tmp_path / "town").mkdir()
    data = tmp_path / "data"
    assert run("data.intake", "publish", *command(write(tmp_path / "town"), data)).code == 0
    register(data, WIDE)
    return data


@pytest.mark.parametrize("step", ["sheets", "findings", "names", "differs", "publish"])
def test_an_open_intake_forgets_what_was_read_for_the_whole_place(town, monkeypatch, step):
    files = {"名册.csv": sheet(ROSTER), "结对.csv": sheet(PAIRS)}
    at = sent(town, monkeypatch, files, step=step, user=claims(EDITOR), secrets=SIGNED)
    assert len(at.session_state["intake"].reading.tables["schools"]) == len(ROSTER) - 1
    register(town, NARROW)
    at = click(at, fragments(at)[-1], monkeypatch)
    assert "intake" not in at.session_state and at.file_uploader[0].value == []
    text = text_of(at)
    assert troubles(at) == [] and not [row[2] for row in ROSTER[1:-1] if row[2] in text]


def test_a_session_reads_anew_what_another_right_read(town, monkeypatch):
    """Also where no page forgets it: a county's editor compares with his part of the snapshot."""
    rows = [["指标", "县区", "期间", "完成数", "应完成数"], ["巩固率", "建昌县", "2020年", "190", "200"]]
    at = sent(town, monkeypatch, {"填报表.csv": sheet(rows)}, user=claims(EDITOR), secrets=SIGNED)
    session, order = at.session_state["intake"], at.session_state["intake"]._order
    counties = {row["county_code"] for row in session.reading.tables["schools"].to_pylist()}
    register(town, NARROW)
    with acting(EDITOR):
        again = session.read({"one": ("填报表.csv", lambda: sheet(rows))}, order)
        same = session.read({"one": ("填报表.csv", lambda: sheet(rows))}, order)
    assert len(counties) > 1 and {row["county_code"] for row in again.tables["schools"].to_pylist()} == {OWN}
    assert again is same
    with acting(CITY), pytest.raises(RefusedError):
        session.read({"one": ("填报表.csv", lambda: sheet(rows))}, order)


def test_a_briefing_made_before_is_neither_shown_nor_served(data):
    at = wide(BRIEFING)
    at.button(key="briefing_workbook").click().run()
    making = at.session_state["file_job_briefing"]
    content = making.answer().content
    assert content
    at.run()
    assert file_owners.may_fetch(content, EDITOR)
    register(data, NARROW)
    assert not file_owners.may_fetch(content, EDITOR)
    at.run()
    assert "file_job_briefing" not in at.session_state and not [
        one for one in at.get("download_button") if "save" in one.proto.id
    ]
    register(data, WIDE)
    sign_ins.end(EDITOR)
    assert not file_owners.may_fetch(content, EDITOR)


def test_a_file_whose_right_goes_while_it_is_made_is_not_handed_over(data):
    def make():
        register(data, NARROW)
        return b"the city's"

    with acting(EDITOR):
        file = requested_file("x.csv")
    with pytest.raises(RefusedError):
        file.written(make)


@pytest.mark.parametrize("rows", [NARROW, LOOKER, HEADER], ids=["narrowed", "viewer", "removed"])
def test_a_file_offered_before_is_not_written(data, rows, files):
    """A list on screen is written from what was asked when it was drawn."""
    wide(COUNTY, view="roster")
    register(data, rows)
    assert len(files) >= 3
    for make in files.values():
        with pytest.raises(RefusedError):
            make()


def test_a_file_offered_before_is_not_written_after_signing_out(data, files):
    wide(COUNTY, view="roster")
    next(iter(files.values()))()
    sign_ins.end(EDITOR)
    with pytest.raises(RefusedError):
        next(iter(files.values()))()


@pytest.fixture
def server(monkeypatch):
    made = Server(Uploads("/x"), CITY)
    monkeypatch.setattr(file_gate, "Runtime", SimpleNamespace(instance=lambda: made.runtime))
    monkeypatch.setattr(file_gate, "requester", lambda _: made.user)
    yield made
    made.uploads.close()


def test_a_made_file_is_served_to_whom_it_was_made_for_under_the_same_right(server, data):
    users = f"{WIDE}{CHIEF.email},,,administrator,all,\n"
    register(data, users)
    address = server.media.add(b"the city's list", "text/csv", "0", "list.csv", is_for_static_download=True)
    server.user = EDITOR
    assert server.ask("GET", address) == 403, "nobody knows whose it is"
    file_owners.hand(b"the city's list", EDITOR, granted(EDITOR))
    assert server.ask("GET", address) == 200 and server.ask("HEAD", address) == 200
    for other in (NOBODY, CHIEF, replace(EDITOR, since=0), replace(EDITOR, issuer="https://other.example")):
        server.user = other
        assert server.ask("GET", address) == 403
        assert server.ask("GET", address.replace("/media/", "//media//")) == 403
    server.user = EDITOR
    register(data, users.replace("city_editor", "viewer"))
    assert server.ask("GET", address) == 403
    register(data, users)
    assert server.ask("GET", address) == 200
    sign_ins.end(EDITOR)
    assert server.ask("GET", address) == 403


def test_pictures_of_the_frame_and_addresses_of_nothing_are_not_held_up(server):
    server.user = NOBODY
    icon = server.media.add(b"icon", "image/png", "0")
    assert server.ask("GET", icon) == 200 and server.ask("GET", "/media/nothing.csv") == 200
    assert server.ask("GET", "/map/x.geojson") == 200 and server.ask("GET", "/healthz") == 200


def test_the_areas_of_a_map_are_served_to_who_may_see_them(data, monkeypatch):
    memory._served.clear()  # the same figures may have been drawn for a county's editor
    memory.cached_map.cache_clear()
    at = wide(MAP)
    url = next(layer["data"] for layer in spec(at)["layers"] if layer["@@type"] == "GeoJsonLayer")

    def status(user):
        monkeypatch.setattr(routes, "requester", lambda _: user)
        request = Request({"type": "http", "path_params": {"name": PurePath(url).name}, "headers": []})
        return run_alone(routes.outlines(request)).status_code

    assert status(EDITOR) == 200 and served(PurePath(url).name)
    assert [status(one) for one in (NOBODY, CITY, replace(EDITOR, since=0))] == [404] * 3
    register(data, NARROW)
    assert status(EDITOR) == 404
    register(data, WIDE)
    sign_ins.end(EDITOR)
    assert status(EDITOR) == 404


def test_what_is_drawn_while_the_right_changes_is_kept_for_nobody(data):
    kept = drawn.DrawingCache(9)

    def make(rows, content):
        register(data, rows)
        return content

    with acting(EDITOR):
        register(data, NARROW)
        assert kept("it", lambda: make(WIDE, "the city's")) == "the city's"
        register(data, NARROW)
        assert kept("it", lambda: "the county's") == "the county's"


def test_what_is_asked_while_the_right_changes_is_asked_again_and_kept_for_nobody(data, monkeypatch):
    said = iter(["the city's", "the county's", "the city's later", "the county's later"])

    @cached_verb
    def verb():
        register(folder_of(), WIDE)
        return next(said)

    def folder_of():
        return data

    with acting(EDITOR):
        register(data, NARROW)
        assert verb() == "the county's"
        register(data, NARROW)
        assert verb() == "the county's later"


# Where something is kept from one question to the next, and why nobody is answered what another may see.
KEPT = {
    "queries/engine/build.py": "a hash of what the model follows from",
    "queries/sql_files.py": "SQL texts",
    "queries/engine/database.py": "parsed SQL; answers in a `Cache`: keyed by the right",
    "queries/engine/pool.py": "engines: every statement on them passes `queries/engine/access.py`",
    "queries/evidence_links.py": "how a link's data stands to today's, asked after `require_area`; names no school",
    "queries/evidence/rules.py": "hashes of rules",
    "views/panels/audit.py": "names of pages",
    "views/briefing/pictures.py": "a `DrawingCache`: keyed by the right",
    "views/panels/briefing.py": "a `DrawingCache`: keyed by the right",
    "views/text/labels.py": "texts",
    "views/panels/manage/words.py": "names of fields",
    "views/maps/icons.py": "icons",
    "views/maps/memory.py": "a `DrawingCache`: keyed by the right; files with the rights they were drawn under",
    "views/briefing/meeting.py": "the program of the meeting",
    "views/charts/plot.py": "the program of the charts",
    "views/shell/html_buttons.py": "the program of buttons",
    "views/theme/styles.py": "style sheets",
    "views/text/drawing_cache.py": "a `Cache`: keyed by the right",
    "views/server/file_owners.py": "whom files were made for",
}
MARKS = re.compile(r"@cache\b|@cached\(|@lru_cache|st\.cache_|OrderedDict[(\[]|Cache[(\[]")


def test_every_cache_is_known_with_why_it_leaks_nothing():
    found = set()
    for path in [
        PROJECT / "app.py",
        *(one for room in ("queries", "views", "pages") for one in (PROJECT / room).rglob("*.py")),
    ]:
        if MARKS.search(path.read_text(encoding="utf-8")):
            found.add(path.relative_to(PROJECT).as_posix())
    assert found == KEPT.keys()


def test_a_user_has_few_files_made_at_once(data):
    waits, found = threading.Event(), queue.SimpleQueue[object]()

    def slow() -> bytes:
        waits.wait(20)
        return b"x"

    def asked() -> None:
        try:
            found.put(file())
        except RefusedError:
            found.put("refused")

    with acting(User("s-many", fixed=Grant(Role.ADMINISTRATOR))):
        file, other = deferred.deferred(slow, "一览.csv"), deferred.deferred(lambda: b"y", "一览.csv")
    threads = [threading.Thread(target=asked) for _ in range(5)]
    for one in threads:
        one.start()
    assert [found.get(timeout=20), found.get(timeout=20)] == ["refused"] * 2, "three wait, none is written yet"
    waits.set()
    for one in threads:
        one.join()
    assert [found.get(timeout=20) for _ in range(3)] == [b"x"] * 3
    assert other() == b"y", "those that were written count no longer"
