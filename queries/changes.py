"""Two snapshots compared: what became of schools and partnerships, and what that did to a figure."""

import re
from datetime import date

import pandas as pd

from data.registry.rows import indicators, registry
from data.vocabularies import CHANGE_PARTS, NOT_REAL, PARTNERSHIP_CHANGES, SCHOOL_CHANGES
from queries.catalogue import programme, seen_on
from queries.engine.arithmetic import effects, values, with_value
from queries.engine.cached_verbs import cached
from queries.engine.database import Parameter
from queries.engine.pool import engine
from queries.parameters import Parameters
from queries.scope import Page, Scope

SINGLY = ("award", "event", "family")  # what is counted once and never again
_COUNTS = ("numerator_before", "denominator_before", "numerator", "denominator")


@cached
def change_counts(scope: Scope, since: date) -> pd.DataFrame:
    """Return how many changes of each kind there are between two snapshots; rows in the order of the kinds, zeros too.

    Columns kind, about (school or partnership), rows.
    """
    asked = _between(scope, since) | {"kind": None, "named": False}
    found: dict[str, int] = {}
    stretch: dict[str, Parameter] = {"first": 0, "size": None}
    for name, more in (("school_changes", {}), ("partnership_changes", stretch)):
        counts = engine().groups(name, asked | more, ("kind",))
        found |= dict(zip(counts["kind"], counts["entries"], strict=True))
    rows = [("school", kind) for kind in SCHOOL_CHANGES] + [("partnership", kind) for kind in PARTNERSHIP_CHANGES]
    return pd.DataFrame([{"kind": kind, "about": about, "rows": int(found.get(kind, 0))} for about, kind in rows])


@cached
def school_changes(scope: Scope, since: date, kind: str | None = None, *, page: Page | None = None) -> pd.DataFrame:
    """Return what became of the schools since an earlier snapshot, of one kind or all; columns as in lists/changes/school_changes.sql."""
    return engine().frame("school_changes", _between(scope, since) | {"kind": kind, "named": True}, page)


@cached
def partnership_changes(
    scope: Scope, since: date, kind: str | None = None, *, page: Page | None = None
) -> pd.DataFrame:
    """Return what became of partnerships and memberships since an earlier snapshot; columns as in lists/changes/partnership_changes.sql."""
    stretch = {"first": page.first if page else 0, "size": page.size if page else None}
    asked = _between(scope, since) | {"kind": kind, "named": True} | stretch
    found = engine().frame("partnership_changes", asked)
    if page and (page.first or len(found)):
        first_row = found if len(found) else engine().frame("partnership_changes", asked | {"first": 0, "size": 1})
        found.attrs["of"] = int(first_row["found"].max()) if len(first_row) else 0
    return found


@cached
def figure_changes(scope: Scope, since: date, indicator: str) -> pd.DataFrame:
    """Return what an indicator's change since an earlier snapshot is made of; the parts add up to the whole.

    A row a part, in the order of `CHANGE_PARTS` (those that are empty too): part, is_real (reclassified and reporting are not), units,
    up and down (of what is counted at both: units with a larger, a smaller share), numerator_before, denominator_before, numerator, denominator,
    `effect` on the figure. The effect of a part on a share is (its numerator's change − the earlier share × its denominator's
    change) ÷ the later denominator: these add up exactly to the change of the share; of a number it is the numerator's change.
    NaN where there is no data at one of the two.
    """
    asked = _compared(scope, since, indicator) | {"part": None, "named": False}
    found = engine().groups("figure_changes", asked, ("part", "step"), sums=_COUNTS)
    entries, step = found["entries"], found["step"]
    found = found.assign(up=entries.where(step > 0, 0), down=entries.where(step < 0, 0))
    parts = (
        found.groupby("part")[["entries", "up", "down", *_COUNTS]]
        .sum()
        .reindex(CHANGE_PARTS, fill_value=0)
        .astype(float)
    )
    parts = (
        parts.rename(columns={"entries": "units"}).reset_index().assign(is_real=~pd.Series(CHANGE_PARTS).isin(NOT_REAL))
    )
    return parts.assign(effect=effects(parts, indicators()[indicator]["format"]))


@cached
def figure_change_units(
    scope: Scope, since: date, indicator: str, part: str, *, page: Page | None = None
) -> pd.DataFrame:
    """Return the units of one part of `figure_changes`, those whose share changed first; columns as in lists/changes/figure_changes.sql."""
    asked = _compared(scope, since, indicator) | {"part": part, "named": True}
    return engine().frame("figure_changes", asked, page)


def deciding_facts(indicator: str) -> list[str]:
    """Return the facts of a school that decide whether an indicator counts it, as model/existing_units names blanks.

    They are its own (`own.pupils`) and those of which its county must state any (`county.psych_teachers`), as
    indicator_facts.csv has them; not those whose blank merely counts as not met.
    """
    return [
        f"{row['stated']}.{'band' if row['column'] == 'urban_rural_code' else row['column']}"
        for row in registry("indicator_facts")
        if (row["indicator_id"], row["table"]) == (indicator, "schools")
        and (row["stated"] == "county" or row["blank"] != "not_met")
    ]


def _between(scope: Scope, since: date) -> dict[str, Parameter]:
    place = programme(scope.programme)["place_code"]
    area = None if scope.area == place else scope.area
    return {"programme": scope.programme, "place": place, "since": since, "as_of": seen_on(scope), "area": area}


def _compared(scope: Scope, since: date, indicator: str) -> dict[str, Parameter]:
    meaning = indicators()[indicator]
    facts = "|".join(map(re.escape, deciding_facts(indicator)))
    kind: dict[str, Parameter] = {"facts": rf"\b({facts})\b" if facts else None}
    kind |= {"across": meaning["period"] == "computed", "singly": meaning["unit_counted"] in SINGLY}
    return _between(scope, since) | {"indicator": indicator} | kind


@cached
def figures_since(scope: Scope, before: date) -> pd.DataFrame:
    """Return the figures of every indicator the programme has a goal on, beside those of an earlier snapshot.

    Columns as in lists/changes/figures_since.sql plus `value` and `value_before` (NaN is no data).
    """
    parameters: Parameters = {"programme": scope.programme, "as_of": seen_on(scope), "since": before}
    found = with_value(engine().frame("figures_since", parameters))
    return found.assign(value_before=values(found, "numerator_before", "denominator_before"))


@cached
def changed_areas(scope: Scope, before: date, *, most: int | None = None, page: Page | None = None) -> pd.DataFrame:
    """Return the figures that moved since an earlier snapshot, area by area; with `most` as in `judged_areas`.

    Columns as in lists/changes/changed_areas.sql plus `value` and `value_before`.
    """
    asked: Parameters = {"programme": scope.programme, "as_of": seen_on(scope), "since": before, "most": most}
    found = with_value(engine().frame("changed_areas", asked, page))
    return found.assign(value_before=values(found, "numerator_before", "denominator_before"))
