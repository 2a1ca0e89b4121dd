"""Shows one version of a snapshot with its source files, and restores or removes it."""

from functools import partial
from typing import Any

import streamlit as st

from data.intake.difference import KINDS, difference
from data.intake.results import tables_of
from data.store.archive import Version, original, sources
from pages.manage.actions import snapshots as snapshot_actions
from pages.manage.versions import rows
from pages.registry import PAGES
from views.panels.manage import differences, snapshots
from views.shell import url_state
from views.shell.page_links import Link
from views.text.labels import day, label
from views.text.markdown import plain


def changes(version: Version, standing: Version | None) -> list[str]:
    """Return in sentences what restoring an archived version, or removing the current one, will change."""
    if version.is_current:
        return [label("remove.body"), label("remove.kept")]
    if standing is None or standing.trouble:
        return [label("restore.alone"), *([label("restore.kept")] if standing else [])]
    kinds = differences.kinds(difference(tables_of(version.snapshot), standing.snapshot), KINDS)
    effect = label("restore.body", changes=label("list_mark").join(kinds.values())) if kinds else label("restore.same")
    return [effect, label("restore.kept")]


def compared(version: Version, known: list[Version]) -> Link | None:
    """Return the link to the changes page that compares a current version with the one before it; None for others."""
    earlier = [one.as_of for one in known if one.is_current and one.as_of < version.as_of]
    if not version.is_current or not earlier:
        return None
    return PAGES["changes"].path, url_state.link(
        place=version.place, date=day(version.as_of), since=day(max(earlier)), area="all"
    )


def show(version: Version, known: list[Version], row: dict[str, Any]) -> None:
    """Draw one version, its source files, and the button to restore or remove it."""
    snapshots.facts(row, compared(version, known))
    snapshots.originals(
        [(one.name, one.sha256, one.size, partial(original, one) if one.path else None) for one in sources(version)]
    )
    standing = next((one for one in known if one.is_current and one.as_of == version.as_of), None)
    if version.trouble and not version.is_current:
        return
    kind = "remove" if version.is_current else "restore"
    if snapshots.confirm(kind, version.as_of, changes(version, standing), rows.name_of(version)):
        if message := snapshot_actions.remove(version) if version.is_current else snapshot_actions.restore(version):
            st.warning(plain(message))
        else:
            st.session_state["snapshots_said"] = label(f"keeping_done.{kind}", date=day(version.as_of))
            standing_now = f"{day(version.as_of)}_standing" if kind == "restore" else ""
            # Select the restored version, or the first of the list, so that the same action is not offered again.
            url_state.settle("version", standing_now)
            st.rerun()
