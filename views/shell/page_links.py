"""Make links to the pages of one county, partnership or school that keep the current choices.

A link is (page script, query parameters), for `st.page_link(path, query_params=asked)` and `st.switch_page`. In a table
or a line of text, `anchor` writes it as an HTML anchor with the name as text. `ENLIVEN`, a script on every page, lets a
plain click change the page without reloading the program; in a new tab the same address opens the same page.
"""

from collections.abc import Iterable
from pathlib import PurePath
from urllib.parse import urlencode

from markupsafe import Markup

from pages.registry import PAGES
from views.shell.url_state import link

Link = tuple[str, dict[str, str]]

ENLIVEN = """
if (!window.linksAlive) {
  window.linksAlive = true;
  document.addEventListener("click", (event) => {
    const go = event.target.closest && event.target.closest("a.go");
    if (!go || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const elsewhere = new URL(go.href).pathname !== location.pathname;
    history.pushState(null, "", go.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
    if (elsewhere) {
      const main = document.querySelector("[data-testid=stMain]");
      main.scrollTop = 0;
      main.focus({ preventScroll: true });
    }
  });
}
"""


def to_school(school_id: str, **more: str) -> Link:
    """Return the link to a school's page by its 学校标识码; `more` are choices such as `date`."""
    return PAGES["school"].path, link(school=school_id, **more)


def to_partnership(partnership_id: str, **more: str) -> Link:
    """Return the link to a partnership's page by its id in the snapshot; `more` are choices such as `date`."""
    return PAGES["partnership"].path, link(partnership=partnership_id, **more)


def to_county(code: str, **more: str) -> Link:
    """Return the link to the page of a county (or township, if the place is a county); `more` as for `to_school`."""
    return PAGES["county"].path, link(area=code, **more)


def to_goals(**more: str) -> Link:
    """Return the link to the goals page; `more` are choices such as `standing`."""
    return PAGES["goals"].path, link(**more)


def to_meeting(goals: Iterable[str], goal: str, **more: str) -> Link:
    """Return the link to the meeting at the screen of one goal; `goals` are in the order of the programme.

    `more` are choices such as `area`.
    """
    screen = list(dict.fromkeys(goals)).index(goal) + 1
    chosen = {"goals": "", "areas": "", "step": str(screen), "list": "0"}
    return PAGES["briefing"].path, link(present="1", **chosen, **more)


def address(to: Link) -> str:
    """Return a link as an address relative to the server's pages."""
    page, asked = to
    return f"{PurePath(page).stem}?{urlencode(asked)}"


def anchor(to: Link, words: str) -> Markup:
    """Return a link as an HTML anchor; the words are escaped."""
    return Markup('<a class="go" href="%s">%s</a>') % (address(to), words)
