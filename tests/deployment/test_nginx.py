"""nginx with the file as it is shipped, before the real server: who asks for another name, or for what no page needs, gets nothing."""

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from data.paths import PROJECT
from tests.browser.server import copy_sample, free_port, serving

HOST = "lianxiao.example.edu.cn"
OPEN = ("/", "/overview", "/healthz", "/_stcore/health", "/_stcore/host-config")
CLOSED = (
    *("/_stcore/metrics", "/_stcore/metrics/", "/_stcore/script-health-check", "/_stcore/anything", "/_stcore/"),
    *("/_stcore/agent/openapi.json", "/_stcore/agent/mcp", "/_stcore/agent/interact", "/_stcore/health/x"),
)
DISGUISED = (
    *("//_stcore/metrics", "/_stcore//metrics", "/_stcore%2Fmetrics", "/%5Fstcore/metrics", "/_stcore/./metrics"),
    *("/x/../_stcore/metrics", "/_stcore/upload_file/../metrics", "/_stcore/upload_file/%2e%2e/metrics"),
)


@dataclass(frozen=True)
class Front:
    """Where nginx and the server behind it answer."""

    plain: int
    tls: int
    server: int

    def ask(self, path: str, host: str = HOST, name: str | None = HOST) -> http.client.HTTPResponse:
        """Ask over TLS for a path of a host; `name` is what the handshake asks for."""
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        with (
            socket.create_connection(("127.0.0.1", self.tls), 10) as raw,
            context.wrap_socket(raw, server_hostname=name) as wire,
        ):
            return answer(wire, path, host)


def answer(wire: socket.socket, path: str, host: str) -> http.client.HTTPResponse:
    wire.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    found = http.client.HTTPResponse(wire)
    found.begin()
    return found


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        assert not os.environ.get("CI"), "no nginx"
        pytest.skip("no nginx on this machine")
    folder = tmp_path_factory.mktemp("nginx")
    certificate = f"-keyout {folder}/lianxiao.key -out {folder}/lianxiao.crt -subj /CN={HOST}"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *certificate.split()],
        check=True,
        capture_output=True,
    )
    with serving(copy_sample(folder / "data", "2020-12-31"), folder / "server.log") as server:
        front = Front(free_port(), free_port(), server.port)
        text = (PROJECT / "docs" / "deploy" / "nginx.conf").read_text(encoding="utf-8")
        for was, becomes in (
            ("/etc/nginx/tls", str(folder)),
            ("127.0.0.1:8501", f"127.0.0.1:{server.port}"),
            ("127.0.0.1:8502", f"127.0.0.1:{server.port}"),
            ("listen 80", f"listen 127.0.0.1:{front.plain}"),
            ("listen 443", f"listen 127.0.0.1:{front.tls}"),
        ):
            assert was in text
            text = text.replace(was, becomes)
        text = "\n".join(line for line in text.splitlines() if "[::]" not in line)
        temporary = "".join(
            f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        whole = folder / "nginx.conf"
        whole.write_text(
            f"pid {folder}/pid; error_log {folder}/error.log; events {{}} daemon off; {'user root;' if os.geteuid() == 0 else ''}\n"
            f"http {{ access_log off; {temporary}\n{text}\n}}\n",
            encoding="utf-8",
        )
        process = subprocess.Popen([program, "-c", str(whole)], stderr=subprocess.PIPE)
        try:
            _wait(front, process)
            yield front
        finally:
            process.terminate()
            process.communicate(timeout=20)


def _wait(front: Front, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(100):
        assert process.poll() is None, process.communicate()[1]
        try:
            socket.create_connection(("127.0.0.1", front.tls), 1).close()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("nginx does not answer")


@pytest.mark.parametrize("path", OPEN)
def test_what_a_page_needs_is_answered(front: Front, path: str) -> None:
    assert front.ask(path).status in (200, 307), path


def test_the_page_says_how_a_browser_must_treat_it(front: Front) -> None:
    told = front.ask("/").headers
    assert told["Strict-Transport-Security"] and told["X-Content-Type-Options"] == "nosniff"
    assert "Secure" in told["Set-Cookie"] and told["Server"] == "nginx"


@pytest.mark.parametrize("path", [*CLOSED, *DISGUISED])
def test_what_no_page_needs_is_not_found(front: Front, path: str) -> None:
    assert front.ask(path).status in (400, 404)


@pytest.mark.parametrize("path", CLOSED)
def test_nor_by_the_server_itself(front: Front, path: str) -> None:
    with socket.create_connection(("127.0.0.1", front.server), 10) as wire:
        assert answer(wire, path, "localhost").status == 404


@pytest.mark.parametrize("name", [None, "evil.example", "127.0.0.1", "example.edu.cn"])
def test_the_bare_address_and_other_names_get_no_handshake(front: Front, name: str | None) -> None:
    with pytest.raises(ssl.SSLError):
        front.ask("/", HOST, name)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", f"x.{HOST}"])
def test_another_host_gets_no_answer(front: Front, host: str) -> None:
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        front.ask("/", host)
    with (
        socket.create_connection(("127.0.0.1", front.plain), 10) as wire,
        pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)),
    ):
        answer(wire, "/", host)


def test_the_plain_address_leads_to_the_product_and_nowhere_else(front: Front) -> None:
    with socket.create_connection(("127.0.0.1", front.plain), 10) as wire:
        found = answer(wire, "/goals?area=211422", HOST)
    assert (found.status, found.headers["Location"]) == (301, f"https://{HOST}/goals?area=211422")
