"""Find damages in the parts of a data folder that figures do not use: roles, decisions, the log, and the archive."""

from collections.abc import Iterator
from pathlib import Path

from data.damages import Damage, damage
from data.files.regular import file_fault
from data.intake import profiles
from data.intake.decisions import FILE, DecisionsError
from data.paths import data_folder
from data.rights.roles import RolesError, roles, roles_file
from data.store.archive import versions
from data.store.manifests import described
from data.store.snapshots import day_of, listed


def kept_damages() -> list[Damage]:
    """Return what is damaged of what the data folder keeps; the archive is hashed, each version once."""
    return [*_people(), *_log(data_folder()), *_decisions(), *_archive(data_folder())]


def _people() -> Iterator[Damage]:
    try:
        roles()
    except RolesError:
        yield damage("roles", f"access/{roles_file().name}")


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


def _decisions() -> Iterator[Damage]:
    try:
        profiles.check()
    except DecisionsError:
        yield damage("decisions", FILE.as_posix())


def _archive(data: Path) -> Iterator[Damage]:
    for folder in listed(data / "archive", "place=*"):
        place = folder.name.removeprefix("place=")
        for version in versions(place):
            if version.damage and not version.is_current:
                yield version.damage
    for folder in listed(data / "archive", "place=*/*"):
        if not folder.is_dir():
            yield described("no_folder", folder)
        elif day_of(folder) is None:
            yield described("bad_name", folder, form="as_of=YYYY-MM-DD")
