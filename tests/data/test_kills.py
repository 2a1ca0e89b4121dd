"""Publishing under kill −9, in a crowd and without leave: run in a process of its own that forks for every death."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.paths import PROJECT


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that anybody may enter, as one without leave to write must."""
    found = Path(tempfile.mkdtemp(prefix="lianxiao-kills-"))
    found.chmod(0o755)
    yield found
    shutil.rmtree(found)


@pytest.mark.parametrize(
    ("trial", "said"),
    [
        (["steps", "2"], "deaths"),  # `python -m tests.data.kills steps FOLDER` takes every step
        (["random", "15"], "15 kills"),  # `… random 100 FOLDER` a hundred kills
        (["crowd", "6"], "1 of 6"),
        (["locked-out"], "3 refused"),
    ],
)
def test_nothing_is_half_nothing_is_lost_and_nothing_is_left(folder: Path, trial: list[str], said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.data.kills", *trial, str(folder)],
        cwd=PROJECT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert said in done.stdout
