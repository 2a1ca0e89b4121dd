import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from data.paths import PROJECT
from tests.browser.server import Server, serving
from tests.browser.watch import TALK, Watch

PATIENCE = 20_000  # a busy machine draws slowly
expect.set_options(timeout=PATIENCE)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    *("--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"),
    "--disable-background-networking",
    "--disable-gpu-rasterization",
    "--disable-gpu-compositing",  # as Chromium does itself where there is no graphics card: only WebGL is drawn in SwiftShader
    "--disable-accelerated-2d-canvas",
]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Chromium of the system; without one the tests are skipped, in CI they fail."""
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found is None:
        assert not os.environ.get("CI"), f"no Chromium among {NAMES}"
        pytest.skip(f"no Chromium among {NAMES}")
    return {"executable_path": found, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server with the embedded sample for all tests that only read."""
    with serving(PROJECT / "data", tmp_path_factory.mktemp("server") / "log") as server:
        yield server


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """One browser profile a module: its cache spares loading the program again."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN", accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(TALK)
    yield context
    context.close()


@pytest.fixture
def tab(visitor: BrowserContext) -> Iterator[Page]:
    """A fresh tab; what it asks for and complains about is judged when it closes."""
    page = visitor.new_page()
    watch = Watch(page)
    yield page
    page.close()
    watch.judge()


@pytest.fixture
def server_log(tmp_path: Path) -> Path:
    return tmp_path / "server.log"
