"""The box for files as a page draws it: opened for the visitor of its session, shut by every other page."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from streamlit.runtime import Runtime, exists
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data.rights import current_user
from views.server.uploads import Uploads


def open_box() -> str:
    """Let this session send files; return which bound (USER or ALL) the last one exceeded, empty where none did."""
    kept, session = _kept()
    if kept is None:
        return ""
    kept.open(session, current_user())
    return kept.refusal(session)


def shut_box() -> None:
    """Take no more files from this session."""
    kept, session = _kept()
    if kept is not None:
        kept.shut(session)


def empty_box() -> None:
    """Remove what this session has sent."""
    kept, session = _kept()
    if kept is not None:
        kept.remove_session_files(session)


def box_folder() -> Path | None:
    """Return a folder for what is made of the files of this session, which goes with it; None where they are in memory."""
    kept, session = _kept()
    return kept.folder_of(session) if kept else None


def path_of(file: UploadedFile) -> Path | None:
    """Return where a file that was sent lies on disk; None where it is held in memory, as in a test of a page."""
    kept, session = _kept()
    return kept.path_of(session, file.file_id) if kept else None


def is_there() -> Callable[[], bool]:
    """Return what tells, at any later moment and from any thread, whether this session's tab is still open."""
    context = get_script_run_ctx()
    if context is None or not exists():
        return lambda: True
    return partial(Runtime.instance().is_active_session, context.session_id)


def content_of(file: UploadedFile) -> Callable[[], bytes]:
    """Return what reads the content of a file that was sent."""
    path = path_of(file)
    return partial(path.read_bytes) if path else file.getvalue


def _kept() -> tuple[Uploads | None, str]:
    context = get_script_run_ctx()
    kept = context.uploaded_file_mgr if context else None
    return (kept if isinstance(kept, Uploads) else None), context.session_id if context else ""
