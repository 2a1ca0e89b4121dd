"""A real server of the product on a free port, and the snapshots it shows."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.paths import PROJECT

START_SECONDS = 40
STOP_SECONDS = 20  # TimeoutStopSec of the service


@dataclass(frozen=True)
class Server:
    """Where a running server answers and which data folder it reads."""

    address: str
    port: int
    data: Path

    def health(self) -> tuple[int, Any]:
        """Return the status code and the JSON of `/healthz`."""
        try:
            with urllib.request.urlopen(f"{self.address}/healthz", timeout=5) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code, json.loads(refusal.read())


def free_port() -> int:
    """Return a port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(data: Path, log: Path, **settings: str) -> Iterator[Server]:
    """Run `streamlit run app.py` as the README says, wait until it answers, and stop it afterwards.

    `settings` join the server's environment.
    """
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, cwd=PROJECT, env=os.environ | {"LIANXIAO_DATA": str(data)} | settings, stdout=said, stderr=said
        )
        try:
            server = Server(f"http://127.0.0.1:{port}", port, data)
            _wait(server, process, log)
            yield server
        finally:
            stop(process)


def stop(process: "subprocess.Popen[bytes]") -> None:
    """End a server as the service of the deployment guide does: asked first; killed where a connection stays open."""
    process.terminate()
    try:
        process.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait(server: Server, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        try:
            server.health()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"no answer in {START_SECONDS} s: {log.read_text(encoding='utf-8')}")


def copy_sample(data: Path, *days: str) -> Path:
    """Put the sample's snapshots of these dates into a data folder of their own."""
    for day in days:
        part = Path("snapshots") / "place=211400" / f"as_of={day}"
        shutil.copytree(PROJECT / "data" / part, data / part)
    return data


def publish(data: Path, *arguments: str) -> None:
    """Publish the bureau's files of Huludao through the command line, as a clerk does beside the open dashboard."""
    folder = PROJECT / "tests" / "fixtures" / "huludao-2020"
    files = [str(path) for path in sorted(folder.glob("*.xlsx"))]
    command = [sys.executable, "-m", "data.intake", "publish", *files, "--place", "211400", *arguments]
    subprocess.run([*command, "--data", str(data)], cwd=PROJECT, check=True, capture_output=True)
