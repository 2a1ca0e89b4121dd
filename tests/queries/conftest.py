import pytest

from queries.engine import pool


@pytest.fixture(autouse=True)
def fresh_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test opens its own engines, so that a patched registry or model never outlives it."""
    monkeypatch.setattr(pool, "_engines", {})
    pool._pinned.cache_clear()
