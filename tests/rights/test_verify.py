"""Is what is kept whole? Every way of changing the log or a snapshot by hand is told with file and line; crashes are not."""

import json
import shutil
import time
from datetime import UTC, date, datetime
from multiprocessing import get_context

import pytest

from data.files.manifest_identity import identity
from data.rights import User, acting, audit, chain
from data.rights.__main__ import main
from data.store import archive, publishing
from data.store.publishing import write_manifest
from data.store.snapshots import snapshot_folder
from data.store.staging import clear_leftovers
from data.verification.log import check_chain
from data.verification.report import verified, verify
from tests.data.published import DAY, NEW, OLD, PLACE, publish
from tests.folder import in_folder

NOW = datetime(2026, 1, 1, tzinfo=UTC)
YEAR = datetime.now(UTC).year
LOG = f"access/audit-{YEAR}.jsonl"


@pytest.fixture
def data(tmp_path):
    """A log of six events."""
    for number in range(1, 7):
        in_folder(tmp_path, audit.write, "exported", what=f"file {number}")
    return tmp_path


def lines(data, name=LOG):
    return (data / name).read_bytes().splitlines()


def rewrite(data, found, name=LOG):
    (data / name).write_bytes(b"".join(line + b"\n" for line in found))


def said(data, **more):
    return [(one.code, one.file, one.line) for one in verify(data, **more).faults]


def test_each_line_carries_the_hash_of_the_one_before_and_its_number(data):
    found = [json.loads(line) for line in lines(data)]
    assert [one["number"] for one in found] == [1, 2, 3, 4, 5, 6]
    assert [one["before"] for one in found] == ["", *(chain.hash_of(line) for line in lines(data)[:-1])]
    report = verify(data)
    assert report.whole and report.troubles == [] and report.events == 6
    assert report.head == f"6:{chain.hash_of(lines(data)[-1])}" and report.last_at == found[-1]["at"]


@pytest.mark.parametrize("field", ["at", "who", "did", "what"])
@pytest.mark.parametrize("at", range(6))
def test_a_changed_line_is_told(data, at, field):
    found = lines(data)
    found[at] = json.dumps(json.loads(found[at]) | {field: "other"}, ensure_ascii=False).encode()
    rewrite(data, found)
    assert said(data) == [("changed", LOG, at + 1)]
    in_folder(data, audit.write, "exported")
    assert said(data) == [("changed", LOG, at + 1)], "what is written after it hides nothing"


@pytest.mark.parametrize("at", range(5))
def test_a_removed_line_is_told(data, at):
    found = lines(data)
    rewrite(data, found[:at] + found[at + 1 :])
    assert said(data) == [("missing", LOG, at + 1)]
    assert "此前缺 1 条" in verify(data).faults[0].zh


@pytest.mark.parametrize("count", [1, 3, 6])
def test_a_cut_end_is_told_also_after_more_was_written(data, count):
    rewrite(data, lines(data)[:-count])
    (one,) = verify(data).faults
    assert one.code == "cut" and f"{count} events are missing" in one.en
    in_folder(data, audit.write, "exported")
    (one,) = verify(data).faults
    assert (one.code, one.line) == ("missing", 7 - count) and f"{count} events" in one.en


@pytest.mark.parametrize("at", range(7))
def test_an_inserted_line_is_told(data, at):
    found = lines(data)
    copied = found[at - 1] if at else found[3]
    forged = json.dumps(json.loads(copied) | {"what": "forged"}, ensure_ascii=False).encode()
    bare = json.dumps({"at": "2026-01-01T00:00:00+00:00", "who": "x", "did": "exported"}).encode()
    for line in (forged, bare, copied):
        rewrite(data, [*found[:at], line, *found[at:]])
        assert said(data), (at, line)
        assert {one[1] for one in said(data)} == {LOG} and any(one[2] in (at, at + 1, at + 2) for one in said(data))
    rewrite(data, found)
    assert said(data) == []


def test_lines_in_another_order_are_told(data):
    found = lines(data)
    rewrite(data, [found[0], found[2], found[1], *found[3:]])
    assert {code for code, _, _ in said(data)} >= {"missing", "inserted"}
    rewrite(data, found[::-1])
    assert said(data)


def test_a_log_without_its_head_is_told_for_good(data):
    (data / "access" / chain.HEAD).unlink()
    assert said(data) == [("head_missing", f"access/{chain.HEAD}", 0)]
    rewrite(data, lines(data)[:-2])
    in_folder(data, audit.write, "exported", what="after")
    assert said(data) == [("head_was_missing", LOG, 5)]
    assert [one.did for one in in_folder(data, audit.events)][:2] == ["exported", "head_missing"]


