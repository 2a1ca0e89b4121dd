"""What all commands share: none works as root on another user's data, and asked for JSON they print nothing else."""

import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

from data.paths import PROJECT

if sys.platform != "win32":
    import pwd

WRONG_USAGE = 2


def begin(data: Path) -> None:
    """Begin a command on a data folder; end it with exit code 2 where its user may not look in, or is root and not its owner.

    What no encoding knows, in a file's name for instance, is printed as its escape.
    """
    _as_utf_8(sys.stdout)
    refuse_root(data)
    try:
        closed = data.exists() and not os.access(data, os.R_OK | os.X_OK)
    except PermissionError:
        closed = True
    if closed:
        print(
            f"无权读取 {data}：请以服务用户身份运行。You may not read {data}: run this as the service's user.",
            file=sys.stderr,
        )
        raise SystemExit(WRONG_USAGE)


def refuse_root(data: Path) -> None:
    """End with exit code 2 where root is about to work in a data folder of another user.

    What root writes there the service can neither read nor replace. The sample beside the code is no service's folder.
    """
    owner = _other_owner(data)
    if owner:
        print(
            f"不能以 root 身份在 {data} 上运行：该文件夹属于 {owner}，root 写下的文件服务用不了。请改用：runuser -u {owner} -- …\n"
            f"Not as root on {data}: it belongs to {owner}, whose service could not use what root writes. Run it as that "
            f"user: runuser -u {owner} -- …",
            file=sys.stderr,
        )
        raise SystemExit(WRONG_USAGE)


@contextmanager
def json_alone(asked: bool) -> Iterator[None]:
    """Where JSON is asked for, send all that is printed meanwhile, by a library or a child process, to standard error."""
    if not asked:
        yield
        return
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        with redirect_stdout(sys.stderr):
            yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def print_json(value: object) -> None:
    """Print one JSON value as UTF-8, whatever the machine's own encoding."""
    _as_utf_8(sys.stdout)
    print(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False))


def _as_utf_8(stream: object) -> None:
    r"""Print what is no text, half of a pair in a file's name, as `\udcff`: in JSON that is its escape."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _other_owner(data: Path) -> str:
    """Return the owner of a data folder, or of what lies in it, where root is at work and it is not root; else nothing."""
    if sys.platform == "win32" or os.geteuid() != 0 or data.resolve() == PROJECT / "data":
        return ""
    folder = data.resolve()
    while not folder.exists():
        folder = folder.parent
    inside = folder.iterdir() if folder.is_dir() and folder == data.resolve() else ()
    owners = [path.lstat().st_uid for path in (folder, *inside)]
    other = next((owner for owner in owners if owner != 0), None)
    if other is None:
        return ""
    try:
        return pwd.getpwuid(other).pw_name
    except KeyError:
        return str(other)
