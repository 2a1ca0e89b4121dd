"""Requests to the check before Streamlit's routes, without a server: a runtime with sessions, and what is answered."""

import asyncio
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from data.rights import NOBODY, User
from views.server.file_gate import Gate
from views.server.uploads import Uploads

BOUNDARY = "of-this-test"
KIND = f"multipart/form-data; boundary={BOUNDARY}"


def form(content: bytes, name: str = "表.xlsx", parts: int = 1) -> bytes:
    """Return the body a browser sends a file in."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    return (head + content + b"\r\n") * parts + f"--{BOUNDARY}--\r\n".encode()


def run_alone(work: Coroutine[Any, Any, Any]) -> Any:
    """Run a coroutine in a thread of its own: a browser of an earlier test may hold this one's loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(copy_context().run, asyncio.run, work).result()


@dataclass
class Server:
    """What the check asks of a running server: sessions that are there, files, and who sends a request."""

    uploads: Uploads
    user: User = NOBODY
    active: set[str] = field(default_factory=lambda: {"one", "two"})
    media: MediaFileManager = field(default_factory=lambda: MediaFileManager(MemoryMediaFileStorage("/media")))
    passed_on: list[str] = field(default_factory=list)
    read: int = 0

    @property
    def runtime(self) -> Any:
        """The part of Streamlit's runtime that is asked."""
        return SimpleNamespace(
            uploaded_file_mgr=self.uploads, media_file_mgr=self.media, is_active_session=self.active.__contains__
        )

    def announced(self, session: str = "one") -> str:
        """Return the address a session is given for a file."""
        (found,) = self.uploads.get_upload_urls(session, ["表.xlsx"])
        return found.upload_url

    def ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        *,
        chunk: int = 1 << 16,
        headers: dict[str, str] | None = None,
        cut: bool = False,
        between: Any = lambda: None,
    ) -> int:
        """Send a request in chunks; return the status. `cut` breaks off at the end, `between` runs before the last chunk."""
        told = {"content-type": KIND, "content-length": str(len(body)), **(headers or {})}
        raw = [(key.encode(), value.encode()) for key, value in told.items() if value]
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": b"",
            "headers": raw,
            "server": ("s", 80),
            "scheme": "http",
        }
        chunks = self._chunks(body, chunk, cut, between)
        answers: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            self.read += 1
            return next(chunks)

        async def send(message: Any) -> None:
            answers.append(message)

        async def inner(scope: Any, receive: Any, send: Any) -> None:
            self.passed_on.append(scope["path"])
            await send({"type": "http.response.start", "status": 200})

        run_alone(Gate(inner)(scope, receive, send))  # type: ignore[arg-type]
        return int(answers[0]["status"])

    @staticmethod
    def _chunks(body: bytes, chunk: int, cut: bool, between: Any) -> Iterator[dict[str, Any]]:
        starts = range(0, max(len(body), 1), chunk)
        for at in starts:
            if at == starts[-1]:
                between()
            if at == starts[-1] and cut:
                break
            yield {"type": "http.request", "body": body[at : at + chunk], "more_body": at != starts[-1]}
        while True:
            yield {"type": "http.disconnect"}
