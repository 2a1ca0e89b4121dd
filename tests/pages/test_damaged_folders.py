"""A damaged folder takes no page down: what is damaged is left out alone and named, all else stands as before."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from starlette.requests import Request

import queries
from data.rights import User
from pages.routes import health
from queries import Scope
from queries.engine import pool
from tests.damaged import CASES, DATES, OTHER, PLACE, SNAPSHOT, Case, M, damaged, loop, whole
from tests.data.test_store_failures import without_privileges
from tests.pages.screens import OVERVIEW, PAGES, opened, troubles, words
from tests.rights.people import HEADER, ISSUER, claims

THOROUGH = bool(os.environ.get("THOROUGH"))  # all folders, all compared and drawn: minutes more

PROGRAMMES = {"huludao-2020": PLACE, "baoshan-2016": OTHER}
BY_NAME = {case.name: case for case in CASES}
HEADLINE = "rural_pairing_coverage"
GOES_ON_WITHOUT = (
    "registry/programmes.csv",
    "registry/goals.csv",
    "registry/indicators.csv",
)  # their figures go with them
UNSEEN = ("other_log", "other_decisions", "other_archive")  # of these the health route alone tells, and their own pages
Figures = dict[tuple[str, str, str], list[tuple[Any, ...]]]


def forget() -> None:
    """Forget all that was read or made of a data folder, as a new process does."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in ("data", "queries", "views", "pages"):
            for found in list(vars(module).values()):
                if hasattr(found, "cache_clear") and not isinstance(found, type):
                    found.cache_clear()
    pool._engines.clear()
    pool._looked.clear()


@pytest.fixture
def afresh() -> Iterator[None]:
    """Let nothing that was read of another folder stay, before or after."""
    forget()
    yield
    forget()


def figures() -> Figures:
    """Return every programme's headline figures and where its goals stand, at every date."""
    found: Figures = {}
    for row in queries.programmes():
        programme = row["programme_id"]
        for day in queries.snapshots(PROGRAMMES[programme])["as_of"]:
            scope = Scope(programme, day)
            for kind, rows in (("measures", queries.measures(scope, HEADLINE)), ("goals", queries.progress(scope))):
                told = rows[[*(["goal_id"] if kind == "goals" else []), "area_code", "numerator", "denominator"]]
                found[programme, str(day), kind] = list(told.fillna(-1).itertuples(index=False, name=None))
    return found


@cache
def undamaged() -> Figures:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIANXIAO_DATA", str(whole()))
        forget()
        found = figures()
        forget()
    return found


def asked_health() -> tuple[int, dict[str, Any]]:
    answer = health(Request({"type": "http"}))
    said: dict[str, Any] = json.loads(bytes(answer.body))
    return answer.status_code, said


def test_the_whole_folder_is_healthy(monkeypatch: pytest.MonkeyPatch, afresh: None) -> None:
    monkeypatch.setenv("LIANXIAO_DATA", str(whole()))
    code, said = asked_health()
    assert (code, said["status"], said["damages"]) == (200, "ok", [])
    assert {(PROGRAMMES[key[0]], key[1]) for key in undamaged()} == set(DATES)


def pages_of(case: Case) -> list[str]:
    """Return the page that is drawn, each in its turn, and the overview too where no snapshot is lost.

    Of two folders in five the figures are compared and pages drawn, of the others what the health route says.
    """
    at = CASES.index(case)
    if at % 5 not in (0, 2) and not THOROUGH:
        return []
    page = PAGES[at % len(PAGES)]
    return [page] if case.lost else list(dict.fromkeys([OVERVIEW, page]))


