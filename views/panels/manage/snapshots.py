"""Draw the snapshots of a place, current and archived: the files they were read from, and what can be done with them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from views.downloads.deferred import deferred
from views.exports.listing import Listing
from views.listings import About
from views.listings.about import columns_of, filled
from views.panels.audit import person
from views.shell import layout as frame
from views.shell import url_state
from views.shell.page_links import Link, anchor
from views.text.labels import absent, day, either, label, number
from views.text.markdown import plain
from views.text.markup import show_html

_ORIGINAL = Markup('<p class="words">%s · %s B<br><small>SHA-256 <code>%s</code></small></p>')
SHORT = 12  # letters of a fingerprint on screen; the downloads have all


def listing(title: str, about: About, rows: Sequence[Mapping[str, Any]]) -> Listing:
    """Return the versions of a place's snapshots as a list, the newest date first."""
    frame = pd.DataFrame(rows)
    texts = {
        "state": [state(row) for row in rows],
        "status": [None if absent(row["status"]) else label(f"data_status.{row['status']}") for row in rows],
        "published": [moment(row["published_at"]) for row in rows],
        "publisher": [None if absent(row["published_by"]) else person(str(row["published_by"])) for row in rows],
        "archived": [moment(row["archived_at"]) for row in rows],
        "mark": [None if absent(row["fingerprint"]) else str(row["fingerprint"])[:SHORT] for row in rows],
        "trouble": [row["trouble"] or None for row in rows],
    }
    frame = frame.assign(**{name: pd.Series(words, index=frame.index, dtype=object) for name, words in texts.items()})
    columns = columns_of(
        ("as_of", "as_of", "day"), ("state", "version_state"), ("status", "data_status"), ("published", "published_at"),
        ("publisher", "published_by"), ("archived", "archived_at"), ("schools", "schools", "count"),
        ("partnerships", "pairings", "count"), ("members", "members", "count"), ("sources", "sources", "count"),
        ("mark", "fingerprint", "code"), ("trouble", "trouble"),
    )  # fmt: skip
    return about.listing(title, filled(columns, frame), frame)


def state(row: Mapping[str, Any]) -> str:
    """Return in words whether a version is current, or why it was replaced."""
    if row["trouble"]:
        return label("version.broken")
    return label("version.standing") if row["standing"] else label(f"version.{row['reason']}")


def moment(value: datetime | None) -> str | None:
    """Return a time as YYYY-MM-DD HH:MM, UTC."""
    return None if absent(value) or value is None else f"{value:%Y-%m-%d %H:%M}"


def pick(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> int:
    """Draw the choice of the version; return the index of the chosen one."""
    options = [
        " · ".join(
            filter(
                None,
                (day(row["as_of"]), state(row), moment(row["published_at"]), str(row["fingerprint"] or "")[:SHORT]),
            )
        )
        for row in rows
    ]
    return list(names).index(
        url_state.choice("version", label("snapshots.version"), dict(zip(names, options, strict=True)), names[0])
    )


def facts(row: Mapping[str, Any], compare: Link | None) -> None:
    """Draw the counts of a version, its whole fingerprint, and the link that compares it with the one before."""
    if row["trouble"]:
        frame.words(str(row["trouble"]), strong=label("snapshots.unreadable"))
        return
    held = [f"{label(f'holds.{key}')} {number(row[key])}" for key in ("schools", "pupils", "partnerships", "members")]
    frame.words(label("list_mark").join(held), label("snapshots.findings", count=row["findings"]), strong=state(row))
    ways = Markup("<br>%s") % anchor(compare, label("snapshots.compare")) if compare else ""
    show_html(
        Markup('<p class="words">%s <code>%s</code>%s</p>')
        % (label("column.fingerprint"), either(row["fingerprint"], "—"), ways)
    )


def originals(sources: Sequence[tuple[str, str, int, Callable[[], bytes] | None]]) -> None:
    """Draw the files a version was read from (name, SHA-256, size, reader of its content), each with a download."""
    frame.title(label("snapshots.sources"), label("rows", rows=number(len(sources))))
    if not sources:
        st.caption(label("snapshots.no_sources"))
    for at, (name, digest, size, content) in enumerate(sources):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            show_html(_ORIGINAL % (name, number(size), digest))
            if content is None:
                st.caption(label("snapshots.not_kept"))
            else:
                file = _file_name(name, digest)
                st.download_button(
                    label("snapshots.download"), deferred(content, file), file_name=file,
                    mime="application/octet-stream", key=f"source_{at}_{digest}", icon=":material/download:", on_click="ignore",
                )  # fmt: skip


def _file_name(name: str, digest: str) -> str:
    """Return a safe file name for a source file: characters that file systems refuse become `_`."""
    words = "".join("_" if letter in '\\/:*?"<>|' or not letter.isprintable() else letter for letter in name).strip(
        ". "
    )
    return words[-120:] or digest


def confirm(kind: str, as_of: date, changes: Sequence[str], key: str) -> bool:
    """Draw what restoring or removing will change, the box to agree, and the button; return whether it was pressed."""
    frame.words(*changes, strong=label(f"keeping_title.{kind}", date=day(as_of)))
    agreed = st.checkbox(label(f"keeping_agree.{kind}"), key=f"agree_{kind}_{key}")
    icon = ":material/restore:" if kind == "restore" else ":material/archive:"
    words = label(f"keeping_button.{kind}", date=day(as_of))
    return st.button(
        plain(words),
        disabled=not agreed,
        icon=icon,
        key=f"do_{kind}",
        type="primary" if kind == "restore" else "secondary",
    )
