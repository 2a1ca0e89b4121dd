"""Gathers the briefing of a scope from the verbs, for the page, the files, the meeting and the command line."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

import queries
from pages.context import Chosen
from pages.report.assemble.claim import claim_of
from pages.report.assemble.compared_areas import Compared, compared
from queries import Scope
from views import listings
from views.briefing.content import Briefing
from views.charts import areas_and_years
from views.exports.listing import Listing
from views.shell import url_state
from views.text import changes
from views.text.labels import label, named


def gather(
    picked: Chosen,
    goal_ids: Sequence[str] = (),
    before: date | None = None,
    names: int | None = None,
    areas: Sequence[str] = (),
) -> Briefing:
    """Return the briefing of a scope.

    `goal_ids` are its goals, in order; none means all goals of the programme. `before` is the date of the earlier snapshot to
    compare with; None leaves out changes. `names` is how many missing units are listed by name, for a screen; None lists all,
    for a file. `areas` are the codes of the compared areas; none means all.
    """
    code, progress = picked.area_code, queries.progress(picked.scope, own=True)
    judged = [areas_and_years.judged_at(rows, code) for _, rows in progress.groupby("goal_id", sort=False)]
    by_code, among = {goal["goal_id"]: goal for goal in judged}, compared(picked, areas, listed=names is None)
    goals = pd.DataFrame(judged, columns=progress.columns)
    about = picked.about(picked.area_title, place=picked.area_title)
    notes = about.notes(label("briefing.title", area=picked.area_title, programme=named(picked.programme, "short")))
    return Briefing(
        place=named(picked.place), area=picked.area_title, programme=picked.programme, as_of=picked.as_of,
        status=picked.status, sources=picked.sources, goals=goals, link=picked.evidence(url_state.address()), compared=among.words,
        standings=listings.standing_listing(label("goals.all", area=picked.area_title), about, goals),
        areas=_areas(picked, before, among),
        claims=[claim_of(picked, by_code[code], judged, among, names) for code in goal_ids or by_code],
        changes=_changes(picked, before) if before else [],
        notes=notes + ([(label("note.compared"), among.words)] if among.words else []),
    )  # fmt: skip


def _areas(picked: Chosen, before: date | None, among: Compared) -> Listing:
    """Return the figure of the programme's first indicator in each compared area, beside the earlier figure."""
    first = queries.indicators(picked.programme["programme_id"])[0]
    figures = queries.measures(picked.whole, first["indicator_id"])
    then = queries.measures(Scope(picked.scope.programme, before), first["indicator_id"]) if before else None
    title, about = label("overview.table", indicator=named(first)), picked.about(label("filter.none"), first)
    return listings.area_listing(among.titled(title), about, among.kept(figures), then, first)


def _changes(picked: Chosen, before: date) -> list[str]:
    moved = queries.progress_since(picked.scope, before, own=True)
    few = queries.changed_areas(picked.whole, before, most=changes.NAMED_AREAS)
    return changes.lines(moved, few, queries.indicators(picked.programme["programme_id"]))
