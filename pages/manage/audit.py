"""The page 管理 / 操作记录: the log of what was published, restored, removed, exported or refused, and by which user."""

from datetime import date
from itertools import islice

import streamlit as st

from data.rights import audit
from data.verification.report import verified
from pages.context import Chosen
from pages.frame import head
from views.panels import audit as panel
from views.shell import url_state
from views.tables import table
from views.text.labels import label, number

MOST = 10_000


def draw(picked: Chosen | None) -> None:
    """Draw the log, newest first, filtered by kind of action and by words."""
    if picked:
        head(picked, label("audit.title"))
    else:
        st.title(label("audit.title"))
    left, right, _ = st.columns([3, 4, 3], vertical_alignment="bottom")
    with left:
        kinds = {"all": label("all")} | {did: label(f"did.{did}") for did in audit.DONE}
        did = url_state.choice("did", label("column.log_did"), kinds, "all")
    words = right.text_input(label("audit.search"), key="audit_words").strip().casefold()
    found = (
        event
        for event in audit.events()
        if did in ("all", event.did) and words in f"{event.who} {event.what} {event.place} {event.area}".casefold()
    )
    panel.integrity(verified())
    rows = list(islice(found, MOST))
    table.show(panel.listing(rows, date.today()), "audit", height=620)
    st.caption(label("audit.note", most=number(MOST)))
