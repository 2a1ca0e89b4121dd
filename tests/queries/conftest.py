from collections import OrderedDict

import pytest

from queries import engines


@pytest.fixture(autouse=True)
def fresh_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test opens its own engines, so that a patched registry or model never outlives it."""
    monkeypatch.setattr(engines, "_engines", {})
    monkeypatch.setattr(engines, "_pins", OrderedDict())
