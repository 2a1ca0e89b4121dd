"""Reads a snapshot's manifest: what is no manifest is refused with the file, the key and the fix.

Its form is `manifest.schema.json` (JSON Schema 2020-12); keys the schema does not name are kept.
"""

import json
import stat
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from data.damages import Damage, DamageError, damage

FORMAT = 2
MANIFEST = "manifest.json"
_SCHEMA = Path(__file__).with_name("manifest.schema.json")
_MOST_BYTES = 64_000_000
_ROOTS = ("snapshots", "archive")
_WORDS = {
    "required": "缺少 missing: {}",
    "type": "应为 should be {}",
    "enum": "应为其一 should be one of {}",
    "pattern": "不符合格式 does not have the form {}",
    "minimum": "小于 is less than {}",
    "maxLength": "长于 is longer than {}",
}


class SnapshotBrokenError(DamageError):
    """A snapshot that cannot be used: a file is missing, no longer what the manifest says, or cannot be right."""


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a snapshot's folder; raises `SnapshotBrokenError` where it is not one."""
    path, where = folder / MANIFEST, part_name(folder / MANIFEST)

    def refuse(kind: str, **details: object) -> NoReturn:
        raise SnapshotBrokenError(damage(kind, where, place_of(folder), **details))

    fault = file_fault(path)
    if fault:
        refuse(fault)
    try:
        if path.stat().st_size > _MOST_BYTES:
            refuse("too_large", most=_MOST_BYTES // 1_000_000)
        text = path.read_text(encoding="utf-8-sig")
        found = json.loads(text, parse_constant=_refuse_constant)
        json.dumps(found, ensure_ascii=False).encode()  # half a character (a lone surrogate) could not be shown
    except OSError as error:
        refuse("unreadable", why=error.strerror)
    except UnicodeError:
        refuse("not_text")
    except RecursionError:
        refuse("not_json", why="嵌套太深 nested too deeply")
    except ValueError as error:
        refuse("not_json", why=error)
    fault_here = best_match(_validator().iter_errors(found))
    if fault_here is not None:
        refuse("key", key=_key(fault_here), why=_why(fault_here))
    if found["format"] > FORMAT:
        refuse("newer_format", found=found["format"], known=FORMAT)
    for key in _wrong_dates(found):
        refuse("key", key=key, why=_WORDS["type"].format("YYYY-MM-DD" if key == "as_of" else "ISO 8601 +00:00"))
    return dict(found)


def file_fault(path: Path) -> str:
    """Return why a path cannot be read as a file (a kind of damage), empty where it can.

    Asked before a file is opened: opening a named pipe would wait for ever.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return "missing"
    except OSError:  # a loop of links, a folder closed to the service
        return "no_file"
    return "" if stat.S_ISREG(mode) else "no_file"


def part_name(path: Path) -> str:
    """Return a path as it is named to users: from `snapshots/` or `archive/` on, never where the data folder lies."""
    parts = path.parts
    at = max((number for number, part in enumerate(parts) if part in _ROOTS), default=len(parts) - 1)
    return "/".join(parts[at:])


def place_of(path: Path) -> str:
    """Return the code of the place a folder below `snapshots/` or `archive/` belongs to, empty where none is named."""
    return next((part.removeprefix("place=") for part in reversed(path.parts) if part.startswith("place=")), "")


def broken(kind: str, path: Path, **details: object) -> SnapshotBrokenError:
    """Return the error for a damaged file of a snapshot."""
    return SnapshotBrokenError(described(kind, path, **details))


def described(kind: str, path: Path, **details: object) -> Damage:
    """Return a damage of a path below `snapshots/` or `archive/`."""
    return damage(kind, part_name(path), place_of(path), **details)


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(_SCHEMA.read_text(encoding="utf-8")))


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} 不是 JSON 的数 is no number of JSON")


def _key(error: ValidationError) -> str:
    return ".".join(map(str, error.absolute_path)) or "—"


def _why(error: ValidationError) -> str:
    said = error.validator_value
    if error.validator == "required":
        said = "、".join(key for key in error.validator_value if key not in error.instance)
    return _WORDS.get(str(error.validator), "{}").format(said)


def _wrong_dates(manifest: dict[str, Any]) -> Iterator[str]:
    try:
        date.fromisoformat(manifest["as_of"])
    except ValueError:
        yield "as_of"
    for key in ("published_at", "restored_from"):
        if key in manifest and not _is_moment(manifest[key]):
            yield key


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
