"""The frame: page configuration, language, navigation and scope; runs before every page.

`streamlit run app.py` serves `app`, which runs this file once more as the script of every session.
"""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache, partial
from pathlib import PurePath
from types import CodeType

import streamlit as st
from starlette.middleware import Middleware
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.pages_manager import PagesManager

import queries
from data.command_line import refuse_root
from data.paths import PROJECT, data_folder
from data.rights import SHELL, RefusedError, acting, demand_page, granted, may_open
from pages import TURNS, begin, follow, guarded, offer
from pages.frozen import frozen
from pages.routes import routes
from views.server.content_policy import ContentPolicy
from views.server.file_gate import Gate
from views.server.open_routes import NeededRoutes
from views.server.session_cleanup import freeing
from views.server.upload_box import shut_box
from views.server.uploads import install
from views.shell import damage_notice, evidence_bar, evidence_link, layout, menu, search_box, sign_in_page, url_state
from views.shell.visitor import hold, visitor
from views.text.labels import label

PAGES = {
    "monitor": {
        "overview": ":material/dashboard:",
        "pairings_map": ":material/map:",
        "goals": ":material/flag:",
        "collaboration": ":material/handshake:",
    },
    "explore": {
        "county": ":material/account_balance:",
        "partnership": ":material/diversity_3:",
        "school": ":material/school:",
        "changes": ":material/compare_arrows:",
    },
    "report": {"briefing": ":material/slideshow:"},
    "manage": {
        "intake": ":material/upload_file:",
        "snapshots": ":material/inventory_2:",
        "quality": ":material/fact_check:",
        "audit": ":material/history:",
    },
    "about": {"definitions": ":material/menu_book:"},
}
FIRST = "overview"
BEFORE_ALL = (
    "pages/manage/intake.py",
    "pages/manage/snapshots.py",
    "pages/manage/audit.py",
)  # pages that work where nothing is published yet


@asynccontextmanager
async def warm(_: st.App) -> AsyncIterator[None]:
    """Open the snapshots before the first visitor and keep start-up objects out of later collections."""
    PagesManager.uses_pages_directory = False  # else a first visit to /goals finds "page not found" beside its page
    hold()
    with acting(SHELL):
        queries.programmes()
    gc.collect()
    gc.freeze()
    async with freeing():
        yield


@cache
def script(name: str) -> CodeType:
    """Return a page's script, compiled once."""
    path = PROJECT / name
    return compile(path.read_text(encoding="utf-8"), str(path), "exec")


@st.fragment
def body(name: str) -> None:
    """Run a page's script: a click inside the page runs only this again and leaves the frame as it stands.

    `st.Page.run` cannot do that, for it runs once a run of the frame. What was published since calls for all of it.
    """
    follow()
    url_state.begin_body()
    page = PurePath(name).stem
    with TURNS, guarded(page):
        demand_page(page)
        exec(script(name), {"__name__": "__page__", "__file__": name})
    url_state.write_url()


def show() -> None:
    """Run one page inside the frame."""
    st.session_state["language"] = url_state.language_asked()
    st.set_page_config(
        page_title=label("product"),
        page_icon=str(PROJECT / "docs" / "icon.png"),
        layout="wide",
        initial_sidebar_state=300,
    )
    layout.dress(st.session_state["language"])
    scripts = {name: f"pages/{section}/{name}.py" for section, names in PAGES.items() for name in names}
    pages = {
        label(f"section.{section}"): [
            st.Page(scripts[name], title=label(f"page.{name}"), icon=icon, default=name == FIRST)
            for name, icon in names.items()
        ]
        for section, names in PAGES.items()
    }
    page = st.navigation(pages, position="hidden")
    sign_in_page.note_sign_in()
    if page.url_path != "intake":
        shut_box()
    if not granted() or frozen():
        framed(pages, page.url_path, scripts[page.url_path or FIRST])
    else:
        with st.sidebar:
            url_state.language_choice()
            sign_in_page.account()
        url_state.write_url()


def framed(pages: dict[str, list[StreamlitPage]], here: str, name: str) -> None:
    """Run one page's script with the choices, the search and the menu beside it."""
    with st.sidebar:
        seek = st.container()
        st.session_state.pop("chosen", None)
        st.session_state["mark"] = queries.mark()
        begin(granted())
        refusal = choose(seek) if granted() else None
        url_state.language_choice()
        links = st.container()
        if "chosen" in st.session_state and not evidence_link.pinned():
            evidence_bar.button(queries.evidence_link(st.session_state["chosen"].place["area_code"]))
        sign_in_page.account()
    if not granted():
        sign_in_page.outside()
        return
    with links:
        menu.draw({section: [one for one in found if may_open(one.url_path)] for section, found in pages.items()}, here)
    notices = st.container()
    damage_notice.draw(queries.damages(), in_detail=may_open("snapshots"))
    if "chosen" not in st.session_state and not refusal:
        st.info(label("no_snapshots"))
    if refusal:
        sign_in_page.refused(refusal, granted(), PurePath(name).stem)
    elif "chosen" in st.session_state or name in BEFORE_ALL:
        body(name)
    else:
        url_state.write_url()
    with notices:  # the page's own choices are known only now
        url_state.warn_of_unknown()


def choose(seek: DeltaGenerator) -> RefusedError | None:
    """Draw the frame's choices and the search box; return the refusal where the address asks for what one may not see."""
    try:
        if queries.programmes():
            st.session_state["chosen"] = picked = offer()
            with seek:
                search_box.box(partial(queries.search, picked.scope), picked.as_of)
    except RefusedError as error:
        return error
    return None


if __name__ == "__main__":
    with acting(visitor()):
        show()
else:
    refuse_root(data_folder())
    install()
    app = st.App(
        __file__,
        lifespan=warm,
        routes=routes(FIRST),
        middleware=[Middleware(ContentPolicy), Middleware(NeededRoutes), Middleware(Gate)],
    )
