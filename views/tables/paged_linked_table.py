"""Draw a list of any length: its first rows with links, below them all rows page by page."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any

import pandas as pd

from views.exports.listing import Listing
from views.shell.layout import folded
from views.shell.page_links import Link, to_partnership, to_school
from views.tables import linked_table
from views.tables import table as tables
from views.text.labels import absent, label, number, records

SHOWN = 50  # rows with links on screen; all rows are in the pages and the downloads
_UNITS: dict[str, Callable[[str], Link]] = {"school": to_school, "partnership": to_partnership}
_LEADS: dict[str, tuple[str, Callable[[str], Link]]] = {
    "name": ("school_id", to_school),
    "managing_name": ("managing_school_id", to_school),
    "successor_name": ("successor_id", to_school),
    "school_name": ("school_id", to_school),
    "core_name": ("core_school_id", to_school),
    "member_name": ("member_id", to_school),
    "partnership_name": ("partnership_id", to_partnership),
}


def table(turn: Callable[[int, int], Listing], key: str, of: Hashable | None = None) -> None:
    """Draw the first rows of a list with links; if it is longer, all rows follow page by page in a fold.

    `turn(first, size)` returns `size` rows from row `first`; for `of` see `linked_table.show`.
    """
    listing = turn(0, SHOWN)
    linked_table.show(listing, key, lambda: _links(listing.frame), whole=lambda: turn(0, max(1, listing.rows)), of=of)
    if listing.rows > SHOWN:
        words = label("compared.all_rows", rows=number(listing.rows))
        folded(words, f"{key}_all", lambda: tables.paged(turn, f"{key}_all"))


def _links(rows: pd.DataFrame) -> dict[str, list[Link | None]]:
    """Return the links of the names by column: schools and partnerships to their pages, at a date that has them.

    Other units have no link.
    """
    links: dict[str, list[Link | None]] = {}
    for name, (code, to) in _LEADS.items():
        if name in rows and code in rows:
            links[name] = [_lead(row, name, code, to) for row in records(rows)]
    if "unit_kind" in rows:
        links["unit_name"] = [_lead(row, "unit_name", "unit_id", _UNITS.get(row["unit_kind"])) for row in records(rows)]
    return links


def _lead(row: Mapping[str, Any], name: str, code: str, to: Callable[[str], Link] | None) -> Link | None:
    if to is None or absent(row[code]) or absent(row[name]):
        return None
    page, asked = to(row[code])
    return page, (asked | {"date": str(row["seen_on"])[:10]} if "seen_on" in row else asked)