@pytest.mark.parametrize("case", CASES if THOROUGH else CASES[::2], ids=lambda case: case.name)
def test_a_damaged_folder_is_shown_but_for_what_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, afresh: None, case: Case
) -> None:
    expected = undamaged()
    monkeypatch.setenv("LIANXIAO_DATA", str(damaged(case, tmp_path / "data")))

    code, said = asked_health()
    named = [one for one in said["damages"] if one["file"].endswith(case.file)] if case.file else []
    assert bool(named) == bool(case.file), said["damages"]
    assert said["status"] == ("damaged" if case.file else "ok" if said["programmes"] else "no snapshot")
    assert (code == 503) == (not said["programmes"])
    assert str(tmp_path) not in json.dumps(said), "where the data lies is nobody's business"
    for one in named:
        assert all(one[key].strip() for key in ("zh", "en", "fix_zh", "fix_en")), one

    if not (drawn := pages_of(case)):
        return
    found = figures()
    same = {key: rows for key, rows in expected.items() if (PROGRAMMES[key[0]], key[1]) not in case.lost}
    if case.file in GOES_ON_WITHOUT:
        assert all(row in same[key] for key, rows in found.items() for row in rows)
    else:
        assert found == same

    for script in drawn:
        at = opened(script, lang="en", layout="print")
        assert troubles(at) == [], script
        if named and not case.name.startswith(UNSEEN):
            assert any(named[0]["en"] in text for text in words(at)), f"{script} does not name it"


def test_a_viewer_is_told_in_a_line_and_a_keeper_in_full_and_nobody_of_another_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, afresh: None
) -> None:
    folder = damaged(BY_NAME["table_short"], tmp_path / "data")
    people = {"s-v": ("viewer", PLACE), "s-c": ("city_editor", PLACE), "s-o": ("viewer", OTHER)}
    rows = HEADER + "".join(f",{who},{ISSUER},{role},{area},\n" for who, (role, area) in people.items())
    (folder / "access" / "roles.csv").write_text(rows, encoding="utf-8")
    monkeypatch.setenv("LIANXIAO_DATA", str(folder))
    seen = {}
    for who in people:
        user = claims(User(who, issuer=ISSUER, since=int(time.time())))
        at = opened(OVERVIEW, user=user, secrets={"auth": {"client_id": "x"}}, lang="en")
        assert troubles(at) == []
        seen[who] = "\n".join(words(at))
    assert "Some data files are damaged" in seen["s-v"] and "2023-12-31" in seen["s-v"]
    assert "schools.parquet" not in seen["s-v"] and "restore it" not in seen["s-v"]
    assert "schools.parquet" in seen["s-c"] and "restore it from the backup" in seen["s-c"]
    assert "damaged" not in seen["s-o"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
@pytest.mark.parametrize(
    "part", [SNAPSHOT / "schools.parquet", M, SNAPSHOT, "registry/goals.csv", "registry", "geography"]
)
def test_what_the_service_may_not_read_is_named_too(
    monkeypatch: pytest.MonkeyPatch, afresh: None, part: Path | str
) -> None:
    with TemporaryDirectory() as outer:
        folder = damaged(Case("closed", lambda _: None, ""), Path(outer) / "data")
        for shown in (Path(outer), folder):
            shown.chmod(0o755)
        (folder / part).chmod(0)
        monkeypatch.setenv("LIANXIAO_DATA", str(folder))
        with without_privileges():
            _, said = asked_health()
        (folder / part).chmod(0o755)
    assert said["status"] == "damaged"
    name = PurePath(part).name
    assert any(name in one["file"] for one in said["damages"]), said["damages"]


def test_a_hostile_name_in_a_damage_is_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, afresh: None) -> None:
    folder = damaged(Case("hostile", lambda _: None, ""), tmp_path / "data")
    (folder / "snapshots" / "![x](https:" / "evil.example").mkdir(parents=True)
    (folder / "snapshots" / "<img src=x onerror=alert(1)>").mkdir()
    monkeypatch.setenv("LIANXIAO_DATA", str(folder))
    at = opened(OVERVIEW, lang="en")
    assert troubles(at) == []
    assert not any(
        "evil" in box.value or "![" in box.value or "<img" in box.value for box in [*at.warning, *at.markdown]
    )
    assert not any("<img src=x" in one.proto.body for one in at.main if one.type == "html")


@pytest.mark.parametrize("make", [loop, os.mkfifo, Path.mkdir])
def test_a_register_that_is_no_file_lets_nobody_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, afresh: None, make: Callable[[Path], None]
) -> None:
    folder = damaged(Case("register", lambda _: None, ""), tmp_path / "data")
    make(folder / "access" / "roles.csv")
    monkeypatch.setenv("LIANXIAO_DATA", str(folder))
    at = opened(OVERVIEW, lang="en")
    assert troubles(at) == []
    assert not at.title or not any("%" in text for text in words(at)), "no figure is shown"
    _, said = asked_health()
    assert [one["file"] for one in said["damages"]] == ["access/roles.csv"]
