"""Reads and checks a snapshot's manifest; an invalid one raises an error with the file, the key and the fix.

Its form is `manifest.schema.json` (JSON Schema 2020-12); keys that the schema does not name are kept.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NoReturn

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from data.damages import Damage, DamageError, damage
from data.files.manifest_identity import MANIFEST, MOST_BYTES
from data.files.regular import file_fault

FORMAT = 2
_SCHEMA = Path(__file__).with_name("manifest.schema.json")
_KEPT = 512
_ROOTS = ("snapshots", "archive")
_WORDS = {
    "required": ("缺少这个键", "it is missing"),
    "type": ("应为 {}", "it should be {}"),
    "enum": ("应为其一：{}", "it should be one of {}"),
    "pattern": ("格式应为 {}", "it should have the form {}"),
    "minimum": ("小于 {}", "it is less than {}"),
    "maxLength": ("长于 {}", "it is longer than {}"),
}


class SnapshotBrokenError(DamageError):
    """A snapshot cannot be used: a file is missing, differs from the manifest, or is not valid."""


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a snapshot's folder; raises `SnapshotBrokenError` if it is missing or not valid.

    The result is shared and must not be changed.
    """
    path = folder / MANIFEST
    fault = file_fault(path)
    if fault:
        raise broken(fault, path)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise broken("too_large", path, most=MOST_BYTES // 1_000_000)
        content = path.read_bytes()
    except OSError as error:
        raise broken("unreadable", path, why=error.strerror) from error
    try:
        return _parsed(content)
    except _NoManifestError as error:
        raise broken(error.kind, path, **error.details) from error


class _NoManifestError(ValueError):
    """The content is not a valid manifest: a kind of `data.damages.KINDS` with its details."""

    def __init__(self, kind: str, **details: object) -> None:
        super().__init__(kind, details)
        self.kind, self.details = kind, details


@lru_cache(maxsize=_KEPT)
def _parsed(content: bytes) -> dict[str, Any]:
    """Return a manifest's content, checked. Cached, for a manifest with a thousand findings takes a third of a second."""
    try:
        found = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
        json.dumps(found, ensure_ascii=False).encode()  # fails on lone surrogates, which could not be shown
    except UnicodeError as error:
        raise _NoManifestError("not_text") from error
    except RecursionError as error:
        raise _NoManifestError("not_json", why=("嵌套太深", "nested too deeply")) from error
    except ValueError as error:
        raise _NoManifestError("not_json", why=error) from error
    wrong = best_match(_validator().iter_errors(found))
    if wrong is not None:
        raise _NoManifestError("key", key=_key(wrong), why=_why(wrong))
    if found["format"] > FORMAT:
        raise _NoManifestError("newer_format", found=found["format"], known=FORMAT)
    for key in _wrong_dates(found):
        form = "YYYY-MM-DD" if key == "as_of" else "YYYY-MM-DDTHH:MM:SS+00:00"
        raise _NoManifestError("key", key=key, why=_filled("type", form))
    return dict(found)


def part_name(path: Path) -> str:
    """Return a path as shown to users: from `snapshots/` or `archive/` on, without the path of the data folder."""
    parts = path.parts
    at = max((number for number, part in enumerate(parts) if part in _ROOTS), default=len(parts) - 1)
    return "/".join(parts[at:])


def place_of(path: Path) -> str:
    """Return the code of the place that a path below `snapshots/` or `archive/` belongs to; empty if it names none."""
    return next((part.removeprefix("place=") for part in reversed(path.parts) if part.startswith("place=")), "")


def broken(kind: str, path: Path, **details: object) -> SnapshotBrokenError:
    """Return the error for a damaged file of a snapshot."""
    return SnapshotBrokenError(described(kind, path, **details))


def described(kind: str, path: Path, **details: object) -> Damage:
    """Return the damage of a path below `snapshots/` or `archive/`."""
    return damage(kind, part_name(path), place_of(path), **details)


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(_SCHEMA.read_text(encoding="utf-8")))


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} 不是 JSON 的数 is no number of JSON")


def _key(error: ValidationError) -> str:
    """Return the dotted path of the wrong or missing key."""
    missing = (
        [key for key in error.validator_value if key not in error.instance][:1] if error.validator == "required" else []
    )
    return ".".join(map(str, [*error.absolute_path, *missing])) or "—"


def _why(error: ValidationError) -> tuple[str, str]:
    return _filled(str(error.validator), error.validator_value)


def _filled(rule: str, expected: object) -> tuple[str, str]:
    zh, en = _WORDS.get(rule, ("{}", "{}"))
    return zh.format(expected), en.format(expected)


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
        found = datetime.fromisoformat(text)
    except ValueError:
        return False
    return found.tzinfo is not None and 2000 <= found.year <= 2200
