"""What is damaged in a data folder beside what the figures rest on: roles, decisions, the log, and the archive."""

from collections.abc import Iterator
from pathlib import Path

from data.damages import Damage, damage
from data.intake import profiles
from data.intake.decisions import FILE, DecisionsError
from data.rights.roles import RolesError, roles, roles_file
from data.store.archive import versions
from data.store.manifests import described, file_fault
from data.store.snapshots import day_of, listed


def kept_damages(data: Path) -> list[Damage]:
    """Return what is damaged of what a data folder keeps; the archive is hashed, each version once."""
    return [*_people(data), *_log(data), *_decisions(data), *_archive(data)]


def _people(data: Path) -> Iterator[Damage]:
    try:
        roles(data)
    except RolesError:
        yield damage("roles", f"access/{roles_file(data).name}")


def _log(data: Path) -> Iterator[Damage]:
    for path in listed(data / "access", "audit-*.jsonl"):
        why = file_fault(path)
        if not why:
            try:
                path.open("rb").close()
            except OSError as error:
                why = str(error.strerror)
        if why:
            yield damage("log_unreadable", f"access/{path.name}", why=why)


def _decisions(data: Path) -> Iterator[Damage]:
    try:
        profiles.check(data)
    except DecisionsError:
        yield damage("decisions", FILE.as_posix())


def _archive(data: Path) -> Iterator[Damage]:
    for folder in listed(data / "archive", "place=*"):
        place = folder.name.removeprefix("place=")
        for version in versions(data, place):
            if version.damage and not version.standing:
                yield version.damage
    for folder in listed(data / "archive", "place=*/*"):
        if not folder.is_dir():
            yield described("no_folder", folder)
        elif day_of(folder) is None:
            yield described("bad_name", folder, form="as_of=YYYY-MM-DD")
