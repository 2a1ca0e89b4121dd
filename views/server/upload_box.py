"""Open and close the upload box of the current session: the intake page opens it, every other page closes it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from streamlit.runtime import Runtime, exists
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data.rights import current_user
from views.server.uploads import Uploads


def open_box() -> str:
    """Let this session upload files; return which limit (USER or ALL) the last upload exceeded, or an empty string."""
    uploads, session = _kept()
    if uploads is None:
        return ""
    uploads.open(session, current_user())
    return uploads.refusal(session)


def shut_box() -> None:
    """Accept no more uploads from this session."""
    uploads, session = _kept()
    if uploads is not None:
        uploads.shut(session)


def empty_box() -> None:
    """Remove the uploads of this session."""
    uploads, session = _kept()
    if uploads is not None:
        uploads.remove_session_files(session)


def box_folder() -> Path | None:
    """Return a folder for files made from this session's uploads, removed together with them.

    Returns None if the uploads are held in memory.
    """
    uploads, session = _kept()
    return uploads.folder_of(session) if uploads else None


def path_of(file: UploadedFile) -> Path | None:
    """Return the path of an uploaded file; None if it is held in memory, as in tests of a page."""
    uploads, session = _kept()
    return uploads.path_of(session, file.file_id) if uploads else None


def is_there() -> Callable[[], bool]:
    """Return a function that returns, at any later time and from any thread, whether this session's tab is still open."""
    context = get_script_run_ctx()
    if context is None or not exists():
        return lambda: True
    return partial(Runtime.instance().is_active_session, context.session_id)


def content_of(file: UploadedFile) -> Callable[[], bytes]:
    """Return a function that reads the content of an uploaded file."""
    path = path_of(file)
    return partial(path.read_bytes) if path else file.getvalue


def _kept() -> tuple[Uploads | None, str]:
    context = get_script_run_ctx()
    uploads = context.uploaded_file_mgr if context else None
    return (uploads if isinstance(uploads, Uploads) else None), context.session_id if context else ""
