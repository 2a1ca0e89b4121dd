"""Keep uploaded files on disk within size limits, and only from sessions whose page has opened the upload box.

`Uploads` replaces Streamlit's manager, which holds every file in memory. Each server has a private folder that is
removed when it ends; folders left by killed servers are removed at the next start.
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
USER_MEGABYTES = int(os.environ.get("LIANXIAO_UPLOAD_USER_MB", "200"))  # limit for one user, over all sessions
ALL_MEGABYTES = int(os.environ.get("LIANXIAO_UPLOAD_ALL_MB", "1000"))  # limit for all users of this server
GRACE = 90  # seconds a tab may be closed before its files are removed; Streamlit forgets a session after 120
USER, ALL = "user", "all"
_PREFIX, _ALIVE, _YOUNG = "lianxiao-uploads-", ".alive", 60
_LEAST, _MOST_FILES = 4096, 200  # bytes counted for an empty file; files one session may have or have announced
Account = tuple[str, str]


class TooMuchError(Exception):
    """An upload exceeds a limit; `bound` (USER or ALL) says which one."""

    def __init__(self, bound: str) -> None:
        super().__init__(bound)
        self.bound = bound


@dataclass(frozen=True)
class Kept:
    """An uploaded file: its name and type as stated by the browser, its path and its size in bytes."""

    name: str
    mime: str
    path: Path
    size: int


@dataclass
class Box:
    """The uploads of one session; open for `user`, closed if None."""

    user: User | None = None
    issued: list[str] = field(default_factory=list)
    files: dict[str, Kept] = field(default_factory=dict)
    account: Account = ("", "")
    folder: Path | None = None
    away_since: float | None = None
    refusal: str = ""


class Room:
    """Bytes reserved for one file while it is uploaded; `free` releases them."""

    def __init__(self, take: Callable[[int], None]) -> None:
        """Begin with no bytes; `take` adds to the bytes reserved for the user, or raises `TooMuchError`."""
        self._take, self.bytes = take, 0

    def add(self, count: int) -> None:
        """Reserve `count` more bytes; raises `TooMuchError` if a limit is exceeded."""
        self._take(count)
        self.bytes += count

    def free(self) -> None:
        """Release the reserved bytes."""
        self._take(-self.bytes)
        self.bytes = 0


class Uploads(UploadedFileManager):
    """Keeps the uploads of all sessions in a folder of its own; may be used from any thread."""

    def __init__(self, upload_endpoint: str) -> None:
        """Make the folder and remove those of killed servers.

        `upload_endpoint` is the path of Streamlit's upload route.
        """
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
        """Let a session upload files, because its page shows the upload box to this user."""
        with self._lock:
            box = self._boxes.setdefault(session, Box())
            if box.files and box.account != user.account:
                self._emptied(box)
            box.user, box.account = user, user.account

    def shut(self, session: str) -> None:
        """Accept no more uploads from a session, because its page shows no upload box; its files stay."""
        with self._lock:
            if box := self._boxes.get(session):
                box.user, box.issued = None, []

    def opened_for(self, session: str) -> User | None:
        """Return the user for whom a session's box is open; None if it is closed."""
        with self._lock:
            box = self._boxes.get(session)
            return box.user if box else None

    def claim(self, session: str, file_id: str) -> bool:
        """Return whether a session announced this file and may still upload; each announced file is accepted once."""
        with self._lock:
            box = self._boxes.get(session)
            if box is None or box.user is None or file_id not in box.issued:
                return False
            box.issued.remove(file_id)
            return True

    def room(self, user: User) -> Room:
        """Return the reservation for a file of a user, to be increased as its bytes arrive."""

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
        """Return the path for a new file."""
        return self._folder / uuid.uuid4().hex

    def keep(self, session: str, file_id: str, file: Kept) -> bool:
        """Keep a file of a session; return False and remove it if the session's box has been closed meanwhile."""
        with self._lock:
            box = self._boxes.get(session)
            if box is None or box.user is None or len(box.files) >= _MOST_FILES:
                file.path.unlink(missing_ok=True)
                return False
            box.files[file_id] = file
            return True

    def folder_of(self, session: str) -> Path | None:
        """Return a folder that is removed with a session's files; None if the session's box was never open."""
        with self._lock:
            box = self._boxes.get(session)
            if box and box.folder is None:
                box.folder = self.fresh_path()
                box.folder.mkdir()
            return box.folder if box else None

    def path_of(self, session: str, file_id: str) -> Path | None:
        """Return the path of a file of a session; None if there is no such file."""
        with self._lock:
            box = self._boxes.get(session)
            found = box.files.get(file_id) if box else None
            return found.path if found else None

    def refuse(self, session: str, bound: str) -> None:
        """Note for a session's page that an upload exceeded a limit."""
        with self._lock:
            if box := self._boxes.get(session):
                box.refusal = bound

    def refusal(self, session: str) -> str:
        """Return which limit an upload of the session exceeded, once; an empty string if none did."""
        with self._lock:
            box = self._boxes.get(session)
            if box is None:
                return ""
            refusal, box.refusal = box.refusal, ""
            return refusal

    def left(self, is_active: Callable[[str], bool]) -> list[str]:
        """Return the sessions whose tab has been closed for longer than a short interruption."""
        now = time.monotonic()
        with self._lock:
            for session, box in self._boxes.items():
                box.away_since = None if is_active(session) else now if box.away_since is None else box.away_since
            return [
                name for name, box in self._boxes.items() if box.away_since is not None and now - box.away_since > GRACE
            ]

    def get_files(self, session_id: str, file_ids: Sequence[str]) -> list[UploadedFileRec]:
        """Return the files of a session without their content, which is on disk at `path_of`."""
        with self._lock:
            box = self._boxes.get(session_id, Box())
            found = [(file_id, box.files[file_id]) for file_id in file_ids if file_id in box.files]
            return [UploadedFileRec(file_id, kept.name, kept.mime, b"") for file_id, kept in found]

    def get_upload_urls(self, session_id: str, file_names: Sequence[str]) -> list[UploadFileUrlInfo]:
        """Announce files that a session is about to upload; a session that may not upload gets no address."""
        with self._lock:
            box = self._boxes.get(session_id)
            room = _MOST_FILES - len(box.files) if box and box.user else 0
            if box is None or room <= 0:
                return []
            fresh = [str(uuid.uuid4()) for _ in file_names[:room]]
            box.issued = [*box.issued, *fresh][-room:]
            return [UploadFileUrlInfo(one, *[f"{self._endpoint}/{session_id}/{one}"] * 2) for one in fresh]

    def add_file(self, session_id: str, file: UploadedFileRec) -> None:  # noqa: ARG002
        """Refuse uploads by Streamlit's own route, because they would avoid the check and be held in memory."""
        raise PermissionError(f"{session_id}: 文件只经检查后接收 files are taken behind the check only")

    def remove_file(self, session_id: str, file_id: str) -> None:
        """Remove one file of a session, as users do in the upload box."""
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
        """The kinds of statistics that Streamlit asks for."""
        return (CACHE_MEMORY_FAMILY,)

    def get_stats(self, family_names: Sequence[str] | None = None) -> dict[str, list[CacheStat]]:  # noqa: ARG002
        """Return no statistics: no file is held in memory."""
        return {}

    def _used(self, account: Account | None = None) -> int:
        """Return the bytes kept and arriving, of one user or (None) of all."""
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
    """Make the server keep uploads with `Uploads`; `st.App` has no setting for it, so the class is replaced by name.

    `app.py` checks at the start that the runtime uses it, and serves nothing otherwise.
    """
    memory_uploaded_file_manager.MemoryUploadedFileManager = Uploads  # type: ignore[assignment, misc]


def _sweep(owner: int) -> None:
    """Remove folders of this system user's servers that no longer run: their lock is free."""
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            state = left.lstat()
            is_ours = stat.S_ISDIR(state.st_mode) and state.st_uid == owner
            if is_ours and time.time() - state.st_mtime > _YOUNG:  # a newer server may not hold its lock yet
                with held(left / _ALIVE):
                    shutil.rmtree(left, ignore_errors=True)
        except (BeingWrittenError, OSError):  # in use, removed since it was listed, or owned by another user
            continue


def _removed(folder: Path, alive: ExitStack) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    alive.close()
