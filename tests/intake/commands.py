"""Runs the product's commands inside the test process, as `python -m` would."""

import contextlib
import hashlib
import io
import json
import os
import runpy
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from data.intake.reading_process import limits


@dataclass(frozen=True)
class Done:
    """How a command ended: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value on standard output."""
        return json.loads(self.out)


def run(module: str, *arguments: object) -> Done:
    """Run `python -m module arguments` in this process; the environment is left as it was."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    before, environment = sys.argv, dict(os.environ)
    sys.argv = [module, *map(str, arguments)]
    sys.modules.pop(f"{module}.__main__", None)  # another test may have imported it: runpy warns of that
    try:
        with (
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            patch.object(limits, "keep_to"),  # it binds a process for good: this one is the tests'
            patch("signal.signal"),
        ):
            runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        sys.argv = before
        os.environ.clear()
        os.environ.update(environment)
    return Done(code, out.getvalue(), err.getvalue())


def contents(folder: Path) -> dict[str, str]:
    """Return the hash of every file below a folder, and every folder, by relative path; the log of events aside."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        for path in sorted(folder.rglob("*"))
        if "access" not in path.relative_to(folder).parts
    }
