"""管理 / 快照: every version of a place's snapshots; compared, restored, removed, their sources downloaded."""

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
    """Draw the versions of a place's snapshots and the one that is picked."""
    mine = {row["area_code"]: named(row) for row in places() if may_keep(current_user(), row["area_code"])}
    if picked:
        head(picked, label("snapshots.title"))
    else:
        st.title(label("snapshots.title"))
    first = picked.place["area_code"] if picked and picked.place["area_code"] in mine else next(iter(mine))
    with st.columns([2, 5])[0]:
        place = url_state.choice("into", label("place"), mine, first)
    require_keep(place)
    if said := st.session_state.pop("snapshots_said", ""):
        st.success(plain(said), icon=":material/check_circle:")
    known = versions(place)
    if known:
        rows = [version_rows.row(one) for one in known]
        about = About(
            named(areas()[place]),
            known[0].as_of,
            lambda title: [(label("note.title"), title), (label("note.place"), mine[place])],
        )
        linked_table.show(snapshots.listing(label("snapshots.list"), about, rows), "snapshots", {})
        at = snapshots.pick(rows, [version_rows.name_of(one) for one in known])
        version.show(known[at], known, rows[at])
    else:
        st.info(label("snapshots.none"))
