"""Read and change `intake/decisions.json` of the data folder: users' decisions that were saved, by place."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data.files.durable import put_in_place, write_aside
from data.files.locking import held
from data.files.regular import file_fault
from data.paths import data_folder
from data.rights import audit

FILE = Path("intake") / "decisions.json"
_PATIENCE = 10.0  # how long one user waits for another user's write, in seconds
Kept = dict[str, Any]
"""The decisions of a place.

`names` and `kept_profiles` say who saved them and when; `aliases` and `profiles` are from versions that did not record
it.
"""


class DecisionsError(ValueError):
    """The file of saved decisions is not JSON, or not of the expected form."""


def kept_of(place: str) -> Kept:
    """Return what is remembered of a place; raises `DecisionsError`."""
    kept: Kept = {"names": [], "kept_profiles": [], "profiles": {}, "aliases": []} | _read().get(place, {})
    if not isinstance(kept["profiles"], dict) or not all(
        isinstance(kept[key], list) and all(isinstance(entry, dict) for entry in kept[key])
        for key in ("names", "kept_profiles", "aliases")
    ):
        raise DecisionsError(f"{FILE}: 格式不对 not of the expected form")
    return kept


def change(place: str, changed: Callable[[Kept], Kept], did: str, what: str, area: str) -> None:
    """Change the saved decisions of a place: log it, write the new file aside, and put it in place in one step.

    A lock lets one user write at a time. The caller has checked the right. Raises `DecisionsError`, or `OSError` if the
    file or the log cannot be written; in both cases nothing has changed.
    """
    path = data_folder() / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    with held(path.with_name(f".lock-{path.stem}"), _PATIENCE):
        decided = _read() | {place: changed(kept_of(place))}
        fresh = write_aside(path, json.dumps(decided, ensure_ascii=False, indent=1).encode())
        try:
            audit.write(did, place=place, area=area, what=what)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise
        try:
            put_in_place(fresh, path)
        except OSError:
            audit.note("undone", place=place, area=area, what=did)
            raise


def places_of() -> list[str]:
    """Return the places of which anything is remembered; raises `DecisionsError`."""
    return list(_read())


def _read() -> dict[str, Kept]:
    path = data_folder() / FILE
    if not os.path.lexists(path):
        return {}
    if file_fault(path):
        raise DecisionsError(f"{FILE}: 不是普通文件 not a regular file")
    try:
        decisions = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise DecisionsError(f"{FILE}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise DecisionsError(f"{FILE}: {error}") from error
    if not isinstance(decisions, dict) or not all(isinstance(entry, dict) for entry in decisions.values()):
        raise DecisionsError(f"{FILE}: 格式不对 not of the expected form")
    return decisions
