"""The log: every event a line, nothing lost by a torn one, nothing a name says breaks it."""

import json
import os
import threading
from datetime import date
from pathlib import Path

import pytest

from data.rights import User, acting, audit
from data.rights.__main__ import main
from tests.folder import in_folder
from tests.rights.people import HEADER, register

NASTY = '=1+1\n<img src=x onerror=alert(1)> **b** "' + "长" * 255


def lines(data):
    return next((data / "access").glob("audit-*.jsonl")).read_bytes().split(b"\n")


def test_an_event_says_who_when_what_and_of_which_snapshot(tmp_path):
    with acting(User("s-1", "li@edu.example")):
        made = in_folder(
            tmp_path, audit.write, "exported", place="211400", area="211422", as_of=date(2020, 12, 31), fingerprint="ab", what=NASTY, rows=3
        )  # fmt: skip
    assert list(in_folder(tmp_path, audit.events)) == [made]
    told = json.loads(lines(tmp_path)[0])
    assert told["who"] == "li@edu.example" and told["at"].endswith("+00:00") and told["as_of"] == "2020-12-31"
    assert (told["did"], told["rows"], told["fingerprint"], told["area"]) == ("exported", 3, "ab", "211422")
    assert told["what"] == NASTY[:300] and len(lines(tmp_path)) == 2


@pytest.mark.parametrize("torn", [b'{"at": "2026', b'{"at": "2026"}', b"\xe5\xbb", b"[1]\n", b'{"more": 1}\n', b"\n\n"])
def test_a_torn_line_hides_no_event(tmp_path, torn):
    first = in_folder(tmp_path, audit.write, "published", place="211400")
    with next((tmp_path / "access").glob("audit-*")).open("ab") as log:
        log.write(torn)
    second = in_folder(tmp_path, audit.write, "removed", place="211400")
    assert list(in_folder(tmp_path, audit.events)) == [second, first]


def test_many_at_once_lose_nothing(tmp_path):
    def work(number):
        with acting(User(f"u{number}")):
            for _ in range(20):
                in_folder(tmp_path, audit.write, "exported", what="长" * 200)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = [event.who for event in in_folder(tmp_path, audit.events)]
    assert sorted(found) == sorted(f"u{number}" for number in range(6) for _ in range(20))


def test_every_line_is_synced_before_the_writer_goes_on(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(str(Path(f"/proc/self/fd/{handle}").readlink())))
    in_folder(tmp_path, audit.write, "published")
    in_folder(tmp_path, audit.write, "published")
    assert sum(path.endswith(".jsonl") for path in synced) == 2
    assert str(tmp_path / "access") in synced and str(tmp_path) in synced


def test_the_shell_reads_the_log_and_the_register(tmp_path, capsys):
    register(tmp_path)
    with acting(User("s-1", "li@edu.example")):
        in_folder(tmp_path, audit.write, "exported", what="missing")
        in_folder(tmp_path, audit.write, "refused", what="county")
    assert main(["log", "--data", str(tmp_path), "--did", "refused", "--json"]) == 0
    assert [one["what"] for one in json.loads(capsys.readouterr().out)] == ["county"]
    assert main(["log", "--data", str(tmp_path), "--who", "LI@"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert main(["roles", "--data", str(tmp_path)]) == 0
    assert "county_editor  211422   county@edu.example" in capsys.readouterr().out
    register(tmp_path, f"{HEADER}x@y,,,king,all,\n")
    assert main(["roles", "--data", str(tmp_path)]) == 1
    assert "'king'" in capsys.readouterr().err
