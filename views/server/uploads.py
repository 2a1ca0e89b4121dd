"""Files that browsers send, on disk and within bounds: taken only from sessions whose page has opened the box for them.

`Uploads` takes the place of Streamlit's manager, which holds every file in memory. Each server has a private folder,
removed when it ends; what killed servers left is removed at the next start.
"""

import os
import shutil
import stat
import tempfile
import threading
import time
import uuid
import weakref
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from streamlit.runtime import memory_uploaded_file_manager
from streamlit.runtime.stats import CACHE_MEMORY_FAMILY, CacheStat
from streamlit.runtime.uploaded_file_manager import UploadedFileManager, UploadedFileRec, UploadFileUrlInfo

from data.files.locking import BeingWrittenError, held
from data.rights import User

MEGABYTE = 1024 * 1024
USER_MEGABYTES = int(os.environ.get("LIANXIAO_UPLOAD_USER_MB", "200"))  # one user, over all sessions
ALL_MEGABYTES = int(os.environ.get("LIANXIAO_UPLOAD_ALL_MB", "1000"))  # all users of this server
GRACE = 90  # seconds a tab may be away before its files go; Streamlit forgets a session after 120
USER, ALL = "user", "all"
_PREFIX, _ALIVE, _YOUNG = "lianxiao-uploads-", ".alive", 60
_LEAST, _MOST_FILES = 4096, 200  # bytes an empty file counts for; files one session may have or be about to send
Account = tuple[str, str]


class TooMuchError(Exception):
    """More was sent than there is room for; `bound` (USER or ALL) says which bound was reached."""

    def __init__(self, bound: str) -> None:
        super().__init__(bound)
        self.bound = bound


@dataclass(frozen=True)
class Kept:
    """A file that was sent: its name and type as the browser stated them, where it lies, how many bytes it has."""

    name: str
    mime: str
    path: Path
    size: int


@dataclass
class Box:
    """What one session may send and has sent: open for `user`, or (None) closed."""

    user: User | None = None
    issued: list[str] = field(default_factory=list)
    files: dict[str, Kept] = field(default_factory=dict)
    account: Account = ("", "")
    folder: Path | None = None
    away_since: float | None = None
    refusal: str = ""


class Room:
    """Room taken for one file while it comes in; given back by `free`."""

    def __init__(self, take: Callable[[int], None]) -> None:
        """Begin with no bytes; `take` adds bytes to what the user has sent, or raises `TooMuchError`."""
        self._take, self.bytes = take, 0

    def add(self, count: int) -> None:
        """Take room for so many more bytes; raises `TooMuchError` where there is none."""
        self._take(count)
        self.bytes += count

    def free(self) -> None:
        """Give the room back."""
        self._take(-self.bytes)
        self.bytes = 0


