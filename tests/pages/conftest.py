from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pages import published

Show = Callable[[str], dict[str, str]]


@pytest.fixture
def show(monkeypatch: pytest.MonkeyPatch) -> Show:
    """Let the pages read the data folder of a scene; return the query parameters that choose its programme."""

    def chosen(scene: str) -> dict[str, str]:
        folder, programme, _, _ = published.SCENES[scene]
        monkeypatch.setenv("LIANXIAO_DATA", str(folder()))
        return {"programme": programme}

    return chosen


@pytest.fixture
def nothing(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the pages read a data folder without snapshots."""
    monkeypatch.setenv("LIANXIAO_DATA", str(published.empty()))
    return published.empty()
