"""Every page as a county editor meets it: his county in full, nobody else's schools, and a refusal for what is not his."""

import io
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import PurePath
from types import SimpleNamespace

import openpyxl
import pytest

import queries
from data.paths import PROJECT
from data.registry.rows import areas
from data.rights import RefusedError, audit, granted, may_keep
from queries import Scope
from tests.folder import in_folder
from tests.intake.commands import contents, run
from tests.intake.small_town import command, write
from tests.pages.intake import sent, sheet
from tests.pages.screens import PAGES, elements, opened, troubles, words
from tests.rights.people import COUNTY, HEADER, OTHER, OWN, PLACE, STRANGER, VIEWER, claims, register
from views.shell import visitor as visitors
from views.text.labels import label, speaking

DATES = ("2019-12-31", "2020-12-31")
SIGNED = {"auth": {"client_id": "x"}}
CLOSED = ("audit", "snapshots")
OPEN = [page for page in PAGES if PurePath(page).stem not in (*CLOSED, "definitions", "intake")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    data = tmp_path_factory.mktemp("pages")
    for day in DATES:
        part = f"snapshots/place={PLACE}/as_of={day}"
        shutil.copytree(PROJECT / "data" / part, data / part)
    register(data)
    audit.write("exported")  # the first event notes the snapshots that are there
    return data


@pytest.fixture(autouse=True)
def data(folder, monkeypatch):
    monkeypatch.setenv("LIANXIAO_DATA", str(folder))
    return folder


def seen_by(user, script, **asked):
    """Return a page as a signed-in user meets it."""
    return opened(script, user=claims(user), secrets=SIGNED, **asked)


def told(at):
    return [title.value for title in at.title], words(at)


def word(key, language="zh_CN"):
    with speaking(language, "county"):
        return label(key)


@pytest.fixture(scope="module")
def foreign(folder):
    """The codes and names of all schools of other counties that are not also those of the own, nor of its partners."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIANXIAO_DATA", str(folder))
        own = {*schools(OWN, "school_id"), *schools(OWN, "name")}
        partners = set()
        for day in DATES:
            pairs = queries.pairings(Scope("huludao-2020", day_of(day), OWN))
            partners |= {*pairs["core_name"], *pairs["member_name"], *pairs["core_school_id"], *pairs["member_id"]}
            partners |= {*pairs["partnership_name"]}
        others = set(queries.places(PLACE)["area_code"]) - {OWN, PLACE}
        return (
            {one for area in others for column in ("school_id", "name") for one in schools(area, column)}
            - own
            - partners
        )


def day_of(day):
    return next(one for one in queries.snapshots(PLACE)["as_of"] if str(one)[:10] == day)


def schools(area, column):
    return {one for day in DATES for one in queries.schools(Scope("huludao-2020", day_of(day), area))[column]}


@pytest.mark.parametrize("script", OPEN)
def test_a_page_shows_the_own_county_and_no_school_of_another(script, foreign):
    at = seen_by(COUNTY, script)
    titles, said = told(at)
    assert troubles(at) == [] and titles and word("sign_in_page.refused") not in titles
    assert at.selectbox(key="choose_area").options == [areas()[OWN]["name_zh"]]
    text = "\n".join(said)
    assert not [one for one in foreign if one in text]


ELSEWHERE = [{"programme": "zibo-2019"}, {"place": "370300"}]
ADDRESSES = [(script, {"area": OTHER}) for script in [*OPEN, "pages/about/definitions.py"]]
ADDRESSES += [(script, asked) for script in OPEN[::4] for asked in ELSEWHERE]


@pytest.mark.parametrize(("script", "asked"), ADDRESSES, ids=str)
def test_another_county_or_city_in_the_address_is_refused_and_logged(script, asked, data):
    before = len(list(audit.events()))
    at = seen_by(COUNTY, script, **asked)
    titles, said = told(at)
    assert titles == [word("sign_in_page.refused")] and troubles(at) == []
    assert "建昌县" in "".join(said) and len(at.dataframe) == 0
    event, *_ = audit.events()
    assert len(list(audit.events())) == before + 1 and (event.did, event.who) == (
        "refused",
        COUNTY.email,
    )


@pytest.mark.parametrize("script", ["pages/explore/school.py", "pages/explore/partnership.py"])
def test_a_school_or_partnership_of_another_county_in_the_address_is_refused(script):
    pairs = queries.pairings(Scope("huludao-2020", None, OTHER))
    alone = pairs[~pairs["crosses_area"] & ~pairs["crosses_city"]].iloc[0]
    at = seen_by(COUNTY, script, school=alone["member_id"], partnership=alone["partnership_id"])
    assert told(at)[0] == [word("sign_in_page.refused")]
    assert alone["member_name"] not in "".join(told(at)[1])


def test_all_of_the_place_in_the_address_means_the_own_county_without_a_warning():
    at = seen_by(COUNTY, "pages/explore/county.py", area="all")
    assert "建昌县" in at.title[0].value and not at.warning


@pytest.mark.parametrize("script", [page for page in PAGES if PurePath(page).stem in CLOSED])
@pytest.mark.parametrize("user", [COUNTY, VIEWER], ids=lambda user: user.who)
def test_pages_of_other_roles_are_closed(script, user):
    assert told(seen_by(user, script))[0] == [word("sign_in_page.refused")]


@pytest.mark.parametrize("script", PAGES[::3])
def test_who_is_not_registered_meets_the_door(script, foreign):
    at = seen_by(STRANGER, script)
    assert told(at)[0] == [word("sign_in_page.unregistered")] and len(at.selectbox) == 0
    assert not [one for one in foreign if one in "\n".join(told(at)[1])]


@pytest.mark.parametrize(
    ("script", "asked"),
    [("pages/explore/county.py", {"view": "roster"}), ("pages/explore/school.py", {}), ("pages/monitor/goals.py", {})],
)
def test_a_file_written_later_holds_the_own_county_alone_and_is_logged(data, files, foreign, script, asked):
    """A browser fetches it after the run, in a thread that knows no session."""
    seen_by(COUNTY, script, **asked)
    texts = {name: make for name, make in files.items() if name.endswith(".csv")}
    assert texts
    for name, make in texts.items():
        with ThreadPoolExecutor(1) as elsewhere:
            content = elsewhere.submit(make).result().decode("utf-8-sig")
        assert not [one for one in foreign if one in content] and "建昌县" in name + content
        event, *_ = audit.events()
        assert (event.did, event.who, event.what, event.area) == ("exported", COUNTY.email, name, OWN)
        assert event.place == PLACE and event.as_of == "2020-12-31" and len(event.fingerprint) == 64


def test_a_file_is_refused_to_who_lost_the_role_since_the_page_was_drawn(data, files):
    seen_by(COUNTY, "pages/explore/school.py")
    make = next(make for name, make in files.items() if name.endswith(".csv"))
    try:
        register(data, HEADER)
        with pytest.raises(RefusedError):
            make()
    finally:
        register(data)


def test_who_signed_in_takes_no_file_that_cannot_be_logged(files, monkeypatch):
    seen_by(COUNTY, "pages/explore/school.py")
    monkeypatch.setattr(audit.chain, "append", full)
    with pytest.raises(OSError, match="full"):
        next(iter(files.values()))()


def full(*_, **__):
    raise OSError("full")


def test_a_briefing_made_in_a_thread_of_its_own_knows_who_asked(data, foreign):
    at = seen_by(COUNTY, "pages/report/briefing.py")
    at.button(key="briefing_workbook").click().run()
    made = at.session_state["file_job_briefing"].answer()
    book = openpyxl.load_workbook(io.BytesIO(made.content), read_only=True)
    text = "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    assert "建昌县" in text and not [one for one in foreign if one in text]
    assert next(audit.events()).who == COUNTY.email


@pytest.fixture
def town(tmp_path, monkeypatch):
    """A city whose snapshot a clerk of it has published, with a register."""
    (tmp_path / "town").mkdir()
    data = tmp_path / "data"
    assert run("data.intake", "publish", *command(write(tmp_path / "town"), data)).code == 0
    register(data)
    return data


def reported(town, monkeypatch, county):
    """Send a return of a county as the editor of one, agree to replace, and publish; return the page."""
    rows = [["指标", "县区", "期间", "完成数", "应完成数"], ["巩固率", county, "2020年", "190", "200"]]
    at = sent(town, monkeypatch, {"填报表.csv": sheet(rows)}, step="publish", user=claims(COUNTY), secrets=SIGNED)
    at.checkbox[0].check().run()
    return at.button(key="intake_publish").click().run()


def test_a_county_editor_publishes_for_the_own_county_on_the_page(town, monkeypatch):
    at = reported(town, monkeypatch, "建昌县")
    assert troubles(at) == [] and next(in_folder(town, audit.events)).did == "published"


def test_a_county_editor_does_not_publish_for_another_on_the_page(town, monkeypatch):
    before = contents(town)
    at = reported(town, monkeypatch, "兴城市")
    assert "你的账号不能发布" in "".join(told(at)[1]) and len(at.title) == 1
    assert contents(town) == before and next(in_folder(town, audit.events)).did == "refused"


@pytest.mark.parametrize(
    "asked", [{"step": "1"}, {"step": "1", "list": "1"}, {"step": "2", "list": "1", "lang": "en"}], ids=str
)
def test_a_meeting_names_the_own_county_alone(foreign, asked):
    at = seen_by(COUNTY, "pages/report/briefing.py", present="1", **asked)
    text = "\n".join(element.proto.body for element in elements(at) if element.type == "html")
    assert troubles(at) == [] and ("建昌县" in text or "Jianchang" in text)
    assert not [one for one in foreign if one in text]


def test_a_meeting_of_another_county_is_refused():
    assert told(seen_by(COUNTY, "pages/report/briefing.py", present="1", step="1", area=OTHER))[0] == [
        word("sign_in_page.refused")
    ]


@pytest.mark.parametrize(
    ("headers", "address", "may"),
    [
        ({"Host": "localhost:8501"}, None, True),
        ({"Host": "127.0.0.1:8501"}, None, True),
        ({"Host": "[::1]:8501"}, None, True),
        ({}, None, True),
        ({"Host": "lianxiao.edu.example"}, None, False),
        ({"Host": "127.0.0.1:8501", "X-Forwarded-For": "10.0.0.9"}, None, False),
        ({"Host": "localhost:8501"}, "10.0.0.9", False),
    ],
)
def test_without_sign_in_only_this_machine_administers(folder, monkeypatch, headers, address, may):
    monkeypatch.setattr(visitors.st, "context", SimpleNamespace(headers=headers, ip_address=address))
    monkeypatch.setattr(visitors, "get_script_run_ctx", lambda **_: object())
    monkeypatch.setenv("LIANXIAO_DATA", str(folder / "none"))
    assert may_keep(visitors.visitor(), PLACE) is may
    assert granted(visitors.visitor()) is not None


def test_a_register_without_sign_in_lets_nobody_in():
    at = opened("pages/monitor/overview.py")
    assert told(at)[0] == [word("sign_in_page.closed")] and "secrets.toml" in "".join(told(at)[1])


def test_secrets_that_cannot_be_read_let_nobody_in(tmp_path, monkeypatch):
    monkeypatch.setenv("LIANXIAO_DATA", str(PROJECT / "data"))
    broken = tmp_path / "secrets.toml"
    broken.write_text("[auth\nclient_id=", encoding="utf-8")
    monkeypatch.setattr(visitors.st, "get_option", lambda _: [str(broken)])
    monkeypatch.setattr(visitors.st, "secrets", SimpleNamespace(load_if_toml_exists=lambda: False))
    assert visitors.sign_in() is visitors.SignIn.BROKEN


def test_a_sign_in_that_is_not_set_up_in_full_says_whom_to_tell(monkeypatch):
    monkeypatch.setenv("LIANXIAO_CONTACT", "信息中心")
    at = opened("pages/monitor/overview.py", user={"is_logged_in": False}, secrets=SIGNED)
    at.button(key="sign_in").click().run()
    assert told(at)[0] == [word("sign_in_page.sign_in")] and not at.exception
    assert "信息中心" in at.error[0].value
