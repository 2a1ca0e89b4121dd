"""What the communities do, as topics: counts by group, and the named rows behind each count."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from views.exports.listing import Listing
from views.labels import label, number
from views.lists import About

EVERYTHING = "all"


@dataclass(frozen=True)
class Topic:
    """One topic: `groups` (code, words, text and the `series` columns) are drawn, `rows` (with `group`) are listed.

    `total` is the topic's figure in words; None where nothing was reported, which is no data and never 0.
    """

    name: str
    total: str | None
    groups: pd.DataFrame
    series: dict[str, str]
    summary: Callable[[str, About], Listing]
    rows: pd.DataFrame
    listing: Callable[[str, About, pd.DataFrame], Listing]

    @property
    def title(self) -> str:
        """The topic's name in words."""
        return label(f"topic.{self.name}")

    @property
    def options(self) -> dict[str, str]:
        """The groups a reader can choose, with their texts; everything first."""
        words = zip(self.groups["code"], self.groups["words"], self.groups["text"], strict=True)
        return {EVERYTHING: label("all")} | {str(code): f"{name} {text}" for code, name, text in words}

    def of(self, group: str) -> pd.DataFrame:
        """Return the named rows behind one count, or behind all of them."""
        return self.rows if group == EVERYTHING else self.rows[self.rows["group"] == group]


def grouped(rows: pd.DataFrame, words: dict[str, str]) -> pd.DataFrame:
    """Return how many rows each group has, the largest first; `words` names the groups."""
    sizes = rows["group"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    return pd.DataFrame(
        {
            "code": list(sizes.index),
            "words": [words[str(code)] for code in sizes.index],
            "value": sizes.to_numpy(),
            "text": [number(size) for size in sizes],
        }
    )
