"""The page 管理 / 数据导入: sheets are uploaded, read, corrected, compared with the current snapshot, and published."""

import streamlit as st

import queries
from data.intake.formats.file_types import ENDINGS, OFFERED
from data.intake.reading_process.runner import prepare
from data.intake.session import Session
from data.intake.template import template_for
from data.intake.values.datums import DATUMS
from data.registry.rows import places
from data.rights import granted
from pages.context import Chosen
from pages.frame import head
from pages.manage.steps import sequence
from pages.manage.versions import saved_decisions
from pages.registry import PAGES
from views.panels.manage import publishing, upload
from views.server.upload_box import box_folder, shut_box
from views.shell import url_state
from views.shell.page_links import Link
from views.text.labels import day, label

SHOWING = ("overview", "goals", "county", "changes")  # pages that show what was published


def pages_showing(place: str, as_of: str) -> list[tuple[str, Link]]:
    """Return the titles and links of the pages that show a snapshot; none if the place has no programme."""
    programme = next((row["programme_id"] for row in queries.programmes() if row["place_code"] == place), None)
    if programme is None:
        return []
    query = url_state.link(place=place, programme=programme, date=as_of, area="all")
    return [(label(f"page.{name}"), (PAGES[name].path, query)) for name in SHOWING]


def draw(picked: Chosen | None) -> None:
    """Draw the current step of intake, or what has just been published."""
    if picked:
        head(picked, label("intake.title"))
    else:
        st.title(label("intake.title"))
    if done := st.session_state.get("intake_done"):
        shut_box()
        if publishing.done(
            done["place"], done["as_of"], done["counts"], pages_showing(done["place"], day(done["as_of"]))
        ):
            st.session_state.pop("intake_done")
            st.rerun()
    else:
        allowed = [row for row in places() if (grant := granted()) and grant.sees(row["area_code"])]
        place = picked.place["area_code"] if picked else allowed[0]["area_code"]
        asked = upload.ask(
            allowed, place, list(DATUMS), upload.Formats(ENDINGS, OFFERED), st.session_state.get("intake_round", 0)
        )
        prepare()
        if asked.files and asked.as_of:
            if "intake" not in st.session_state:
                st.session_state["intake"] = Session(box_folder())
            sequence.work(st.session_state["intake"], asked)
        else:
            upload.guide(asked)
            upload.template(asked.place, template_for)
            saved_decisions.show(asked.place)
