"""What was decided by hand, remembered with the data: columns, headers and headings as named profiles, schools' names."""

import json
import os
import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from data.intake.choices import ANY, Alias, Choices
from data.intake.preview import SheetView
from data.locking import held
from data.manifests import file_fault
from data.staging import settle, sync

_FILE = Path("intake") / "decisions.json"
_PATIENCE = 10.0  # seconds a clerk waits while others write theirs
Kept = dict[str, Any]


class DecisionsError(ValueError):
    """The file of remembered decisions is no JSON, or not of the form this product writes."""


def profiles(data: Path, place: str) -> dict[str, Choices]:
    """Return the named profiles of a place, by name; raises `DecisionsError`."""
    return {name: _choices(said) for name, said in sorted(_of(data, place)["profiles"].items())}


def aliases(data: Path, place: str) -> tuple[Alias, ...]:
    """Return the written names of a place that were matched to a school by hand; raises `DecisionsError`."""
    return _choices({"aliases": _of(data, place)["aliases"]}).aliases


def keep_profile(data: Path, place: str, name: str, choices: Choices) -> None:
    """Keep columns, headers and headings under a name; what stood there is replaced. Raises `DecisionsError`, `OSError`."""
    said = Choices(choices.columns, choices.headers, sections=choices.sections).as_dict()
    _change(data, place, lambda kept: kept | {"profiles": kept["profiles"] | {name: said}})


def forget_profile(data: Path, place: str, name: str) -> None:
    """Forget a named profile; raises `DecisionsError`, `OSError`."""
    _change(
        data,
        place,
        lambda kept: kept | {"profiles": {key: said for key, said in kept["profiles"].items() if key != name}},
    )


def keep_alias(data: Path, place: str, written: str, school_id: str | None) -> None:
    """Keep which school a written name means from now on; None forgets it. Raises `DecisionsError`, `OSError`."""
    named = [{"written": written, "school_id": school_id}] if school_id else []
    _change(
        data,
        place,
        lambda kept: kept | {"aliases": [one for one in kept["aliases"] if one["written"] != written] + named},
    )


def general(choices: Choices, views: list[SheetView]) -> Choices:
    """Return columns, headers and headings decided for these sheets as they hold for next year's: whatever the file is called.

    The sheet's name is kept where it is one of a workbook's; a text file's sheet is called as the file.
    """
    own = {(view.file, view.sheet) for view in views if not view.file.startswith(f"{view.sheet}.")}

    def sheet(file: str, name: str) -> str:
        return name if (file, name) in own else ANY

    columns = [replace(one, file=ANY, sheet=sheet(one.file, one.sheet)) for one in choices.columns]
    headers = [replace(one, file=ANY, sheet=sheet(one.file, one.sheet)) for one in choices.headers]
    sections = [replace(one, file=ANY, sheet=sheet(one.file, one.sheet)) for one in choices.sections]
    return Choices(
        tuple(dict.fromkeys(columns)), tuple(dict.fromkeys(headers)), sections=tuple(dict.fromkeys(sections))
    )


def _choices(said: Mapping[str, Any]) -> Choices:
    try:
        return Choices.from_dict(said)
    except (TypeError, AttributeError) as error:
        raise DecisionsError(f"{_FILE}: {error}") from error


def _of(data: Path, place: str) -> Kept:
    return {"profiles": {}, "aliases": []} | _read(data).get(place, {})


def check(data: Path) -> None:
    """Raise `DecisionsError` where anything of what is remembered cannot be read."""
    for place in _read(data):
        profiles(data, place)
        aliases(data, place)


def _read(data: Path) -> dict[str, Kept]:
    if not os.path.lexists(data / _FILE):
        return {}
    if file_fault(data / _FILE):
        raise DecisionsError(f"{_FILE}: 不是普通文件 not a regular file")
    try:
        found = json.loads((data / _FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise DecisionsError(f"{_FILE}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise DecisionsError(f"{_FILE}: {error}") from error
    if not isinstance(found, dict) or not all(map(_is_kept, found.values())):
        raise DecisionsError(f"{_FILE}: 格式不对 not of the expected form")
    return found


def _is_kept(one: Any) -> bool:
    """Tell whether this can be what is kept of a place: profiles by name, and a list of names with their schools."""
    if not isinstance(one, dict):
        return False
    named, written = one.get("profiles", {}), one.get("aliases", [])
    return isinstance(named, dict) and isinstance(written, list) and all(isinstance(row, dict) for row in written)


def _change(data: Path, place: str, change: Callable[[Kept], Kept]) -> None:
    """Change what is kept of a place, one clerk after the other: written anew beside the old file, put in place in one step."""
    path = data / _FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}-{uuid.uuid4().hex}")
    with held(path.with_name(f".lock-{path.stem}"), _PATIENCE):
        try:
            said = _read(data) | {place: change(_of(data, place))}
            fresh.write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")
            sync(fresh)
            os.replace(fresh, path)
            settle(path.parent)
        finally:
            fresh.unlink(missing_ok=True)