def test_a_head_that_cannot_be_read_is_as_good_as_none(data):
    (data / "access" / chain.HEAD).write_text("{" * 200, encoding="utf-8")
    assert [code for code, _, _ in said(data)] == ["head_missing"]


@pytest.mark.parametrize("torn", [b'{"at": "2026', b"\xe5\xbb", b"\0\0\0\0", b"[1]"])
def test_a_torn_line_is_told_as_torn_and_breaks_nothing(data, torn):
    with (data / LOG).open("ab") as log:
        log.write(torn)
    in_folder(data, audit.write, "exported")
    in_folder(data, audit.write, "exported")
    report = verify(data)
    assert report.whole and [(one.code, one.line) for one in report.troubles] == [("torn", 7)]
    assert [json.loads(line)["number"] for line in lines(data)[7:]] == [7, 8]


def test_a_writer_that_was_killed_before_the_head_was_written_breaks_nothing(data):
    head = (data / "access" / chain.HEAD).read_bytes()
    in_folder(data, audit.write, "exported")
    (data / "access" / chain.HEAD).write_bytes(head)
    report = verify(data)
    assert report.whole and [one.code for one in report.troubles] == ["behind"]
    in_folder(data, audit.write, "exported")
    assert verify(data).troubles == [] and verify(data).events == 8


def test_lines_from_before_the_chain_are_covered_by_its_first(tmp_path):
    access = tmp_path / "access"
    access.mkdir()
    old = [json.dumps({"at": f"2025-01-0{day}T00:00:00+00:00", "who": "li", "did": "exported"}) for day in range(1, 5)]
    (access / "audit-2025.jsonl").write_text("\n".join(old[:2]) + "\n" + '{"torn', encoding="utf-8")
    (access / f"audit-{YEAR}.jsonl").write_text("\n".join(old[2:]) + "\n", encoding="utf-8")
    assert verify(tmp_path).whole and verify(tmp_path).before_chain == 4
    in_folder(tmp_path, audit.write, "exported")
    report = verify(tmp_path)
    assert report.whole and (report.before_chain, report.events) == (4, 1)
    assert len(list(in_folder(tmp_path, audit.events))) == 5
    for name, content in (
        ("audit-2025.jsonl", "\n".join([old[0], old[1].replace("li", "wang")]) + "\n" + '{"torn'),
        ("audit-2025.jsonl", old[0] + "\n" + '{"torn'),
    ):
        kept = (access / name).read_bytes()
        (access / name).write_text(content, encoding="utf-8")
        assert said(tmp_path) == [("beginning_changed", LOG, 3)]
        (access / name).write_bytes(kept)
    (access / "audit-2025.jsonl").unlink()
    assert said(tmp_path) == [("beginning_changed", LOG, 3)]


def test_the_first_of_a_year_follows_the_last_of_the_year_before(data):
    last = {"at": f"{YEAR + 1}-01-01T00:00:00+00:00", "who": "li", "did": "exported"}
    chain.append(data / "access", YEAR + 1, last, first=list, lost={})
    (one,) = lines(data, f"access/audit-{YEAR + 1}.jsonl")
    assert json.loads(one)["before"] == chain.hash_of(lines(data)[-1]) and verify(data).whole
    in_folder(data, audit.write, "exported")  # a clock that was set back
    assert verify(data).whole and len(lines(data)) == 6
    (data / LOG).unlink()
    assert said(data) == [("missing", f"access/audit-{YEAR + 1}.jsonl", 1)]


