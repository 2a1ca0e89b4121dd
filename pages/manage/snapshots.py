"""The page 管理 / 快照: every version of a place's snapshots, to compare, restore and remove, with source files to download."""

import streamlit as st

from data.registry.rows import areas, places
from data.rights import current_user, may_keep, require_keep
from data.store.archive import versions
from pages.context import Chosen
from pages.frame import head
from pages.manage.versions import rows as version_rows
from pages.manage.versions import version
from views.listings import About
from views.panels.manage import snapshots
from views.shell import url_state
from views.tables import linked_table
from views.text.labels import label, named
from views.text.markdown import plain


def draw(picked: Chosen | None) -> None:
    """Draw the list of versions of a place's snapshots and the chosen version."""
    allowed = {row["area_code"]: named(row) for row in places() if may_keep(current_user(), row["area_code"])}
    if picked:
        head(picked, label("snapshots.title"))
    else:
        st.title(label("snapshots.title"))
    first = picked.place["area_code"] if picked and picked.place["area_code"] in allowed else next(iter(allowed))
    with st.columns([2, 5])[0]:
        place = url_state.choice("into", label("place"), allowed, first)
    require_keep(place)
    if message := st.session_state.pop("snapshots_said", ""):
        st.success(plain(message), icon=":material/check_circle:")
    known = versions(place)
    if known:
        rows = [version_rows.row(one) for one in known]
        about = About(
            named(areas()[place]),
            known[0].as_of,
            lambda title: [(label("note.title"), title), (label("note.place"), allowed[place])],
        )
        linked_table.show(snapshots.listing(label("snapshots.list"), about, rows), "snapshots", {})
        at = snapshots.pick(rows, [version_rows.name_of(one) for one in known])
        version.show(known[at], known, rows[at])
    else:
        st.info(label("snapshots.none"))
