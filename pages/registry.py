"""The registry of the pages: section, name, icon, the roles that may open it, and whether it needs published data."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.rights import Role

EVERYONE = frozenset(Role)
KEEPERS = frozenset({Role.CITY_EDITOR, Role.ADMINISTRATOR})
EDITORS = KEEPERS | {Role.COUNTY_EDITOR}


@dataclass(frozen=True)
class PageInfo:
    """One page: `draw(picked)` in `pages/<section>/<name>.py`; its title is the label `page.<name>`, its URL path `<name>`."""

    section: str
    name: str
    icon: str
    roles: frozenset[Role] = EVERYONE
    needs_data: bool = True

    @property
    def path(self) -> str:
        """The page's file, relative to the project, as `st.page_link` and `st.switch_page` take it."""
        return f"pages/{self.section}/{self.name}.py"

    @property
    def module(self) -> str:
        """The module that holds `draw`."""
        return f"pages.{self.section}.{self.name}"


# In the order of the menu; the first page is shown at the server's bare URL.
PAGES: Mapping[str, PageInfo] = {
    page.name: page
    for page in (
        PageInfo("monitor", "overview", "dashboard"),
        PageInfo("monitor", "pairings_map", "map"),
        PageInfo("monitor", "goals", "flag"),
        PageInfo("monitor", "collaboration", "handshake"),
        PageInfo("explore", "county", "account_balance"),
        PageInfo("explore", "partnership", "diversity_3"),
        PageInfo("explore", "school", "school"),
        PageInfo("explore", "changes", "compare_arrows"),
        PageInfo("report", "briefing", "slideshow"),
        PageInfo("manage", "intake", "upload_file", EDITORS, needs_data=False),
        PageInfo("manage", "snapshots", "inventory_2", KEEPERS, needs_data=False),
        PageInfo("manage", "quality", "fact_check"),
        PageInfo("manage", "audit", "history", frozenset({Role.ADMINISTRATOR}), needs_data=False),
        PageInfo("about", "definitions", "menu_book"),
    )
}
FIRST = next(iter(PAGES.values()))


def roles_of(name: str) -> frozenset[Role]:
    """Return the roles that may open a page; none for an unknown name."""
    return PAGES[name].roles if name in PAGES else frozenset()
