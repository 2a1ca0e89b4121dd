"""Prepares the versions of a place's snapshots for the views."""

from typing import Any

from data.intake.results import counts, tables_of
from data.store.archive import Version, sources
from views.shell import damage_notice
from views.text.drawing_cache import cached_drawing


def row(version: Version) -> dict[str, Any]:
    """Return the list's row for a version; its counts are None if the version cannot be read."""
    manifest = version.manifest
    counted = {} if version.trouble else _counts(version)
    return {
        "key": version.key, "as_of": version.as_of, "standing": version.is_current, "reason": version.reason,
        "status": manifest.get("status"), "published_at": version.published_at, "archived_at": version.archived_at,
        "published_by": manifest.get("published_by"), "schools": counted.get("schools"), "pupils": counted.get("pupils"),
        "partnerships": counted.get("partnerships"), "members": counted.get("members"), "sources": len(sources(version)),
        "findings": len(manifest.get("findings", ())), "fingerprint": manifest.get("fingerprint"),
        "trouble": damage_notice.line(version.damage, named=False) if version.damage else "",
    }  # fmt: skip


def name_of(version: Version) -> str:
    """Return the name of a version in the URL: its date and its key."""
    return f"{version.as_of}_{version.key}"


def _counts(version: Version) -> dict[str, int]:
    """Return the row counts of a readable version; cached for all users, for its content never changes."""
    return cached_drawing(("held", version.manifest["fingerprint"]), lambda: counts(tables_of(version.snapshot)))
