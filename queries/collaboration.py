"""What the communities do, topic by topic: how many in each group, and the rows behind a group."""

from dataclasses import dataclass

import pandas as pd

from queries.engine.arithmetic import distance_km
from queries.engine.cached_verbs import cached
from queries.engine.database import Parameter
from queries.engine.pool import engine
from queries.parameters import of_scope
from queries.scope import Page, Scope


@dataclass(frozen=True)
class _Topic:
    """The list a topic is read from, the column that groups it, the columns added up, and the rows it is about."""

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


@cached
def topic_groups(scope: Scope, topic: str) -> pd.DataFrame:
    """Return one row a group of a topic: the columns it is grouped by, `entries`, and the sums of what is stated.

    The most entries first; of money the largest amount.
    """
    known = TOPICS[topic]
    found = engine().groups(known.list, _asked(known, scope), known.by, sums=known.sums, where=dict(known.about))
    first = known.sums[0] if topic in ("exchanges", "tasks", "schools") else "entries"
    return found.sort_values([first, known.by[0]], ascending=[False, True], ignore_index=True)


@cached
def topic_rows(
    scope: Scope, topic: str, group: str | None = None, *, everything: bool = False, page: Page | None = None
) -> pd.DataFrame:  # fmt: skip
    """Return the rows behind one group of a topic (None: what has none), or behind all; columns as in the list's SQL."""
    known = TOPICS[topic]
    where = dict(known.about) | ({} if everything else {known.by[0]: group})
    found = engine().frame(known.list, _asked(known, scope), page, where)
    if known.list != "pairings":
        return found
    far = distance_km(found["core_lon"], found["core_lat"], found["member_lon"], found["member_lat"])
    return found.assign(distance_km=far)


def _asked(topic: _Topic, scope: Scope) -> dict[str, Parameter]:
    asked: dict[str, Parameter] = dict(of_scope(scope))
    return asked | {"town": None} if topic.list == "pairings" else asked
