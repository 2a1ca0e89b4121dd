"""The frame around every page: page configuration, language, navigation and scope.

`streamlit run app.py` serves `app`, which runs this file again as the script of every session.
"""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import streamlit as st
from starlette.middleware import Middleware
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.pages_manager import PagesManager

import queries
from data.command_line import refuse_root
from data.paths import PROJECT, data_folder
from data.rights import SHELL, RefusedError, acting, granted
from pages.context import Chosen
from pages.evidence_header import draw_evidence_header
from pages.frame import body, choose_scope, may_open, note_grant
from pages.registry import FIRST, PAGES, PageInfo
from pages.routes import routes
from views.server.content_policy import ContentPolicy
from views.server.file_gate import Gate
from views.server.open_routes import NeededRoutes
from views.server.session_cleanup import freeing
from views.server.upload_box import shut_box
from views.server.uploads import install
from views.shell import damage_notice, evidence_bar, evidence_link, layout, menu, search_box, sign_in_page, url_state
from views.shell.turns import turn
from views.shell.visitor import hold, visitor
from views.text.labels import label


@asynccontextmanager
async def warm(_: st.App) -> AsyncIterator[None]:
    """Open the snapshots before the first visitor comes, and exclude start-up objects from later garbage collections."""
    PagesManager.uses_pages_directory = False  # else a first visit to /goals shows "page not found" beside the page
    hold()
    with acting(SHELL):
        queries.programmes()
    gc.collect()
    gc.freeze()
    async with freeing():
        yield


def show() -> None:
    """Configure the page and draw the page of the URL inside the frame."""
    st.session_state["language"] = url_state.language_asked()
    st.set_page_config(
        page_title=label("product"),
        page_icon=str(PROJECT / "docs" / "icon.png"),
        layout="wide",
        initial_sidebar_state=300,
    )
    layout.dress(st.session_state["language"])
    entries = {
        page.name: st.Page(
            page.path, title=label(f"page.{page.name}"), icon=f":material/{page.icon}:", default=page is FIRST
        )
        for page in PAGES.values()
    }
    sections: dict[str, list[StreamlitPage]] = {}
    for page in PAGES.values():
        sections.setdefault(label(f"section.{page.section}"), []).append(entries[page.name])
    path = st.navigation(sections, position="hidden").url_path
    sign_in_page.note_sign_in()
    if path != "intake":
        shut_box()
    if not granted() or draw_evidence_header():
        framed(sections, path, PAGES[path] if path else FIRST)
    else:
        with st.sidebar:
            url_state.language_choice()
            sign_in_page.account()
        url_state.write_url()


def framed(sections: dict[str, list[StreamlitPage]], path: str, page: PageInfo) -> None:
    """Draw one page, with the choices, the search box and the menu in the sidebar."""
    picked, refusal = None, None
    with st.sidebar:
        seek = st.container()
        st.session_state["data_version"] = queries.data_version()
        note_grant(granted())
        if granted():
            picked, refusal = choose(seek)
        url_state.language_choice()
        links = st.container()
        if picked and not evidence_link.link_in_use():
            evidence_bar.button(queries.evidence_link(picked.place["area_code"]))
        sign_in_page.account()
    if not granted():
        sign_in_page.outside()
        return
    with links:
        menu.draw(
            {
                section: [entry for entry in entries if may_open(name_of(entry))]
                for section, entries in sections.items()
            },
            path,
        )
    notices = st.container()
    damage_notice.draw(queries.damages(), in_detail=may_open("snapshots"))
    if not picked and not refusal:
        st.info(label("no_snapshots"))
    if refusal:
        sign_in_page.refused(refusal, granted(), page.name)
    elif picked or not page.needs_data:
        body(page, picked)
    else:
        url_state.write_url()
    with notices:  # only now the page has read its own choices from the URL
        url_state.warn_of_unknown()


def name_of(page: StreamlitPage) -> str:
    """Return a page's name; the first page has an empty URL path."""
    return page.url_path or FIRST.name


def choose(seek: DeltaGenerator) -> tuple[Chosen | None, RefusedError | None]:
    """Draw the frame's choices and the search box.

    Return what is chosen (None without a snapshot), or the refusal if the user may not see what the URL asks for.
    """
    try:
        if not queries.programmes():
            return None, None
        picked = choose_scope()
        with seek:
            search_box.box(partial(queries.search, picked.scope), picked.as_of)
    except RefusedError as error:
        return None, error
    return picked, None


if __name__ == "__main__":
    with acting(visitor()), turn():
        show()
else:
    refuse_root(data_folder())
    install()
    app = st.App(
        __file__,
        lifespan=warm,
        routes=routes(FIRST.name),
        middleware=[Middleware(ContentPolicy), Middleware(NeededRoutes), Middleware(Gate)],
    )
