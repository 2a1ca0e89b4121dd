"""Every function that writes below the data folder asks for a right and logs: found from the syntax tree, then tried."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.files.manifest_identity import identity
from data.intake import known_names, profiles
from data.intake.choices import Choices, KnownName
from data.paths import PROJECT
from data.rights import RefusedError, User, acting, audit
from data.sample import publish_sample
from data.store import archive, publishing
from data.verification.report import verify
from tests.data.published import DAY, NEW, OLD, PLACE, publish
from tests.folder import in_folder
from tests.intake.commands import contents
from tests.queries.city import NOTES, tables
from tests.rights.people import CHIEF, CITY, COUNTY, ELSEWHERE, OWN, ROWS, STRANGER, VIEWER, register, signed_in
from tests.rights.writers import EXEMPT, entries, functions

NOW = datetime(2026, 1, 1, tzinfo=UTC)
OTHER_CITY = signed_in("zibo")
ROOMS = ("data", "queries", "pages", "views")


@dataclass(frozen=True)
class Entry:
    """How a function is called on a data folder, what the log calls it, and who may."""

    act: Callable[[Path], object]
    did: str
    may: tuple[User, ...] = (CITY, CHIEF)


def _archived(data: Path) -> archive.Version:
    return next(one for one in archive.versions(PLACE) if not one.is_current)


def _published(data: Path) -> object:
    content = tables(PLACE, date(2021, 12, 31), OLD, [])
    return publishing.publish(data, PLACE, date(2021, 12, 31), content, NOTES, published_at=NOW)


NAME = KnownName("一小", "A", county="211402", who=CITY.who, at="2026-01-01")
ENTRIES = {
    "data.store.publishing:publish": Entry(_published, "published"),
    "data.store.archive:restore": Entry(lambda data: archive.restore(_archived(data), at=NOW), "restored"),
    "data.store.archive:remove": Entry(lambda _: archive.remove(PLACE, DAY, at=NOW), "removed"),
    "data.intake.known_names:keep_name": Entry(
        lambda _: known_names.keep_name(PLACE, "一小", "A", OWN, OWN),
        "name_kept",
        (COUNTY, CITY, CHIEF),
    ),
    "data.intake.known_names:forget_name": Entry(lambda _: known_names.forget_name(PLACE, NAME), "name_removed"),
    "data.intake.known_names:confirm_name": Entry(
        lambda _: known_names.confirm_name(PLACE, KnownName("二小", "B")), "name_kept"
    ),
    "data.intake.profiles:keep_profile": Entry(
        lambda _: profiles.keep_profile(PLACE, "甲", Choices()),
        "profile_kept",
        (COUNTY, CITY, CHIEF),
    ),
    "data.intake.profiles:forget_profile": Entry(
        lambda _: profiles.forget_profile(PLACE, profiles.Profile("甲", Choices())),
        "profile_removed",
    ),
    "data.sample:publish_sample": Entry(lambda data: publish_sample(data, (ELSEWHERE,)), "published", (CHIEF,)),
}
TRIED = [(name, user) for name in ENTRIES for user in (VIEWER, COUNTY, STRANGER, OTHER_CITY, CITY, CHIEF)]


def sources() -> dict[str, str]:
    """Return the source of every module of the product by its dotted name."""
    files = [PROJECT / "app.py", *(path for room in ROOMS for path in (PROJECT / room).rglob("*.py"))]
    names = {path: path.relative_to(PROJECT).with_suffix("").as_posix().replace("/", ".") for path in files}
    return {name.removesuffix(".__init__"): path.read_text(encoding="utf-8") for path, name in names.items()}


def test_every_function_that_writes_is_reached_through_one_that_asks_and_logs():
    sound, faulty = entries(sources())
    assert faulty == set(), "these write below the data folder without asking for a right and logging it"
    assert sound == set(ENTRIES), "each of these is tried below"
    assert set(EXEMPT) <= set(functions(sources())), "what is exempt exists"


ADDED = {
    "a text": "from pathlib import Path\ndef sneak(data: Path): (data / 'x').write_text('')",
    "open": "def sneak(data):\n    with open(data / 'x', 'a') as handle: handle.write('')",
    "a path opened": "def sneak(data):\n    with (data / 'x').open('wb') as handle: handle.write(b'')",
    "a way not written out": "def sneak(data, mode): (data / 'x').open(mode)",
    "os": "import os\ndef sneak(data): os.replace(data / 'a', data / 'b')",
    "os by its name": "from os import replace\ndef sneak(data): replace(data / 'a', data / 'b')",
    "a path renamed": "def sneak(data): (data / 'a').rename(data / 'b')",
    "a tree": "import shutil\ndef sneak(data): shutil.rmtree(data / 'archive')",
    "a table": "import pyarrow.parquet as pq\ndef sneak(data, table): pq.write_table(table, data / 'x.parquet')",
    "put": "from data.store.publishing import put\ndef sneak(data, fill): put('x', None, fill)",
    "put by its module": "from data.store import publishing\ndef sneak(data): publishing.write_manifest(data, {})",
    "put handed on": "from data.store.publishing import write_through as w\ndef sneak(data): return partial(w, data)",
    "a change remembered": "from data.intake.decisions import change\ndef sneak(data): change('x', dict, 'name_kept', '', '')",
    "a method": "class Sneak:\n    def sneak(self, data): (data / 'x').write_bytes(b'')",
    "at import": "from pathlib import Path\nPath('x').unlink()",
    "a right without an event": "from data.rights import require_keep\ndef sneak(data):\n    require_keep('x')\n    (data / 'x').unlink()",
    "an event without a right": "from data.rights import audit\ndef sneak(data):\n    audit.write('removed')\n    (data / 'x').unlink()",
    "an event that may be missing": (
        "from data.rights import audit, require_keep\n"
        "def sneak(data):\n    require_keep('x')\n    audit.note('removed')\n    (data / 'x').unlink()"
    ),
    "another's lambda": "def sneak(data): return lambda: (data / 'x').unlink()",
}  # fmt: skip


@pytest.mark.parametrize("source", ADDED.values(), ids=ADDED)
def test_a_new_function_that_writes_without_is_noticed(source):
    _, faulty = entries(sources() | {"data.extra": source})
    assert {key.split(":")[0] for key in faulty} == {"data.extra"}


def test_a_new_function_that_asks_and_logs_must_be_tried_too():
    source = "from data.rights import audit, require_keep\ndef more(data):\n    require_keep('x')\n    audit.write('removed')\n    data.unlink()"
    sound, faulty = entries(sources() | {"data.extra": source})
    assert faulty == set() and sound - set(ENTRIES) == {"data.extra:more"}


def test_a_right_or_an_event_taken_away_is_noticed():
    for module, words in (
        ("data.store.archive", "require_keep(place)"),
        ("data.store.archive", 'audit.write("removed", **key)'),
        ("data.store.publishing", "require_publish(place, areas)"),
        ("data.store.publishing", "audit.write(did, **key, **facts or {})"),
        ("data.intake.decisions", "audit.write(did, place=place, area=area, what=what)"),
        ("data.intake.profiles", "require_remember(place, profile.reach)"),
    ):
        all_ = sources()
        assert all_[module].count(words) == 1
        _, faulty = entries(all_ | {module: all_[module].replace(words, "pass")})
        assert faulty or entries(all_ | {module: all_[module].replace(words, "pass")})[0] != set(ENTRIES), words


def test_a_sample_that_is_rebuilt_logs_what_it_discards(tmp_path):
    first = publish_sample(tmp_path, (ELSEWHERE,))
    stood = {identity(one.folder)["manifest"] for one in first}
    publish_sample(tmp_path, (ELSEWHERE,))
    assert {one.manifest for one in in_folder(tmp_path, audit.events) if one.did == "discarded"} == stood
    assert verify(tmp_path).troubles == []


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A date published twice, names and a profile remembered, and a register of roles."""
    monkeypatch.setenv("LIANXIAO_DATA", str(tmp_path))
    publish(tmp_path, OLD)
    publish(tmp_path, NEW, replace=True)
    register(tmp_path, f"{ROWS}zibo@edu.example,,,city_editor,{ELSEWHERE},\n")
    path = tmp_path / "intake" / "decisions.json"
    path.parent.mkdir()
    path.write_text(f'{{"{PLACE}": {{"aliases": [{{"written": "二小", "school_id": "B"}}], "profiles": {{}}}}}}')
    return tmp_path


