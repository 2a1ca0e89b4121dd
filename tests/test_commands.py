"""Every command, found by itself: as root it leaves another user's folder alone, and its JSON stands alone."""

import argparse
import importlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from data.command_line import print_json
from data.paths import PROJECT
from data.rights import audit
from tests.browser.server import copy_sample, free_port
from tests.folder import in_folder

ROOMS = ("data", "queries", "pages", "views")
DAY = "2020-12-31"
FIXTURES = PROJECT / "tests" / "fixtures" / "huludao-2020"
# What a command is given where it must be given something, by the name of the argument.
GIVEN = {
    "files": [str(path) for path in sorted(FIXTURES.glob("*.xlsx"))],
    "place": ["211400"],
    "as_of": [DAY],
    "programme": ["huludao-2020"],
    "indicator": ["rural_pairing_coverage"],
    "version": ["standing"],
    "what": ["workbook"],
    "output": ["made.xlsx"],
}
NO_DATA = "data.intake template"  # touches no data folder
NOISE = "a library that talks"


@dataclass(frozen=True)
class Command:
    """One command: what `python -m` runs, its verb, and the arguments it knows."""

    module: str
    verb: str
    actions: tuple[argparse.Action, ...]

    def knows(self, option: str) -> bool:
        return any(option in action.option_strings for action in self.actions)

    def __str__(self) -> str:
        return f"{self.module.removesuffix('.__main__')} {self.verb}".strip()

    def run(self, data: Path, *more: str) -> int:
        """Run it with the fewest arguments it takes, on a data folder."""
        given = [self.verb] if self.verb else []
        for action in self.actions:
            if action.required:
                assert action.dest in GIVEN, f"{self} asks for {action.dest}: what shall this test give it?"
                given += [*action.option_strings[-1:], *GIVEN[action.dest]]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                sys, "argv", [self.module, *given, *(["--data", str(data)] if self.knows("--data") else []), *more]
            )
            patch.setenv("LIANXIAO_DATA", str(data))
            return entry(self.module)()


BY_THE_SERVER = {"data.intake.reading_process.worker"}
"""What only the server starts, and no one by hand."""


def modules() -> list[str]:
    """Return every module of the product that `python -m` runs."""
    files = [path for room in ROOMS for path in sorted((PROJECT / room).rglob("*.py"))]
    runnable = [path for path in files if 'if __name__ == "__main__"' in path.read_text(encoding="utf-8")]
    return [name for path in runnable if (name := _name_of(path)) not in BY_THE_SERVER]


def _name_of(path: Path) -> str:
    return ".".join(path.relative_to(PROJECT).with_suffix("").parts)


@cache
def entry(module: str) -> Callable[[], int]:
    """Return the function that `python -m` calls."""
    text = Path(importlib.import_module(module).__file__ or "").read_text(encoding="utf-8")
    lent = re.search(r"from ([\w.]+) import main\b", text)
    main: Callable[[], int] = importlib.import_module(lent[1] if lent else module).main
    return main


def parser_of(module: str) -> argparse.ArgumentParser:
    """Return the parser a command reads its arguments with."""
    found: list[argparse.ArgumentParser] = []

    def caught(parser: argparse.ArgumentParser, *_: object) -> None:
        found.append(parser)
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(argparse.ArgumentParser, "parse_args", caught)
        entry(module)()
    return found[0]


def commands() -> Iterator[Command]:
    for module in modules():
        actions = parser_of(module)._actions
        below = [action for action in actions if isinstance(action, argparse._SubParsersAction)]
        if not below:
            yield Command(module, "", tuple(actions))
        for verb, one in (pair for action in below for pair in action.choices.items()):
            yield Command(module, verb, tuple(one._actions))


COMMANDS = list(commands())
SPEAKING_JSON = [one for one in COMMANDS if one.knows("--json")]


def state(folder: Path) -> list[tuple[str, int, int]]:
    found = [(path, path.lstat()) for path in sorted(folder.rglob("*"))]
    return [(str(path), entry.st_uid, entry.st_mtime_ns) for path, entry in found]


def test_all_commands_are_found() -> None:
    names = {str(one) for one in COMMANDS}
    assert names >= {"data.sample", "data.intake publish", "data.archive restore", "queries prepare", "pages.report"}
    assert {str(one) for one in SPEAKING_JSON} >= {
        "data.intake check",
        "data.archive list",
        "data.rights log",
        "queries years",
    }


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no root")
@pytest.mark.parametrize("command", COMMANDS, ids=str)
@pytest.mark.parametrize("lies", ["the folder", "what lies in it", "where it would be made"])
def test_root_works_on_no_folder_of_another_user(
    command: Command, lies: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    top = tmp_path / "service"
    data = top / "new" / "data" if lies == "where it would be made" else top
    (top / "snapshots").mkdir(parents=True)
    if os.geteuid() == 0:
        os.chown(top / "snapshots" if lies == "what lies in it" else top, 65534, 65534)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: 0)
    before = state(top)
    if str(command) == NO_DATA:
        assert command.run(data) == 0
    else:
        with pytest.raises(SystemExit) as leaving:
            command.run(data)
        told = capsys.readouterr()
        assert (leaving.value.code, told.out) == (2, "")
        assert all(words in told.err for words in ("不能以 root 身份", "Not as root", "runuser -u "))
    assert state(top) == before


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root can try")
def test_nor_does_the_server(tmp_path: Path) -> None:
    os.chown(tmp_path, 65534, 65534)
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(free_port())],
        cwd=PROJECT,
        env=os.environ | {"LIANXIAO_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 2 and "Not as root" in done.stderr and state(tmp_path) == []


@pytest.mark.parametrize("command", COMMANDS, ids=str)
def test_a_folder_one_may_not_read_is_not_taken_for_an_empty_one(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "access", lambda path, *_: str(path) != str(tmp_path))
    if str(command) == NO_DATA:
        assert command.run(tmp_path) == 0
        return
    with pytest.raises(SystemExit) as leaving:
        command.run(tmp_path)
    told = capsys.readouterr()
    assert (leaving.value.code, told.out) == (2, "")
    assert "无权读取" in told.err and "may not read" in told.err


@pytest.fixture
def talking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file that is opened has a library print something, in Python and past it."""
    opened = Path.open

    def loud(path: Path, *arguments: Any, **more: Any) -> Any:
        print(NOISE)
        os.write(1, f"{NOISE}\n".encode())
        return opened(path, *arguments, **more)

    monkeypatch.setattr(Path, "open", loud)


@pytest.mark.usefixtures("talking")
@pytest.mark.parametrize("command", SPEAKING_JSON, ids=str)
def test_json_stands_alone_whatever_talks_meanwhile(
    command: Command, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    data = copy_sample(tmp_path / "data", DAY)
    in_folder(data, audit.write, "published", place="211400")
    in_folder(data, audit.write, "refused", place="211400")
    capfd.readouterr()
    assert command.run(data, "--json") in (0, 1)
    told = capfd.readouterr()
    assert NOISE in told.err
    assert isinstance(json.loads(told.out), list | dict)


def test_json_is_utf_8_whatever_a_file_is_called(capfd: pytest.CaptureFixture[str]) -> None:
    words = {"file": "名册\udcff\u2028.xlsx"}
    print_json(words)
    out = capfd.readouterr().out
    assert "名册" in out and json.loads(out) == words


def test_what_is_no_json_is_never_printed_as_json() -> None:
    with pytest.raises(ValueError, match="JSON"):
        print_json(float("nan"))