class Uploads(UploadedFileManager):
    """Keeps what sessions send in a folder of its own; may be used from any thread."""

    def __init__(self, upload_endpoint: str) -> None:
        """Make the folder and remove what killed servers left; `upload_endpoint` is the path of Streamlit's route."""
        self._endpoint = upload_endpoint
        self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        _sweep(self._folder.stat().st_uid)
        alive = ExitStack()
        alive.enter_context(held(self._folder / _ALIVE))
        self.close = weakref.finalize(self, _removed, self._folder, alive)
        self._boxes: dict[str, Box] = {}
        self._coming: dict[Account, int] = {}
        self._lock = threading.Lock()

    def open(self, session: str, user: User) -> None:
        """Let a session send files: its page shows the box for them to this user."""
        with self._lock:
            box = self._boxes.setdefault(session, Box())
            if box.files and box.account != user.account:
                self._emptied(box)
            box.user, box.account = user, user.account

    def shut(self, session: str) -> None:
        """Take no more files from a session: its page shows no box for them; what it has sent stays."""
        with self._lock:
            if box := self._boxes.get(session):
                box.user, box.issued = None, []

    def opened_for(self, session: str) -> User | None:
        """Return whom a session's box is open for, None where it is not."""
        with self._lock:
            box = self._boxes.get(session)
            return box.user if box else None

    def claim(self, session: str, file_id: str) -> bool:
        """Tell whether a file was announced by a session that may send it; each may be sent once."""
        with self._lock:
            box = self._boxes.get(session)
            if box is None or box.user is None or file_id not in box.issued:
                return False
            box.issued.remove(file_id)
            return True

    def room(self, user: User) -> Room:
        """Return the room for a file of a user, to be taken as its bytes come in."""

        def take(count: int) -> None:
            with self._lock:
                if count > 0 and self._used(user.account) + count > USER_MEGABYTES * MEGABYTE:
                    raise TooMuchError(USER)
                if count > 0 and self._used() + count > ALL_MEGABYTES * MEGABYTE:
                    raise TooMuchError(ALL)
                self._coming[user.account] = self._coming.get(user.account, 0) + count
                if self._coming[user.account] <= 0:
                    del self._coming[user.account]

        return Room(take)

    def fresh_path(self) -> Path:
        """Return a path for a new file."""
        return self._folder / uuid.uuid4().hex

    def keep(self, session: str, file_id: str, file: Kept) -> bool:
        """Keep a file of a session; tell whether it is kept: it is removed where the session has been shut meanwhile."""
        with self._lock:
            box = self._boxes.get(session)
            if box is None or box.user is None or len(box.files) >= _MOST_FILES:
                file.path.unlink(missing_ok=True)
                return False
            box.files[file_id] = file
            return True

    def folder_of(self, session: str) -> Path | None:
        """Return a folder that is removed with a session's files; None where the session's box was never open."""
        with self._lock:
            box = self._boxes.get(session)
            if box and box.folder is None:
                box.folder = self.fresh_path()
                box.folder.mkdir()
            return box.folder if box else None

    def path_of(self, session: str, file_id: str) -> Path | None:
        """Return where a file of a session lies, None where there is none."""
        with self._lock:
            box = self._boxes.get(session)
            found = box.files.get(file_id) if box else None
            return found.path if found else None

    def refuse(self, session: str, bound: str) -> None:
        """Note for a session's page that a file exceeded a bound."""
        with self._lock:
            if box := self._boxes.get(session):
                box.refusal = bound

    def refusal(self, session: str) -> str:
        """Return once which bound a file of a session exceeded; empty where none did."""
        with self._lock:
            box = self._boxes.get(session)
            if box is None:
                return ""
            told, box.refusal = box.refusal, ""
            return told

    def left(self, is_active: Callable[[str], bool]) -> list[str]:
        """Return the sessions whose tab has been away for longer than a short interruption."""
        now = time.monotonic()
        with self._lock:
            for session, box in self._boxes.items():
                box.away_since = None if is_active(session) else now if box.away_since is None else box.away_since
            return [
                name for name, box in self._boxes.items() if box.away_since is not None and now - box.away_since > GRACE
            ]

    def get_files(self, session_id: str, file_ids: Sequence[str]) -> list[UploadedFileRec]:
        """Return the files of a session without their content, which lies at `path_of`."""
        with self._lock:
            box = self._boxes.get(session_id, Box())
            found = [(file_id, box.files[file_id]) for file_id in file_ids if file_id in box.files]
            return [UploadedFileRec(file_id, kept.name, kept.mime, b"") for file_id, kept in found]

    def get_upload_urls(self, session_id: str, file_names: Sequence[str]) -> list[UploadFileUrlInfo]:
        """Announce files that a session is about to send; a session that may send none is given no address."""
        with self._lock:
            box = self._boxes.get(session_id)
            room = _MOST_FILES - len(box.files) if box and box.user else 0
            if box is None or room <= 0:
                return []
            fresh = [str(uuid.uuid4()) for _ in file_names[:room]]
            box.issued = [*box.issued, *fresh][-room:]
            return [UploadFileUrlInfo(one, *[f"{self._endpoint}/{session_id}/{one}"] * 2) for one in fresh]

    def add_file(self, session_id: str, file: UploadedFileRec) -> None:  # noqa: ARG002
        """Refuse what comes by Streamlit's own route: it would pass by the check and lie in memory."""
        raise PermissionError(f"{session_id}: 文件只经检查后接收 files are taken behind the check only")

    def remove_file(self, session_id: str, file_id: str) -> None:
        """Remove one file of a session, as its user does in the box."""
        with self._lock:
            box = self._boxes.get(session_id, Box())
            if found := box.files.pop(file_id, None):
                found.path.unlink(missing_ok=True)

    def remove_session_files(self, session_id: str) -> None:
        """Remove all files of a session that has ended."""
        with self._lock:
            if box := self._boxes.pop(session_id, None):
                self._emptied(box)

    @property
    def stats_families(self) -> Sequence[str]:
        """The kinds of statistics Streamlit asks for."""
        return (CACHE_MEMORY_FAMILY,)

    def get_stats(self, family_names: Sequence[str] | None = None) -> dict[str, list[CacheStat]]:  # noqa: ARG002
        """Return nothing: no file is held in memory."""
        return {}

    def _used(self, account: Account | None = None) -> int:
        """Return the bytes kept and coming in, of one user or of all."""
        boxes = [box for box in self._boxes.values() if account in (None, box.account)]
        kept = sum(max(one.size, _LEAST) for box in boxes for one in box.files.values())
        return kept + (sum(self._coming.values()) if account is None else self._coming.get(account, 0))

    @staticmethod
    def _emptied(box: Box) -> None:
        for one in box.files.values():
            one.path.unlink(missing_ok=True)
        box.files.clear()
        if box.folder:
            shutil.rmtree(box.folder, ignore_errors=True)
            box.folder = None


def install() -> None:
    """Let the server keep what is sent with `Uploads`: `st.App` makes its manager by this name and has no setting for it.

    `app.py` asks at the start whether the runtime has one and does not serve without it.
    """
    memory_uploaded_file_manager.MemoryUploadedFileManager = Uploads  # type: ignore[assignment, misc]


def _sweep(owner: int) -> None:
    """Remove this user's folders of servers that no longer run: nobody holds their lock."""
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            state = left.lstat()
            is_ours = stat.S_ISDIR(state.st_mode) and state.st_uid == owner
            if is_ours and time.time() - state.st_mtime > _YOUNG:  # a younger one may be about to take its lock
                with held(left / _ALIVE):
                    shutil.rmtree(left, ignore_errors=True)
        except (BeingWrittenError, OSError):  # in use, or gone since it was listed, or another user's
            continue


def _removed(folder: Path, alive: ExitStack) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    alive.close()
