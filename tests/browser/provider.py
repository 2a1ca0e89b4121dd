"""An OpenID provider on this machine, and what the product's server must know of it."""

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from data.rights import User
from tests.browser.server import START_SECONDS, free_port, stop

SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "a secret of this test, long enough to sign"
client_id = "lianxiao"
client_secret = "of this test"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


@contextmanager
def provider(people: Sequence[User], log: Path) -> Iterator[str]:
    """Run a provider that knows these people; return its address."""
    port = free_port()
    claims = [
        json.dumps({"sub": one.subject, "email": one.email, "email_verified": True, "name": one.name}) for one in people
    ]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    command += [word for claim in claims for word in ("--user-claims", claim)]
    with log.open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
        try:
            _wait(f"http://127.0.0.1:{port}", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            stop(process)


def secrets(folder: Path, address: str) -> Path:
    """Write the secrets file of a server that asks this provider."""
    path = folder / "secrets.toml"
    path.write_text(SECRETS.format(provider=address), encoding="utf-8")
    return path


def _wait(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        try:
            urllib.request.urlopen(f"{address}/.well-known/openid-configuration", timeout=5).close()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"no answer: {log.read_text(encoding='utf-8')}")
