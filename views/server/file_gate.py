"""Check requests for files before Streamlit's routes: who may upload how much, and who may fetch which file."""

import asyncio
import logging
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime import Runtime
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.web.server.server_util import is_xsrf_enabled
from streamlit.web.server.starlette.starlette_app_utils import validate_xsrf_token
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME

from data.rights import User, acting, may_act_as
from pages.registry import PAGES
from views.server.file_owners import may_fetch
from views.server.uploads import ALL_MEGABYTES, MEGABYTE, USER, USER_MEGABYTES, Kept, Room, TooMuchError, Uploads
from views.shell.visitor import requester

PAGE = PAGES["intake"]  # users who may open this page may upload files
SECONDS = 600  # time limit for one upload
_FRAMING = 64 * 1024  # bytes that the request adds around the file
_LENGTH = re.compile(r"[0-9]{1,15}")
_LOG = logging.getLogger(__name__)
_TOO_LARGE, _NO_FILE = "文件太大 the file is too large", "须为一个文件 one file is needed"
_FULL = {
    True: f"已上传的文件超过每人 {USER_MEGABYTES} MB：请先移除一些 you have sent more than {USER_MEGABYTES} MB: remove some first",
    False: f"服务器暂存的文件已满 {ALL_MEGABYTES} MB，请稍后再试 the server has no room for more files: try again later",
}


@dataclass(frozen=True)
class Gate:
    """ASGI middleware: handles uploads and removals of files itself, and lets users fetch only files made for them."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        answer = await self._answer(Request(scope, receive)) if scope["type"] == "http" else None
        await (answer or self.app)(scope, receive, send)

    async def _answer(self, request: Request) -> Response | None:
        """Return the answer to a request; None if Streamlit should answer it."""
        base = [part for part in str(st.get_option("server.baseUrlPath")).split("/") if part]
        parts = [part for part in str(request.scope["path"]).split("/") if part]  # decoded, as the router reads it
        if parts[: len(base)] == base:
            parts = parts[len(base) :]
        if "upload_file" in parts and request.method not in ("GET", "HEAD", "OPTIONS"):
            known = parts[:2] == ["_stcore", "upload_file"] and len(parts) == 4
            return await _sent(request, parts[2], parts[3]) if known else _refused()
        if parts[:1] == ["media"] and request.method in ("GET", "HEAD"):
            return None if await run_in_threadpool(_may_fetch, request, parts[-1]) else _refused()
        return None


def _may_fetch(request: Request, name: str) -> bool:
    """Return whether a request may fetch a file. Pictures of the frame are open to all.

    An unknown file is left to Streamlit.
    """
    found = Runtime.instance().media_file_mgr.read_file(name)
    return found is None or found.kind is MediaFileKind.MEDIA or may_fetch(found.content, requester(request))


async def _sent(request: Request, session: str, file_id: str) -> Response:
    """Store or remove a file of a session, if its upload box is open for the user who sends the request."""
    uploads = Runtime.instance().uploaded_file_mgr
    assert isinstance(uploads, Uploads)
    user = await run_in_threadpool(_sender, request, uploads, session)
    if user is None or request.method not in ("PUT", "DELETE"):
        return _refused()
    if request.method == "DELETE":
        await run_in_threadpool(uploads.remove_file, session, file_id)
        return Response(status_code=204)
    if not uploads.claim(session, file_id):
        return _refused()
    room = uploads.room(user)
    try:
        async with asyncio.timeout(SECONDS):
            file = await _received(request, uploads, room)
        sender = await run_in_threadpool(_sender, request, uploads, session)  # the right may have ended
        if sender is None or not uploads.keep(session, file_id, file):
            file.path.unlink(missing_ok=True)
            return _refused()
    except TooMuchError as error:
        uploads.refuse(session, error.bound)
        return PlainTextResponse(_FULL[error.bound == USER], 413)
    except HTTPException as error:
        return PlainTextResponse(error.detail, error.status_code)
    except MultiPartException as error:
        return PlainTextResponse(error.message, 400)
    except (ClientDisconnect, TimeoutError):
        return PlainTextResponse("文件没有传完 the file did not come in full", 408)
    except OSError:
        _LOG.exception("上传的文件存不下 a file that was sent cannot be kept")
        return PlainTextResponse("文件存不下 the file cannot be kept", 507)
    finally:
        room.free()
    return Response(status_code=204)


def _sender(request: Request, uploads: Uploads, session: str) -> User | None:
    """Return the user who uploads; None if the session's box is not open for the user or the right is missing."""
    if not Runtime.instance().is_active_session(session):
        return None
    token, cookie = request.headers.get("X-Xsrftoken"), request.cookies.get(XSRF_COOKIE_NAME)
    if is_xsrf_enabled() and not validate_xsrf_token(token, cookie):
        return None
    user, owner = requester(request), uploads.opened_for(session)
    with acting(user):
        return user if owner and owner.account == user.account and may_act_as(PAGE.roles) else None


async def _received(request: Request, uploads: Uploads, room: Room) -> Kept:
    """Read one file to disk within the size limits, whatever length the request states.

    Raises `TooMuchError` if the user or the server has no room left.
    """
    most = int(st.get_option("server.maxUploadSize")) * MEGABYTE
    stated = request.headers.get("Content-Length", "0")
    if not _LENGTH.fullmatch(stated) or int(stated) > most + _FRAMING:
        raise HTTPException(413, _TOO_LARGE)
    if not request.headers.get("Content-Type", "").startswith("multipart/form-data"):
        raise HTTPException(400, _NO_FILE)

    async def bounded() -> Message:
        message = await request.receive()
        if message["type"] == "http.request":
            room.add(len(message.get("body", b"")))
            if room.bytes > most + _FRAMING:
                raise HTTPException(413, _TOO_LARGE)
        return message

    async with Request(request.scope, bounded).form(max_files=1, max_fields=1) as form:
        files = [value for value in form.values() if isinstance(value, UploadFile)]
        if len(files) != 1:
            raise HTTPException(400, _NO_FILE)
        (file,) = files
        if (file.size or 0) > most:
            raise HTTPException(413, _TOO_LARGE)
        path = uploads.fresh_path()
        try:
            size = await run_in_threadpool(_written, file.file, path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return Kept(file.filename or "", file.content_type or "application/octet-stream", path, size)


def _written(content: BinaryIO, path: Path) -> int:
    with path.open("xb") as handle:
        shutil.copyfileobj(content, handle)
        return handle.tell()


def _refused() -> Response:
    return PlainTextResponse("不允许 not allowed", 403)