def test_many_processes_at_once_make_one_chain(tmp_path):
    context = get_context("spawn")
    writers = [context.Process(target=_write_many, args=(tmp_path, number)) for number in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    report = verify(tmp_path)
    assert (report.whole, report.troubles, report.events) == (True, [], 60)


def _write_many(data, number):
    with acting(User(f"u{number}")):
        for _ in range(20):
            in_folder(data, audit.write, "exported", what="长" * 200)


def test_a_head_noted_elsewhere_tells_a_log_that_was_written_anew(data):
    noted = verify(data).head
    in_folder(data, audit.write, "exported")
    assert said(data, noted=noted) == []
    shutil.rmtree(data / "access")
    for number in range(1, 9):
        in_folder(data, audit.write, "exported", what=f"another {number}")
    assert verify(data).whole and said(data, noted=noted) == [("not_noted", "access", 0)]


def test_a_hundred_thousand_lines_are_verified_in_about_two_seconds(tmp_path):
    in_folder(tmp_path, audit.write, "exported")
    head, _ = chain.read_head(tmp_path / "access")
    event = json.loads(lines(tmp_path)[0]) | {"what": "x" * 80, "fingerprint": "f" * 64}
    number, before, found = head.number, head.hash, []
    for _ in range(100_000):
        number += 1
        line = json.dumps({**event, "number": number, "before": before}, ensure_ascii=False).encode()
        before = chain.hash_of(line)
        found.append(line + b"\n")
    with (tmp_path / LOG).open("ab") as log:
        log.write(b"".join(found))
    in_folder(tmp_path, audit.write, "exported")
    start = time.process_time()
    assert len(check_chain(tmp_path).hashes) == 100_002
    assert time.process_time() - start < 4, "about one second of its own on an idle machine"
    assert in_folder(tmp_path, verified).whole
    start = time.process_time()
    for _ in range(20):
        in_folder(tmp_path, verified)
    assert time.process_time() - start < 0.2, "it is kept as long as nothing changes"
    size = (tmp_path / LOG).stat().st_size
    start = time.process_time()
    for _ in range(50):
        in_folder(tmp_path, audit.write, "exported")
    assert time.process_time() - start < 0.5 and size > 10_000_000, "writing does not read the log"


# Snapshots.


@pytest.fixture
def town(tmp_path):
    """One date published, replaced, removed and restored; another published."""
    publish(tmp_path, OLD)
    publish(tmp_path, NEW, replace=True)
    removed = in_folder(tmp_path, archive.remove, PLACE, DAY, at=NOW)
    in_folder(tmp_path, archive.restore, removed, at=NOW)
    return tmp_path


def current(data):
    return snapshot_folder(data, PLACE, DAY)


def name(data, folder):
    return folder.relative_to(data).as_posix()


def test_every_manifest_names_the_one_before_it_and_the_log_names_every_manifest(town):
    first, second, removed, restored = list(in_folder(town, audit.events))[::-1]
    assert [one.did for one in (first, second, removed, restored)] == ["published", "published", "removed", "restored"]
    assert removed.manifest == second.manifest and len({one.manifest for one in in_folder(town, audit.events)}) == 3
    found = {identity(one.folder)["manifest"]: one.manifest for one in in_folder(town, archive.versions, PLACE)}
    assert found[first.manifest]["previous"] == "" and found[second.manifest]["previous"] == first.manifest
    assert set(found) == {first.manifest, second.manifest, restored.manifest}
    report = verify(town)
    assert report.whole and report.troubles == [] and (report.snapshots, report.older) == (3, 0)


def test_a_manifest_changed_by_hand_is_named(town):
    for version in in_folder(town, archive.versions, PLACE):
        content = (version.folder / "manifest.json").read_bytes()
        write_manifest(version.folder, {**version.manifest, "published_by": "somebody else"})
        found = said(town)
        codes = {code for code, file, _ in found if file == name(town, version.folder)}
        assert codes & {"manifest_changed", "not_logged"}, found
        assert not in_folder(town, verified).whole
        (version.folder / "manifest.json").write_bytes(content)
    assert verify(town).whole and in_folder(town, verified).whole


@pytest.mark.parametrize("spoiled", ["", "[", "{}", "null"])
def test_a_manifest_that_is_gone_or_spoiled_is_named(town, spoiled):
    (current(town) / "manifest.json").write_text(spoiled, encoding="utf-8")
    assert name(town, current(town)) in {file for _, file, _ in said(town)}
    (current(town) / "manifest.json").unlink()
    assert ("manifest_missing", name(town, current(town)), 0) in said(town)


def test_an_earlier_version_put_back_by_hand_is_named(town):
    for version in [one for one in in_folder(town, archive.versions, PLACE) if not one.is_current]:
        kept = town / "kept"
        current(town).rename(kept)
        shutil.copytree(version.folder, current(town))
        assert ("put_back", name(town, current(town)), 0) in said(town)
        shutil.rmtree(current(town))
        kept.rename(current(town))
    assert verify(town).whole


def test_a_version_that_is_gone_is_named(town):
    for version in in_folder(town, archive.versions, PLACE):
        version.folder.rename(town / "kept")
        assert [code for code, _, _ in said(town)] == ["gone"]
        (town / "kept").rename(version.folder)
    assert verify(town).whole


def test_a_snapshot_that_was_never_published_is_named(town):
    folder = snapshot_folder(town, "211400", DAY.replace(year=2019))
    shutil.copytree(current(town), folder)
    assert ("not_logged", name(town, folder), 0) in said(town)
    shutil.move(folder, town / "archive" / f"place={PLACE}" / f"as_of={DAY}" / "by_hand")
    write_manifest(town / "archive" / f"place={PLACE}" / f"as_of={DAY}" / "by_hand", {"format": 2})
    assert "not_logged" in {code for code, _, _ in said(town)}


def test_tables_and_sources_that_do_not_match_are_named(town):
    table = current(town) / "schools.parquet"
    content = table.read_bytes()
    table.write_bytes(content[:-1] + b"x")
    assert [(code, file) for code, file, _ in said(town)] == [("broken", name(town, current(town)))]
    table.write_bytes(content)
    assert verify(town).whole


def test_snapshots_from_before_the_chain_are_readable_and_protected_from_its_first_event_on(town):
    for version in in_folder(town, archive.versions, PLACE):
        old = {key: value for key, value in version.manifest.items() if key not in ("previous", "kept_sources")}
        write_manifest(version.folder, old)
    shutil.rmtree(town / "access")
    report = verify(town)
    assert report.whole and (report.snapshots, report.older) == (3, 3)
    in_folder(town, audit.write, "exported")
    report = verify(town)
    assert report.whole and report.older == 0 and [one.did for one in in_folder(town, audit.events)].count("found") == 3
    write_manifest(current(town), {**old, "published_by": "somebody else"})
    assert ("manifest_changed", name(town, current(town)), 0) in said(town)


def test_a_log_that_was_removed_is_told_by_the_manifests_of_official_data(town):
    for version in in_folder(town, archive.versions, PLACE):
        write_manifest(version.folder, {**version.manifest, "status": "official"})
    shutil.rmtree(town / "access")
    assert "log_lost" in {code for code, _, _ in said(town)}
    in_folder(town, audit.write, "exported")
    assert "log_lost" in {code for code, _, _ in said(town)}


def test_a_publication_that_was_killed_is_no_fault_and_is_put_away_with_an_event(town, monkeypatch):
    stands = identity(current(town))["manifest"]

    def killed(*_):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "exchange", killed)
        patch.setattr(publishing.shutil, "rmtree", lambda *_, **__: None)
        patch.setattr(audit, "note", lambda *_, **__: None)
        with pytest.raises(SystemExit):
            publish(town, OLD, replace=True)
    report = verify(town)
    assert report.whole and [one.code for one in report.troubles] == ["publication_cut"]
    in_folder(town, clear_leftovers, (PLACE, DAY))
    assert verify(town).troubles == [] and identity(current(town))["manifest"] == stands
    assert next(in_folder(town, audit.events)).did == "undone"


