"""The last steps of intake: the differences from the last snapshot, and publishing."""

from collections.abc import Sequence

import streamlit as st

import queries
from data.intake.checks import removed_schools
from data.intake.difference import KINDS
from data.intake.findings import Finding
from data.intake.pipeline import Reading
from data.intake.session import Session
from data.registry.rows import areas
from pages.manage.actions import snapshots
from views.listings import About
from views.panels.manage import differences, publishing
from views.shell import url_state
from views.shell.turns import long_task
from views.tables import table
from views.text.labels import day, label
from views.text.markdown import plain


def difference_step(session: Session, about: About) -> None:
    """Draw what publishing would change, compared with the snapshot of the same date or the last one before it."""
    if session.before is None:
        st.info(label("differs.nothing_before"))
        return
    rows = session.difference()
    st.caption(plain(label("differs.against", date=day(session.before.as_of))))
    if not rows:
        st.info(label("differs.same"))
        return
    kinds = differences.kinds(rows, KINDS)
    kind = url_state.segments("differs", label("intake.differs"), kinds, next(iter(kinds)))
    table.show(differences.listing(label("differs.title", kind=label(f"differs.{kind}")), about, rows, kind), "differs")


def publish_step(session: Session, reading: Reading) -> None:
    """Draw what would be published and what prevents it; publish on click, and draw the result."""
    publishing.counts(reading.counts, session.counts_before)
    errors = sum(one.severity == "error" for one in reading.findings)
    standing = session.standing.manifest if session.standing else None
    key = f"{standing['fingerprint']}{standing['published_at']}" if standing else "new"
    may, replaces = publishing.obstacles(errors, standing, reading.as_of, key)
    losses = [one.as_dict() for one in reading.findings if one.code in removed_schools.CODES]
    may = publishing.losses_known([] if errors else losses) and may
    if not publishing.button(may, areas()[reading.place], reading.as_of):
        return

    def put() -> Sequence[Finding]:
        with long_task():
            return snapshots.publish(session, replace=replaces)

    def compute() -> Sequence[Finding]:
        queries.programmes()
        return ()

    if refused := publishing.progress([("writing", put), ("computing", compute)]):
        publishing.refused([one.as_dict() for one in refused])
        return
    st.session_state["intake_done"] = {"place": reading.place, "as_of": reading.as_of, "counts": reading.counts}
    st.session_state.pop("intake", None)
    st.session_state["intake_round"] = st.session_state.get("intake_round", 0) + 1
    st.rerun()