@pytest.mark.parametrize(("name", "user"), TRIED, ids=lambda one: one.who if isinstance(one, User) else one)
def test_it_asks_for_the_right_and_logs(data, name, user):
    entry = ENTRIES[name]
    before = contents(data)
    with acting(user):
        if user in entry.may or (user == OTHER_CITY and name.startswith("data.sample")):
            entry.act(data)
            event = next(audit.events())
            assert (event.did, event.who) == (entry.did, user.who) and contents(data) != before
        else:
            with pytest.raises(RefusedError):
                entry.act(data)
            event = next(audit.events())
            assert (event.did, event.who) == ("refused", user.who) and contents(data) == before
    assert verify(data).whole


@pytest.mark.parametrize("name", ENTRIES)
def test_what_cannot_be_logged_is_not_done(data, name, monkeypatch):
    before = contents(data)
    monkeypatch.setattr(audit.chain, "append", full)
    with acting(CHIEF), pytest.raises(OSError, match="full"):
        ENTRIES[name].act(data)
    assert {path: one for path, one in contents(data).items() if one != "folder"} == {
        path: one for path, one in before.items() if one != "folder"
    }


def full(*_, **__):
    raise OSError("full")


@pytest.mark.parametrize("name", ENTRIES)
def test_the_shell_is_logged_too(data, name):
    ENTRIES[name].act(data)
    event = next(audit.events())
    assert event.did == ENTRIES[name].did and event.who.startswith("shell:")
