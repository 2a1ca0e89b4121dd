"""Briefings to write: of the sample's places in both languages, and one of everything that is hard to print."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pandas as pd

import queries
from data.registry.rows import is_county
from pages.context import pick
from pages.report.assemble.briefing import gather
from queries import Scope
from tests.views.made import HOSTILE
from views.briefing.content import Briefing
from views.text.labels import day, speaking

LONG = "长" * 255
SCENES = [("huludao-2020", "zh_CN"), ("huludao-2020", "en"), ("kaiyuan-2024", "zh_CN"), ("kaiyuan-2024", "en")]


@contextmanager
def told(
    programme: str, tongue: str = "zh_CN", before: date | None = None, area: str | None = None
) -> Iterator[Briefing]:
    """Give the briefing of a programme at its newest date; its language is spoken as long as it is looked at."""
    row = queries.programme(programme)
    with speaking(tongue, "township" if is_county(row["place_code"]) else "county"):
        yield gather(pick(row, day(queries.seen_on(Scope(programme))), area), before=before)


def hostile(briefing: Briefing, rows: int = 3_000) -> Briefing:
    """Return a briefing whose first claim misses `rows` units of hostile and very long names."""
    claim = briefing.claims[0]
    frame = claim.missing.frame.head(1)
    frame = pd.concat([frame] * rows, ignore_index=True)
    names = [*HOSTILE, "**b**", LONG, "坏\x01字\x0b", "_x0041_"]
    frame["unit_name"] = [names[at % len(names)] for at in range(rows)]
    missing = replace(claim.missing, frame=frame, of=None)
    return replace(briefing, claims=[replace(claim, missing=missing), *briefing.claims[1:]])


def empty(briefing: Briefing) -> Briefing:
    """Return the briefing of a programme without a goal that can be computed."""
    standings = replace(briefing.standings, frame=briefing.standings.frame.head(0), of=None)
    return replace(briefing, goals=briefing.goals.head(0), claims=[], standings=standings, changes=[], sources="")
