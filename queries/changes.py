"""Compares two snapshots: changes of schools, partnerships and figures."""

import re
from datetime import date

import pandas as pd

from data.registry.rows import indicators, registry
from data.vocabularies import CHANGE_PARTS, NOT_REAL, PARTNERSHIP_CHANGES, SCHOOL_CHANGES
from queries.catalogue import programme, seen_on
from queries.engine.arithmetic import effects, values, with_value
from queries.engine.cached_verbs import cached_verb
from queries.engine.database import Parameter
from queries.engine.pool import engine
from queries.parameters import Parameters, of_scope
from queries.scope import Page, Scope

SINGLY = ("award", "event", "family")  # units that are counted only once
_COUNTS = ("numerator_before", "denominator_before", "numerator", "denominator")


@cached_verb
def change_counts(scope: Scope, since: date) -> pd.DataFrame:
    """Return the number of changes of each kind between two snapshots, in the order of the kinds, with zeros.

    Columns kind, about (school or partnership), rows.
    """
    parameters = _between(scope, since) | {"kind": None, "named": False}
    found: dict[str, int] = {}
    stretch: dict[str, Parameter] = {"first": 0, "size": None}
    for name, more in (("school_changes", {}), ("partnership_changes", stretch)):
        counts = engine().groups(name, parameters | more, ("kind",))
        found |= dict(zip(counts["kind"], counts["entries"], strict=True))
    rows = [("school", kind) for kind in SCHOOL_CHANGES] + [("partnership", kind) for kind in PARTNERSHIP_CHANGES]
    return pd.DataFrame([{"kind": kind, "about": about, "rows": int(found.get(kind, 0))} for about, kind in rows])


@cached_verb
def school_changes(scope: Scope, since: date, kind: str | None = None, *, page: Page | None = None) -> pd.DataFrame:
    """Return the changes of schools since an earlier snapshot, of one kind or all; columns as in lists/changes/school_changes.sql."""
    return engine().frame("school_changes", _between(scope, since) | {"kind": kind, "named": True}, page)


@cached_verb
def partnership_changes(
    scope: Scope, since: date, kind: str | None = None, *, page: Page | None = None
) -> pd.DataFrame:
    """Return the changes of partnerships and memberships since an earlier snapshot, of one kind or all.

    Columns as in lists/changes/partnership_changes.sql.
    """
    stretch = {"first": page.first if page else 0, "size": page.size if page else None}
    parameters = _between(scope, since) | {"kind": kind, "named": True} | stretch
    found = engine().frame("partnership_changes", parameters)
    if page and (page.first or len(found)):
        first_row = found if len(found) else engine().frame("partnership_changes", parameters | {"first": 0, "size": 1})
        found.attrs["of"] = int(first_row["found"].max()) if len(first_row) else 0
    return found


@cached_verb
def figure_changes(scope: Scope, since: date, indicator: str) -> pd.DataFrame:
    """Return the parts of an indicator's change since an earlier snapshot; they add up to the whole change.

    One row for each of `CHANGE_PARTS`, empty ones too. Columns: part, is_real (false for `NOT_REAL`), units, up and down (units
    counted at both dates whose share grew or shrank), numerator_before, denominator_before, numerator, denominator, effect.

    The effect of a part on a share is (change of its numerator − earlier share × change of its denominator) ÷ later denominator;
    the effects add up exactly to the change of the share. The effect on a number is the change of the numerator. NaN if there
    is no data at one of the two dates.
    """
    parameters = _compared(scope, since, indicator) | {"part": None, "named": False}
    found = engine().groups("figure_changes", parameters, ("part", "step"), sums=_COUNTS)
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


@cached_verb
def figure_change_units(
    scope: Scope, since: date, indicator: str, part: str, *, page: Page | None = None
) -> pd.DataFrame:
    """Return the units of one part of `figure_changes`, by area and name; of `stayed` only those whose share changed.

    Columns as in lists/changes/figure_changes.sql.
    """
    parameters = _compared(scope, since, indicator) | {"part": part, "named": True}
    return engine().frame("figure_changes", parameters, page)


def deciding_facts(indicator: str) -> list[str]:
    """Return the facts that decide whether an indicator counts a school, named like the blanks of model/existing_units.

    From indicator_facts.csv: facts that the school itself states (`own.pupils`), and facts that at least one school of its
    county must state (`county.psych_teachers`). Facts whose blank only counts as not met are left out.
    """
    return [
        f"{row['stated']}.{'band' if row['column'] == 'urban_rural_code' else row['column']}"
        for row in registry("indicator_facts")
        if (row["indicator_id"], row["table"]) == (indicator, "schools")
        and (row["stated"] == "county" or row["blank"] != "not_met")
    ]


def _between(scope: Scope, since: date) -> dict[str, Parameter]:
    return of_scope(scope) | {"place": programme(scope.programme)["place_code"], "since": since}


def _compared(scope: Scope, since: date, indicator: str) -> dict[str, Parameter]:
    meaning = indicators()[indicator]
    facts = "|".join(map(re.escape, deciding_facts(indicator)))
    kind: dict[str, Parameter] = {"facts": rf"\b({facts})\b" if facts else None}
    kind |= {"across": meaning["period"] == "computed", "singly": meaning["unit_counted"] in SINGLY}
    return _between(scope, since) | {"indicator": indicator} | kind


@cached_verb
def figures_since(scope: Scope, before: date) -> pd.DataFrame:
    """Return the figures of every indicator that the programme has a goal on, beside those of an earlier snapshot.

    Columns as in lists/changes/figures_since.sql plus `value` and `value_before` (NaN: no data).
    """
    parameters: Parameters = {"programme": scope.programme, "as_of": seen_on(scope), "since": before}
    found = with_value(engine().frame("figures_since", parameters))
    return found.assign(value_before=values(found, "numerator_before", "denominator_before"))


@cached_verb
def changed_areas(scope: Scope, before: date, *, most: int | None = None, page: Page | None = None) -> pd.DataFrame:
    """Return the figures that changed since an earlier snapshot, area by area.

    With `most`, at most so many areas of each indicator and direction of change. Columns as in lists/changes/changed_areas.sql
    plus `value` and `value_before`.
    """
    parameters: Parameters = {"programme": scope.programme, "as_of": seen_on(scope), "since": before, "most": most}
    found = with_value(engine().frame("changed_areas", parameters, page))
    return found.assign(value_before=values(found, "numerator_before", "denominator_before"))
