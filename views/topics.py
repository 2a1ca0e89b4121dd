"""What the communities do, as topics: counts by group, and how the rows behind a count are listed."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from views.exports.listing import Listing
from views.labels import absent, label
from views.lists import About

EVERYTHING = "all"
NONE = "—"
CHOICES = 50


@dataclass(frozen=True)
class Topic:
    """One topic: `groups` (code, words, text and the `series` columns) are drawn, `listing` lists the rows behind them.

    `total` is the topic's figure in words; None where nothing was reported, which is no data and never 0.
    """

    name: str
    total: str | None
    groups: pd.DataFrame
    series: dict[str, str]
    summary: Callable[[str, About], Listing]
    listing: Callable[[str, About, pd.DataFrame], Listing]

    @property
    def title(self) -> str:
        """The topic's name in words."""
        return label(f"topic.{self.name}")

    def options(self, asked: str) -> dict[str, str]:
        """Return the groups a reader can choose, with their texts, everything first: the largest and the one asked for."""
        shown = self.groups.head(CHOICES)
        if asked not in set(shown["code"]):
            shown = pd.concat([shown, self.groups[self.groups["code"] == asked]])
        words = zip(shown["code"], shown["words"], shown["text"], strict=True)
        return {EVERYTHING: label("all")} | {str(code): f"{name} {text}" for code, name, text in words}


def coded(found: pd.DataFrame, by: str, words: list[str], text: list[str]) -> pd.DataFrame:
    """Return groups with code, words and text; a group without a value has the code `—`."""
    codes = [NONE if absent(value) else str(value) for value in found[by]]
    named = {"code": codes, "words": words, "text": text}
    return found.assign(**{key: pd.Series(values, index=found.index, dtype=object) for key, values in named.items()})
