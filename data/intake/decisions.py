"""`intake/decisions.json` of the data folder: what was decided by hand and is remembered, by place; changed under a lock."""

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
_PATIENCE = 10.0  # seconds a clerk waits while others write theirs
Kept = dict[str, Any]
"""Of a place: `names` and `kept_profiles`, each with who and when; `aliases` and `profiles` as versions wrote them that did not say who."""


class DecisionsError(ValueError):
    """The file of remembered decisions is no JSON, or not of the form this product writes."""


def kept_of(place: str) -> Kept:
    """Return what is remembered of a place; raises `DecisionsError`."""
    kept: Kept = {"names": [], "kept_profiles": [], "profiles": {}, "aliases": []} | _read().get(place, {})
    if not isinstance(kept["profiles"], dict) or not all(
        isinstance(kept[key], list) and all(isinstance(one, dict) for one in kept[key])
        for key in ("names", "kept_profiles", "aliases")
    ):
        raise DecisionsError(f"{FILE}: 格式不对 not of the expected form")
    return kept


def change(place: str, changed: Callable[[Kept], Kept], did: str, what: str, area: str) -> None:
    """Change what is remembered of a place, one clerk after the other: logged, written anew, put in place in one step.

    The caller has asked for the right. Raises `DecisionsError`; `OSError` where the disk refuses or the log cannot be
    written: then nothing has changed.
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
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise DecisionsError(f"{FILE}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise DecisionsError(f"{FILE}: {error}") from error
    if not isinstance(found, dict) or not all(isinstance(one, dict) for one in found.values()):
        raise DecisionsError(f"{FILE}: 格式不对 not of the expected form")
    return found
