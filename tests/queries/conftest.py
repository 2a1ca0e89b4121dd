from collections.abc import Iterator
from pathlib import Path

import pytest

from data.paths import PROJECT
from queries.engine import pool
from queries.engine.database import Engine

SAMPLE = PROJECT / "data"
_kept: dict[Path, Engine] = {}


@pytest.fixture(autouse=True, scope="module")
def fresh_engines() -> Iterator[None]:
    """Each module opens its own engines, but all share that of the sample; `registries` opens others while it lasts."""
    mine = dict(_kept)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pool, "_engines", mine)
        pool._pinned.cache_clear()
        yield
    if SAMPLE in mine:
        _kept[SAMPLE] = mine[SAMPLE]
