"""Describe what the frame offers for a place: its dates, its areas, and facts about each date."""

from dataclasses import dataclass

import pandas as pd

from data.registry.rows import Row, areas, is_county
from views.text.labels import day, label, named

WHOLE = "all"


@dataclass(frozen=True)
class ScopeOptions:
    """The dates (newest first) and areas of a place with their words, and facts by date.

    `facts` has, for each date, the status, the sources, and the number of schools without coordinates.
    """

    days: dict[str, str]
    areas: dict[str, str]
    facts: dict[str, tuple[str, str, int]]
    is_county: bool

    @property
    def below(self) -> dict[str, str]:
        """The areas without the place as a whole."""
        return {code: name for code, name in self.areas.items() if code != WHOLE}


def options_from(place: Row, snapshots: pd.DataFrame, places: pd.DataFrame) -> ScopeOptions:
    """Return the options of a place; `snapshots` and `places` are the frames that the queries of these names return."""
    columns = (snapshots[name] for name in ("as_of", "status", "sources", "unplaced"))
    rows = zip(*columns, strict=True)
    facts = {day(as_of): (str(status), str(sources), int(unplaced)) for as_of, status, sources, unplaced in rows}
    below = places.loc[places["level"] != "place", "area_code"]
    names = {WHOLE: label("whole_place", place=named(place))} | {code: named(areas()[code]) for code in below}
    return ScopeOptions({as_of: as_of for as_of in reversed(facts)}, names, facts, is_county(place["area_code"]))
