"""The menu of the pages in the sidebar: one block of links, section by section."""

import html
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from views.shell import url_state
from views.text.labels import label
from views.theme.palette import INK, QUIET

_STYLE = """
<style>
.menu {font-size: .92rem; line-height: 1.3;}
.menu b {display: block; margin: .45rem 0 .1rem; font-weight: 400; font-size: .82rem; color: QUIET;} .menu b:first-child {margin-top: 0;}
.menu a.go {display: flex; align-items: center; gap: .5rem; padding: .13rem .5rem; border-radius: .35rem; color: INK; text-decoration: none;}
.menu a.go:hover {background: #e6ebf1;} .menu a.go[aria-current] {background: #e1e7ee; font-weight: 600;}
.menu i {font-family: "Material Symbols Rounded"; font-style: normal; font-weight: 400; font-size: 1.15rem; line-height: 1; color: QUIET;
  width: 1.15rem; overflow: hidden; font-feature-settings: "liga";} .menu i::before {content: attr(data-icon); content: attr(data-icon) / "";}
</style>
""".replace("INK", INK).replace("QUIET", QUIET)


def draw(sections: Mapping[str, Sequence[StreamlitPage]], here: str) -> None:
    """Draw the pages of each section as links that keep today's choices; `here` is the path of the page one is on."""
    parts = [
        f"<b>{html.escape(section)}</b>{''.join(_link(page, here) for page in pages)}"
        for section, pages in sections.items()
        if pages
    ]
    st.html(f'{_STYLE}<nav class="menu" aria-label="{html.escape(label("menu"))}">{"".join(parts)}</nav>')


def _link(page: StreamlitPage, here: str) -> str:
    """Return a page's link; the first page has no path of its own."""
    icon = page.icon.removeprefix(":material/").removesuffix(":")
    current = ' aria-current="page"' if page.url_path == here else ""
    to = html.escape(f"{page.url_path or './'}?{urlencode(url_state.link())}")
    return f'<a class="go" href="{to}"{current}><i data-icon="{icon}"></i>{html.escape(page.title)}</a>'
