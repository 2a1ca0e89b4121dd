from collections import OrderedDict

import pytest

from queries import engine as engine_module


@pytest.fixture(autouse=True)
def fresh_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test opens its own engines, so that a patched registry or model never outlives it."""
    monkeypatch.setattr(engine_module, "_engines", {})
    monkeypatch.setattr(engine_module, "_pins", OrderedDict())
