"""Define topics, the work of communities by kind: counts by group, and the list behind each count."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from views.exports.listing import Listing
from views.listings import About
from views.text.labels import label

EVERYTHING = "all"
NONE = "—"
CHOICES = 50


@dataclass(frozen=True)
class Topic:
    """One topic: `groups` (code, words, text and the `series` columns) are drawn, `listing` lists the rows behind them.

    `total` is the topic's figure in words; None if nothing was reported, which is no data and never 0.
    """

    name: str
    total: str | None
    groups: pd.DataFrame
    series: dict[str, str]
    summary: Callable[[str, About], Listing]
    listing: Callable[[str, About, pd.DataFrame], Listing]

    @property
    def title(self) -> str:
        """The name of the topic in words."""
        return label(f"topic.{self.name}")

    def options(self, asked: str) -> dict[str, str]:
        """Return the groups to choose from with their texts: all, the largest ones, and the requested one."""
        shown = self.groups.head(CHOICES)
        if asked not in set(shown["code"]):
            shown = pd.concat([shown, self.groups[self.groups["code"] == asked]])
        words = zip(shown["code"], shown["words"], shown["text"], strict=True)
        return {EVERYTHING: label("all")} | {str(code): f"{name} {text}".strip() for code, name, text in words}


def coded(found: pd.DataFrame, by: str, words: Iterable[str], text: Callable[[Any], str]) -> pd.DataFrame:
    """Return groups with the columns code, words and text; a group without a value has the code `—`.

    `text` returns a row's count in words; it is called only for groups that can be drawn or chosen.
    """
    texts = [text(row) for row in found.head(CHOICES).itertuples()] + [""] * max(0, len(found) - CHOICES)
    return found.assign(
        code=found[by].fillna(NONE).astype(object),
        words=pd.Series(list(words), index=found.index, dtype=object),
        text=pd.Series(texts, index=found.index, dtype=object),
    )
