"""Two workers share the suite by file; a browser has one of them to itself, and pages drawn once are read on one."""

import pytest

from data.paths import PROJECT

TOGETHER = {"browser": ("browser",), "pages": ("pages/test_every_page.py", "pages/test_languages.py")}
TESTS = PROJECT / "tests"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        file = item.path.relative_to(TESTS).as_posix()
        group = next((name for name, starts in TOGETHER.items() if file.startswith(starts)), file)
        item.add_marker(pytest.mark.xdist_group(group))
