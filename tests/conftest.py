"""Two workers share the suite by file; a browser has one of them to itself, and pages drawn once are read on one."""

import pytest
from xdist.scheduler import LoadScopeScheduling

TOGETHER = {
    "browser": ("tests/browser/",),
    "pages": ("tests/pages/test_every_page.py", "tests/pages/test_languages.py"),
}


class ByFile(LoadScopeScheduling):
    """Sends the tests of a file, or of the files that go together, to one worker."""

    def _split_scope(self, nodeid: str) -> str:
        return next((name for name, starts in TOGETHER.items() if nodeid.startswith(starts)), nodeid.split("::")[0])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile:
    """Return how the workers share the tests: xdist's own groups do not reach its scheduler under this pytest."""
    return ByFile(config, log)
