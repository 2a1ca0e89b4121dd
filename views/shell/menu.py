"""Draw the menu of pages in the sidebar: one block of links, section by section."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from markupsafe import Markup
from streamlit.navigation.page import StreamlitPage

from views.shell import url_state
from views.text.labels import label
from views.text.markup import join, show_html

_MENU = Markup('<nav class="menu" aria-label="%s">%s</nav>')
_LINK = Markup('<a class="go" href="%s"%s><i data-icon="%s"></i>%s</a>')
_HERE = Markup(' aria-current="page"')


def draw(sections: Mapping[str, Sequence[StreamlitPage]], here: str) -> None:
    """Draw the pages of each section as links that keep the current choices; `here` is the path of the current page."""
    parts = [
        Markup("<b>%s</b>%s") % (section, join(_link(page, here) for page in pages))
        for section, pages in sections.items()
        if pages
    ]
    show_html(_MENU % (label("menu"), join(parts)))


def _link(page: StreamlitPage, here: str) -> Markup:
    """Return the link to a page; the first page has no path of its own."""
    icon = page.icon.removeprefix(":material/").removesuffix(":")
    to = f"{page.url_path or './'}?{urlencode(url_state.link())}"
    return _LINK % (to, _HERE if page.url_path == here else "", icon, page.title)
