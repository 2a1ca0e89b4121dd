"""Two workers share the suite by file; a browser has one of them to itself, and pages drawn once are read on one."""

import re
from collections.abc import Iterator

import pytest
from xdist.scheduler import LoadScopeScheduling

from queries.engine import database, stored_model
from tests.kept_models import keeping

PAGES = ("tests/pages/test_every_page.py", "tests/pages/test_languages.py")  # judge the same pages, drawn once
SAMPLE = re.compile(r"\[(sample|liaoyang|baoshan|kaiyuan)")


class ByFile(LoadScopeScheduling):
    """Sends the tests of a file, or of what goes together, to one worker."""

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith("tests/browser/"):
            return "browser"
        if nodeid.startswith(PAGES):
            return "pages of the sample" if SAMPLE.search(nodeid) else "other pages"
        return nodeid.split("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile:
    """Return how the workers share the tests: xdist's own groups do not reach its scheduler under this pytest."""
    return ByFile(config, log)


@pytest.fixture(scope="session", autouse=True)
def kept_models(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A model is computed once for all engines that open the same data; both workers share what was computed."""
    mine = tmp_path_factory.getbasetemp()
    folder = (mine.parent if hasattr(request.config, "workerinput") else mine) / "models"
    folder.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        for module in (database, stored_model):
            patch.setattr(module, "build", keeping(folder))
        yield
