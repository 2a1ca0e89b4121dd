"""Where a page of one county, partnership or school lies: (page script, query parameters), today's choices kept.

For `st.page_link(path, query_params=asked)` and `st.switch_page`. In a table or a line of text a link is an HTML
anchor: `anchor` writes it with the name as text, `ENLIVEN` (on every page, with its frame) lets a plain click change
the page without loading the program anew; in a new tab or copied the same address opens the same page.
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
    """Return the page of a school, by its 学校标识码; `more` are choices such as `date`."""
    return PAGES["school"].path, link(school=school_id, **more)


def to_partnership(partnership_id: str, **more: str) -> Link:
    """Return the page of a partnership, by its id in the snapshot; `more` are choices such as `date`."""
    return PAGES["partnership"].path, link(partnership=partnership_id, **more)


def to_county(code: str, **more: str) -> Link:
    """Return the page of a county (of a township, where the place is a county); `more` are choices such as `town`."""
    return PAGES["county"].path, link(area=code, **more)


def to_goals(**more: str) -> Link:
    """Return the page of the goals; `more` are choices such as `standing`."""
    return PAGES["goals"].path, link(**more)


def to_meeting(goals: Iterable[str], goal: str, **more: str) -> Link:
    """Return the meeting at a goal's screen, `goals` in the order of the programme; `more` are choices such as `area`."""
    screen = list(dict.fromkeys(goals)).index(goal) + 1
    chosen = {"goals": "", "areas": "", "step": str(screen), "list": "0"}
    return PAGES["briefing"].path, link(present="1", **chosen, **more)


def address(to: Link) -> str:
    """Return a link as an address relative to the server's pages."""
    page, asked = to
    return f"{PurePath(page).stem}?{urlencode(asked)}"


def anchor(to: Link, words: str) -> Markup:
    """Return a link as HTML; the words come out as text."""
    return Markup('<a class="go" href="%s">%s</a>') % (address(to), words)
