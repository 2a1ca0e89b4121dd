"""Shared behaviour of all commands: refuse root on another user's data, and print only JSON if JSON is requested."""

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
    """Start a command on a data folder. Exit with code 2 if its user may not read the folder, or is root but not its owner.

    Characters that cannot be encoded, for instance in a file's name, are printed as escapes.
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
    """Exit with code 2 if root would work in a data folder of another user.

    The service can neither read nor replace files written by root. The sample beside the code is exempt.
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
    """If JSON is requested, redirect all other output, also that of libraries and child processes, to standard error."""
    if not asked:
        yield
        return
    sys.stdout.flush()
    saved_output = os.dup(1)
    os.dup2(2, 1)
    try:
        with redirect_stdout(sys.stderr):
            yield
    finally:
        os.dup2(saved_output, 1)
        os.close(saved_output)


def print_json(value: object) -> None:
    """Print one JSON value as UTF-8, whatever the machine's encoding."""
    _as_utf_8(sys.stdout)
    print(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False))


def _as_utf_8(stream: object) -> None:
    r"""Print a lone surrogate, as in some file names, as `\udcff`, which is also its escape in JSON."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _other_owner(data: Path) -> str:
    """Return the owner of a data folder or its content, if root runs the command and the owner is another user, else ""."""
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
