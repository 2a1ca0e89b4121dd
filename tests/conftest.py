"""Two workers share the suite by file; whatever drives a browser stays on one of them, alone with its Chromium."""

import pytest

from data.paths import PROJECT

BROWSER = PROJECT / "tests" / "browser"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        group = "browser" if BROWSER in item.path.parents else str(item.path)
        item.add_marker(pytest.mark.xdist_group(group))
