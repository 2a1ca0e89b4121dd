"""Servers to measure, each on a free port with the product's own configuration, and what they hold in memory."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

from data.paths import PROJECT
from tests.browser.server import free_port, stop

START_SECONDS = 240
EMPTY = """import streamlit as st

st.set_page_config(layout="wide")
st.title("Empty")
chosen = st.selectbox("choice", [f"option {at}" for at in range(6)], key="choose_option")
st.write("chosen:", chosen)
"""


@dataclass(frozen=True)
class Server:
    """A running server: its port and its process."""

    port: int
    process: "subprocess.Popen[bytes]"

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def rss_mb(self) -> float:
        """Return the resident memory of the process and its children, in MB."""
        import psutil

        first = psutil.Process(self.process.pid)
        return float(sum(one.memory_info().rss for one in (first, *first.children(recursive=True))) / 1e6)


def surroundings(data: Path) -> dict[str, str]:
    """Return the environment of a process that reads a data folder."""
    return os.environ | {"LIANXIAO_DATA": str(data)}


@contextmanager
def running(command: list[str], folder: Path, environment: dict[str, str], port: int, path: str) -> Iterator[Server]:
    """Run a command until the block ends; waits until its address answers. What it says goes to a log beside nothing."""
    log = Path(os.devnull)
    with log.open("wb") as said:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said)
        server = Server(port, process)
        try:
            _wait(server, path)
            yield server
        finally:
            stop(process)


def _wait(server: Server, path: str) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert server.process.poll() is None, f"{server.process.args} ended"
        try:
            with urllib.request.urlopen(f"{server.address}{path}", timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise AssertionError(f"{server.process.args}: no answer in {START_SECONDS} s")


def _streamlit(script: str, port: int) -> list[str]:
    return [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]


@contextmanager
def product(data: Path) -> Iterator[Server]:
    """Serve the product on a data folder, as the README starts it."""
    port = free_port()
    with running(_streamlit("app.py", port), PROJECT, surroundings(data), port, "/healthz") as server:
        yield server


@contextmanager
def empty(scratch: Path) -> Iterator[Server]:
    """Serve an empty page (one choice and the word chosen) under the product's own settings."""
    port, folder = free_port(), scratch / "empty"
    copytree(PROJECT / ".streamlit", folder / ".streamlit", dirs_exist_ok=True)
    (folder / "empty.py").write_text(EMPTY, encoding="utf-8")
    with running(_streamlit("empty.py", port), folder, dict(os.environ), port, "/_stcore/health") as server:
        yield server
