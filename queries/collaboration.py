"""The work of the partnerships, topic by topic: the groups of a topic with their counts, and the rows of a group."""

from dataclasses import dataclass

import pandas as pd

from queries.engine.arithmetic import distance_km
from queries.engine.cached_verbs import cached_verb
from queries.engine.database import Parameter
from queries.engine.pool import engine
from queries.parameters import of_scope
from queries.scope import Page, Scope


@dataclass(frozen=True)
class _Topic:
    """The list a topic is read from, the columns it is grouped by, the columns that are summed, and the filter of its rows."""

    list: str
    by: tuple[str, ...]
    sums: tuple[str, ...] = ()
    about: tuple[tuple[str, Parameter], ...] = ()


TOPICS = {
    "modes": _Topic("pairings", ("mode",), about=(("is_active", True),)),
    "borders": _Topic("pairings", ("border",), about=(("is_active", True),)),
    "chains": _Topic("chains", ("links",)),
    "activities": _Topic("activities", ("kind",), ("participants",)),
    "exchanges": _Topic(
        "activities", ("area_code", "area_name", "area_name_en"), ("teachers", "cadres"), (("is_exchange", True),)
    ),
    "tasks": _Topic("funds", ("task",), ("amount",)),
    "schools": _Topic("funds", ("school_id", "school_name"), ("amount",)),
}


@cached_verb
def topic_groups(scope: Scope, topic: str) -> pd.DataFrame:
    """Return one row for each group of a topic: the grouping columns, `entries` (number of rows), and the sums of stated values.

    Groups with most entries come first; for exchanges and funds, those with the largest sum.
    """
    known = TOPICS[topic]
    found = engine().groups(known.list, _parameters(known, scope), known.by, sums=known.sums, where=dict(known.about))
    first = known.sums[0] if topic in ("exchanges", "tasks", "schools") else "entries"
    return found.sort_values([first, known.by[0]], ascending=[False, True], ignore_index=True)


@cached_verb
def topic_rows(
    scope: Scope, topic: str, group: str | None = None, *, everything: bool = False, page: Page | None = None
) -> pd.DataFrame:  # fmt: skip
    """Return the rows of one group of a topic, or of all groups with `everything`.

    `group` is the value of the topic's first grouping column; None means the rows where it is blank. Columns as in the
    topic's list, for pairings plus `distance_km` (NaN: not placed).
    """
    known = TOPICS[topic]
    where = dict(known.about) | ({} if everything else {known.by[0]: group})
    found = engine().frame(known.list, _parameters(known, scope), page, where)
    if known.list != "pairings":
        return found
    far = distance_km(found["core_lon"], found["core_lat"], found["member_lon"], found["member_lat"])
    return found.assign(distance_km=far)


def _parameters(topic: _Topic, scope: Scope) -> dict[str, Parameter]:
    parameters: dict[str, Parameter] = dict(of_scope(scope))
    return parameters | {"town": None} if topic.list == "pairings" else parameters
