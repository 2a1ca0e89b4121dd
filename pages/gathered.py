"""What a briefing says of a scope, gathered from the verbs: for the page, the files, the meeting and the command line."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

import queries
from pages import Chosen, indicator
from queries import Page, Scope
from views import changes, lists, panels
from views.briefing.content import Briefing, Claim
from views.labels import label, named, state
from views.sentences import NAMED, county_sentence, source_words


def gather(
    picked: Chosen, goal_ids: Sequence[str] = (), before: date | None = None, names: int | None = None
) -> Briefing:
    """Return the briefing of a scope: the goals named, in that order; all of the programme's where none is.

    `before` is the earlier snapshot to compare with; None says nothing of changes. `names` is how many of those missing
    are named, as a screen needs; None names all, as a file does.
    """
    code, progress = picked.area_code, queries.progress(picked.scope, own=True)
    judged = [panels.judged_at(rows, code) for _, rows in progress.groupby("goal_id", sort=False)]
    here = pd.DataFrame(judged, columns=progress.columns)
    below = queries.judged_areas(picked.whole, most=NAMED).query("level != 'place'")
    by_code = {goal["goal_id"]: goal for goal in judged}
    first = queries.indicators(picked.programme["programme_id"])[0]
    figures = queries.measures(picked.whole, first["indicator_id"])
    then = queries.measures(Scope(picked.scope.programme, before), first["indicator_id"]) if before else None
    about = picked.about(picked.area_title, place=picked.area_title)
    return Briefing(
        place=named(picked.place), area=picked.area_title, programme=picked.programme, as_of=picked.as_of,
        status=picked.status, sources=picked.sources, goals=here, link="",
        standings=lists.standing_listing(label("goals.all", area=picked.area_title), about, here),
        areas=lists.area_listing(
            label("overview.table", indicator=named(first)), picked.about(label("filter.none"), first), figures, then, first
        ),
        claims=[_claim(picked, by_code[code], judged, below, names) for code in goal_ids or by_code],
        changes=_changes(picked, before) if before else [],
        notes=about.notes(label("briefing.title", area=picked.area_title, programme=named(picked.programme, "short"))),
    )  # fmt: skip


def _claim(picked: Chosen, goal: dict, judged: list[dict], below: pd.DataFrame, names: int | None) -> Claim:
    """Return one goal at the scope's area: at the place where it is not judged there."""
    meaning = indicator(goal["indicator_id"])
    scope = picked.scope if goal["area_code"] == picked.area_code else picked.whole
    figures, mine = queries.measures(scope, goal["indicator_id"]), below[below["goal_id"] == goal["goal_id"]]
    units = queries.units(scope, goal["indicator_id"], missing=True, page=Page(0, names) if names else None)
    area = picked.area_title if scope.area else named(picked.place)
    title = label("county.units", area=area, indicator=named(meaning), state=state(meaning, True))
    about = picked.about(f"{goal['goal_id']} {named(goal)}", meaning, place=area)
    return Claim(
        goal=goal, goals=[one for one in judged if one["indicator_id"] == goal["indicator_id"]], meaning=meaning,
        area=area, as_of=picked.as_of, figure=dict(queries.figure_of(figures, goal["area_code"])),
        rule=picked.rule_of(meaning), source=source_words(goal, picked.programme),
        counties=county_sentence(mine) if goal["level"] == "place" and len(mine) else "",
        areas=figures[figures["level"] != "place"], years=queries.course(scope, goal["indicator_id"]),
        missing=lists.unit_listing(title, about, units, meaning),
        by_area=lists.claim_listing(about, figures, queries.judged_areas(picked.whole, goal["goal_id"]), goal, meaning),
    )  # fmt: skip


def _changes(picked: Chosen, before: date) -> list[str]:
    moved = queries.moved(picked.scope, before, own=True)
    few = queries.moved_areas(picked.whole, before, most=changes.NAMED_AREAS)
    return changes.lines(moved, few, queries.indicators(picked.programme["programme_id"]))
