"""The areas a briefing compares: all of them, or those chosen; what is said of them says which."""

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
    """The areas compared (no codes: all) and their names; where goals stand in them: `brief` to say it, `every` to list."""

    codes: frozenset[str]
    words: str
    brief: pd.DataFrame
    every: pd.DataFrame

    def kept(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of the areas compared, and the place's own."""
        if not self.codes:
            return rows
        chosen = rows["area_code"].isin(self.codes)
        return rows[chosen | (rows["level"] == "place") if "level" in rows else chosen]

    def titled(self, title: str) -> str:
        """Return a title that says which areas are compared, where not all are."""
        return label("briefing.of_compared", title=title, areas=self.words) if self.words else title

    def sentence(self, goal: str) -> str:
        """Return how a goal stands in the areas compared, in words."""
        return county_sentence(self.brief[self.brief["goal_id"] == goal], chosen=bool(self.codes))

    def judged(self, goal: str) -> pd.DataFrame:
        """Return where a goal stands in every area, as far as it is listed."""
        return self.every[self.every["goal_id"] == goal]

    def missing(self, scope: Scope, meaning: Row, names: int | None) -> pd.DataFrame:
        """Return who is missing by name (the first `names`): in the scope's own area, else in those compared."""
        if scope.area or not self.codes:
            return queries.units(scope, meaning["indicator_id"], missing=True, page=Page(0, names) if names else None)
        found = self.kept(queries.units(scope, meaning["indicator_id"], missing=True))
        shown = found.head(names or len(found))
        shown.attrs["of"] = len(found)
        return shown


def named_within(scope: Scope) -> Scope:
    """Return the part of a scope whose schools the user at work may see by name: of a county's user his county."""
    grant = granted()
    return replace(scope, area=grant.within) if grant and grant.within else scope


def compared(picked: Chosen, chosen: Sequence[str], *, listed: bool) -> Compared:
    """Return the areas chosen, the scope's own among them; none chosen: all. Only what is `listed` is asked for in full."""
    codes = frozenset([*chosen, *filter(None, [picked.scope.area])]) if chosen else frozenset()
    brief = queries.judged_areas(picked.whole, most=NAMED).query("level != 'place'")
    every = queries.judged_areas(picked.whole).query("level != 'place'") if listed or codes else brief
    if codes:
        brief = every[every["area_code"].isin(codes)]
        brief = brief.assign(areas=brief.groupby(["goal_id", "standing"])["goal_id"].transform("size"))
    names = [named(areas()[code]) for code in sorted(codes)]
    return Compared(codes, few_of(names, len(names)) if names else "", brief, every)
