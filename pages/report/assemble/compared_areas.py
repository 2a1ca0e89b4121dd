"""The areas that a briefing compares: all of them, or the chosen ones, which its titles then name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

import queries
from data.registry.rows import Row, areas
from data.rights import granted
from pages.context import Chosen
from queries import Page, Scope
from views.text.labels import label, named
from views.text.sentences import NAMED, county_sentence, few_of


@dataclass(frozen=True)
class Compared:
    """The compared areas: their codes (none: all), their names (`words`), and the standings of goals in them.

    `brief` has the rows of `judged_areas` needed for sentences, `every` those needed for lists.
    """

    codes: frozenset[str]
    words: str
    brief: pd.DataFrame
    every: pd.DataFrame

    def kept(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of the compared areas and of the place itself."""
        if not self.codes:
            return rows
        chosen = rows["area_code"].isin(self.codes)
        return rows[chosen | (rows["level"] == "place") if "level" in rows else chosen]

    def titled(self, title: str) -> str:
        """Return a title that names the compared areas, unless all are compared."""
        return label("briefing.of_compared", title=title, areas=self.words) if self.words else title

    def sentence(self, goal: str) -> str:
        """Return the standings of a goal in the compared areas, as a sentence."""
        return county_sentence(self.brief[self.brief["goal_id"] == goal], chosen=bool(self.codes))

    def judged(self, goal: str) -> pd.DataFrame:
        """Return the rows of a goal's standings in the areas that are listed."""
        return self.every[self.every["goal_id"] == goal]

    def missing(self, scope: Scope, meaning: Row, names: int | None) -> pd.DataFrame:
        """Return the missing units by name (the first `names`, or all) in the scope's area, or in the compared areas."""
        if scope.area or not self.codes:
            return queries.units(scope, meaning["indicator_id"], missing=True, page=Page(0, names) if names else None)
        found = self.kept(queries.units(scope, meaning["indicator_id"], missing=True))
        shown = found.head(names or len(found))
        shown.attrs["of"] = len(found)
        return shown


def named_within(scope: Scope) -> Scope:
    """Return the part of a scope whose schools the current user may see by name: for a county's user, their county."""
    grant = granted()
    return replace(scope, area=grant.within) if grant and grant.within else scope


def compared(picked: Chosen, chosen: Sequence[str], *, listed: bool) -> Compared:
    """Return the compared areas: the chosen ones and the scope's own, or all. Without `listed`, only the rows for sentences are read."""
    codes = frozenset([*chosen, *filter(None, [picked.scope.area])]) if chosen else frozenset()
    brief = queries.judged_areas(picked.whole, most=NAMED).query("level != 'place'")
    every = queries.judged_areas(picked.whole).query("level != 'place'") if listed or codes else brief
    if codes:
        brief = every[every["area_code"].isin(codes)]
        brief = brief.assign(areas=brief.groupby(["goal_id", "standing"])["goal_id"].transform("size"))
    names = [named(areas()[code]) for code in sorted(codes)]
    return Compared(codes, few_of(names, len(names)) if names else "", brief, every)