def test_a_removal_that_was_killed_is_no_fault_and_done_by_the_next(town, monkeypatch):
    def killed(*_):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(archive.os, "rename", killed)
        with pytest.raises(SystemExit):
            in_folder(town, archive.remove, PLACE, DAY, at=NOW)
    report = verify(town)
    assert report.whole and [one.code for one in report.troubles] == ["removal_cut"]
    in_folder(town, archive.remove, PLACE, DAY, at=NOW)
    assert verify(town).troubles == []


def test_what_failed_is_logged_as_undone(town, monkeypatch):
    for module, step, act in (
        (publishing, "exchange", lambda: publish(town, OLD, replace=True)),
        (archive.os, "rename", lambda: in_folder(town, archive.remove, PLACE, DAY, at=NOW)),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(module, step, full)
            with pytest.raises(OSError, match="full"):
                act()
        assert next(in_folder(town, audit.events)).did == "undone" and verify(town).troubles == []


def full(*_, **__):
    raise OSError("full")


# The command.


def test_the_command_says_whether_all_is_whole_and_its_json_is_alone(town, capsys):
    assert main(["verify", "--data", str(town)]) == 0
    assert "完整 whole" in capsys.readouterr().out
    assert main(["verify", "--data", str(town), "--json"]) == 0
    done = capsys.readouterr()
    told = json.loads(done.out)
    assert (told["whole"], told["events"], told["faults"], done.err) == (True, 4, [], "")
    assert main(["verify", "--data", str(town), "--noted", told["head"]]) == 0
    capsys.readouterr()
    rewrite(town, lines(town)[1:])
    assert main(["verify", "--data", str(town), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["faults"][0]["file"] == LOG and told["faults"][0]["line"] == 1 and not told["whole"]
    assert main(["verify", "--data", str(town)]) == 1
    assert f"{LOG}:1: 此前缺 1 条" in capsys.readouterr().out


def test_an_empty_folder_is_whole(tmp_path, capsys):
    assert main(["verify", "--data", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["events"] == 0
    assert list(tmp_path.iterdir()) == [], "looking writes nothing"


def test_a_line_nested_a_hundred_thousand_times_is_torn_and_stops_nothing(tmp_path):
    (tmp_path / "access").mkdir()
    (tmp_path / "access" / f"audit-{date.today().year}.jsonl").write_text("[" * 100_000 + "\n", "utf-8")
    in_folder(tmp_path, audit.write, "exported", what="一览")
    assert [one.what for one in in_folder(tmp_path, audit.events)] == ["一览"]
    assert verify(tmp_path).events
