"""Two snapshots compared: what became of schools and partnerships, and what that did to a figure."""

from datetime import date

import pandas as pd

from data.registry.rows import indicators
from queries.catalogue import programme, seen_on
from queries.engine.arithmetic import effects
from queries.engine.database import Parameter
from queries.engine.pool import engine
from queries.remembered import remembered
from queries.scope import Page, Scope

SCHOOL_KINDS = ("opened", "closed", "merged", "renamed", "recoded", "rebanded", "restaged", "moved")
PARTNERSHIP_KINDS = ("begun", "ended", "core_changed", "joined", "left")
RECLASSIFIED = ("reclassified", "reporting")
PARTS = ("stayed", "entered", "left", "opened", "closed", *RECLASSIFIED)
SINGLY = ("award", "event", "family")  # what is counted once and never again
# The facts of a school that decide whether an indicator counts it: its own, and those of which its county must state any.
COUNTED_BY = {
    "arts_pe_courses": "arts_pe_full",
    "arts_pe_courses_seat": "is_county_seat|band|arts_pe_full",
    "arts_pe_courses_township": "is_county_seat|band|arts_pe_full",
    "demo_experiments": "demo_experiments_planned",
    "group_experiments": "group_experiments_planned",
    "it_training_pass": "teachers|teachers_it_passed",
    "left_behind_care": "left_behind_children",
    "principal_rotation": "principal_years",
    "psych_teacher": "psych_teachers",
    "recording_classroom": "recording_classrooms",
    "rural_pairing_coverage": "band",
    "school_plan_filed": "plan_filed",
    "senior_high_pairing": "is_quality",
    "small_school_integration": "pupils|band|is_integrated",
    "small_schools_left": "pupils|band",
    "supervision_cycle": "supervised_on",
    "teacher_rotation": "teachers|teachers_unrotated",
    "training_hours": "teachers|teachers_72_hours",
    "training_pass": "teachers|teachers_training_passed",
    "vocational_conditions": "conditions_met",
    "weak_school_plan": "is_weak",
}
_COUNTS = ("numerator_before", "denominator_before", "numerator", "denominator")


@remembered
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
    rows = [("school", kind) for kind in SCHOOL_KINDS] + [("partnership", kind) for kind in PARTNERSHIP_KINDS]
    return pd.DataFrame([{"kind": kind, "about": about, "rows": int(found.get(kind, 0))} for about, kind in rows])


@remembered
def school_changes(scope: Scope, since: date, kind: str | None = None, *, page: Page | None = None) -> pd.DataFrame:
    """Return what became of the schools since an earlier snapshot, of one kind or all; columns as in lists/school_changes.sql."""
    return engine().frame("school_changes", _between(scope, since) | {"kind": kind, "named": True}, page)


@remembered
def partnership_changes(
    scope: Scope, since: date, kind: str | None = None, *, page: Page | None = None
) -> pd.DataFrame:
    """Return what became of partnerships and memberships since an earlier snapshot; columns as in lists/partnership_changes.sql."""
    stretch = {"first": page.first if page else 0, "size": page.size if page else None}
    asked = _between(scope, since) | {"kind": kind, "named": True} | stretch
    found = engine().frame("partnership_changes", asked)
    if page and (page.first or len(found)):
        first_row = found if len(found) else engine().frame("partnership_changes", asked | {"first": 0, "size": 1})
        found.attrs["of"] = int(first_row["found"].max()) if len(first_row) else 0
    return found


@remembered
def figure_changes(scope: Scope, since: date, indicator: str) -> pd.DataFrame:
    """Return what an indicator's change since an earlier snapshot is made of; the parts add up to the whole.

    A row a part, in the order of `PARTS` (those that are empty too): part, is_real (reclassified and reporting are not), units,
    up and down (of what is counted at both: units with a larger, a smaller share), numerator_before, denominator_before, numerator, denominator,
    `effect` on the figure. The effect of a part on a share is (its numerator's change − the earlier share × its denominator's
    change) ÷ the later denominator: these add up exactly to the change of the share; of a number it is the numerator's change.
    NaN where there is no data at one of the two.
    """
    asked = _compared(scope, since, indicator) | {"part": None, "named": False}
    found = engine().groups("figure_changes", asked, ("part", "step"), sums=_COUNTS)
    entries, step = found["entries"], found["step"]
    found = found.assign(up=entries.where(step > 0, 0), down=entries.where(step < 0, 0))
    parts = found.groupby("part")[["entries", "up", "down", *_COUNTS]].sum().reindex(PARTS, fill_value=0).astype(float)
    parts = (
        parts.rename(columns={"entries": "units"}).reset_index().assign(is_real=~pd.Series(PARTS).isin(RECLASSIFIED))
    )
    return parts.assign(effect=effects(parts, indicators()[indicator]["format"]))


@remembered
def figure_change_units(
    scope: Scope, since: date, indicator: str, part: str, *, page: Page | None = None
) -> pd.DataFrame:
    """Return the units of one part of `figure_changes`, those whose share changed first; columns as in lists/figure_changes.sql."""
    asked = _compared(scope, since, indicator) | {"part": part, "named": True}
    return engine().frame("figure_changes", asked, page)


def _between(scope: Scope, since: date) -> dict[str, Parameter]:
    place = programme(scope.programme)["place_code"]
    area = None if scope.area == place else scope.area
    return {"programme": scope.programme, "place": place, "since": since, "as_of": seen_on(scope), "area": area}


def _compared(scope: Scope, since: date, indicator: str) -> dict[str, Parameter]:
    meaning = indicators()[indicator]
    facts = COUNTED_BY.get(indicator)
    kind: dict[str, Parameter] = {"facts": rf"\b({facts})\b" if facts else None}
    kind |= {"across": meaning["period"] == "computed", "singly": meaning["unit_counted"] in SINGLY}
    return _between(scope, since) | {"indicator": indicator} | kind
