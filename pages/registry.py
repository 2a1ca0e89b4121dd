"""The pages: where each lies, its icon, which roles may open it, and whether it works before anything is published."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.rights import Role

EVERYONE = frozenset(Role)
KEEPERS = frozenset({Role.CITY_EDITOR, Role.ADMINISTRATOR})
EDITORS = KEEPERS | {Role.COUNTY_EDITOR}


@dataclass(frozen=True)
class PageInfo:
    """One page: `draw(picked)` of `pages/<section>/<name>.py`; its title is the label `page.<name>`, its URL `<name>`."""

    section: str
    name: str
    icon: str
    roles: frozenset[Role] = EVERYONE
    needs_data: bool = True

    @property
    def path(self) -> str:
        """The page's file below the project, as `st.page_link` and `st.switch_page` take it."""
        return f"pages/{self.section}/{self.name}.py"

    @property
    def module(self) -> str:
        """The module that holds `draw`."""
        return f"pages.{self.section}.{self.name}"


# In the order of the menu; the first one is where the server's bare address leads.
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
    """Return the roles that may open a page; none for a name that is no page."""
    return PAGES[name].roles if name in PAGES else frozenset()
