"""The versions of a place's snapshots as the views of this section draw them."""

from typing import Any

from data.intake.results import counts, tables_of
from data.store.archive import Version, sources
from views.shell import damage_notice
from views.text.drawing_cache import cached


def row(version: Version) -> dict[str, Any]:
    """Return what the list says of a version; counts are None where it cannot be read."""
    told = version.manifest
    held = {} if version.trouble else _held(version)
    return {
        "key": version.key, "as_of": version.as_of, "standing": version.is_current, "reason": version.reason,
        "status": told.get("status"), "published_at": version.published_at, "archived_at": version.archived_at,
        "published_by": told.get("published_by"), "schools": held.get("schools"), "pupils": held.get("pupils"),
        "partnerships": held.get("partnerships"), "members": held.get("members"), "sources": len(sources(version)),
        "findings": len(told.get("findings", ())), "fingerprint": told.get("fingerprint"),
        "trouble": damage_notice.line(version.damage, named=False) if version.damage else "",
    }  # fmt: skip


def name_of(version: Version) -> str:
    """Return what the address calls a version: its date, and where it is archived the folder's own name."""
    return f"{version.as_of}_{version.key}"


def _held(version: Version) -> dict[str, int]:
    """Return what a sound version holds, counted once for all who look: its content never changes."""
    return cached(("held", version.manifest["fingerprint"]), lambda: counts(tables_of(version.snapshot)))
