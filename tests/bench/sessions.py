"""Many visitors at once, each changing a filter every two seconds: one process, and two behind nginx."""

import os
import random
import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlencode

from websockets.exceptions import WebSocketException

from tests.bench.report import Row, timed
from tests.bench.servers import Server, product, running
from tests.bench.visitor import PageFailedError, Visitor
from tests.browser.server import free_port

SECONDS, EVERY = 30.0, 2.0
ALONE = (("median_ms", 500.0), ("p95_ms", 2_000.0))
BEHIND = (("median_ms", 100.0),)
NGINX = """
daemon off;
pid %(folder)s/nginx.pid;
error_log %(folder)s/error.log;
events { worker_connections 1024; }
http {
    access_log off;
    client_body_temp_path %(folder)s; proxy_temp_path %(folder)s; fastcgi_temp_path %(folder)s;
    uwsgi_temp_path %(folder)s; scgi_temp_path %(folder)s;
    map $cookie_replica $replica { default $cookie_replica; "" $request_id; }
    map $http_upgrade $link { default upgrade; "" close; }
    split_clients $replica $behind { 50%% 127.0.0.1:%(first)d; * 127.0.0.1:%(second)d; }
    server {
        listen 127.0.0.1:%(port)d;
        location / {
            proxy_pass http://$behind;
            proxy_http_version 1.1;
            proxy_set_header Host $host;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection $link;
            proxy_read_timeout 300;
            add_header Set-Cookie "replica=$replica; Path=/; HttpOnly";
        }
    }
}
"""


def session_rows(data: Path, areas: Sequence[str], programme: str, count: int, scratch: Path) -> Iterator[Row]:
    """Return how long a changed filter takes with `count` visitors, at one process and, where nginx is, at two."""
    with product(data) as server:
        times, failed = visited(server.address, areas, programme, count)
        yield timed(f"{count} sessions, one process{failed}", times, limits=ALONE)
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if nginx:
        with replicas(nginx, data, scratch) as address:
            times, failed = visited(address, areas, programme, count)
            yield timed(f"{count} sessions, two replicas behind nginx{failed}", times, limits=BEHIND)


def visited(address: str, areas: Sequence[str], programme: str, count: int) -> tuple[list[float], str]:
    """Let the visitors come, each to a county of its own, and click; return the round trips and who failed."""
    times: list[float] = []
    failures: list[str] = []
    with ExitStack() as stack:
        visitors = []
        for at in range(count):
            visitor = stack.enter_context(Visitor(address, {"Cookie": f"replica=visitor-{at}"}))
            visitor.open("county", urlencode({"programme": programme, "area": areas[at % len(areas)]}))
            visitors.append(visitor)
        threads = [threading.Thread(target=_click, args=(visitor, times, failures)) for visitor in visitors]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return times, f" ({len(failures)} failed: {failures[0]})" if failures else ""


def _click(visitor: Visitor, times: list[float], failures: list[str]) -> None:
    """Change the indicator every two seconds, from a moment of one's own, for half a minute."""
    time.sleep(random.uniform(0, EVERY))
    until = time.monotonic() + SECONDS
    try:
        while time.monotonic() < until:
            answer = visitor.change("indicator")
            times.append(answer.ms)
            time.sleep(max(0.0, EVERY - answer.ms / 1000))
    except (OSError, TimeoutError, PageFailedError, WebSocketException) as error:
        failures.append(repr(error))


@contextmanager
def replicas(nginx: str, data: Path, scratch: Path) -> Iterator[str]:
    """Serve the product twice behind nginx, each visitor kept at one of them by a cookie; yield the address."""
    with ExitStack() as stack:
        first, second = (stack.enter_context(product(data)) for _ in range(2))
        port = free_port()
        words = {"folder": scratch, "first": first.port, "second": second.port, "port": port}
        settings = scratch / "nginx.conf"
        settings.write_text(NGINX % words, encoding="utf-8")
        command = [nginx, "-c", str(settings)]
        front: Server = stack.enter_context(running(command, scratch, dict(os.environ), port, "/healthz"))
        yield front.address
