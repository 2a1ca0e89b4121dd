"""Gathers what a briefing says about one goal: figure, standing, areas, years, and the missing units by name."""

from dataclasses import replace
from typing import Any

import queries
from data.registry.rows import areas
from pages.context import Chosen, indicator
from pages.report.assemble.compared_areas import Compared, named_within
from views import listings
from views.briefing.content import Claim
from views.text.labels import label, named, state
from views.text.sentences import source_words


def claim_of(
    picked: Chosen, goal: dict[str, Any], judged: list[dict[str, Any]], among: Compared, names: int | None
) -> Claim:
    """Return the claim of one goal at the scope's area; at the place if the goal is not judged at that area."""
    meaning = indicator(goal["indicator_id"])
    scope = picked.scope if goal["area_code"] == picked.area_code else picked.whole
    figures = queries.measures(scope, goal["indicator_id"])
    area, named_scope = picked.area_title if scope.area else named(picked.place), named_within(scope)
    area_name = area if named_scope == scope else named(areas()[str(named_scope.area)])
    title = label("county.units", area=area_name, indicator=named(meaning), state=state(meaning, True))
    about = picked.about(f"{goal['goal_id']} {named(goal)}", meaning, place=area)
    by_area = listings.claim_listing(about, among.kept(figures), among.judged(goal["goal_id"]), goal, meaning)
    return Claim(
        goal=goal, goals=[one for one in judged if one["indicator_id"] == goal["indicator_id"]], meaning=meaning,
        area=area, as_of=picked.as_of, figure=dict(queries.figure_of(figures, goal["area_code"])),
        rule=picked.rule_of(meaning), source=source_words(goal, picked.programme),
        counties=among.sentence(goal["goal_id"]) if goal["level"] == "place" else "", compared=among.words,
        areas=among.kept(figures[figures["level"] != "place"]), years=queries.area_trend(scope, goal["indicator_id"]),
        missing=listings.unit_listing(
            title if named_scope.area else among.titled(title), about, among.missing(named_scope, meaning, names), meaning
        ),
        by_area=replace(by_area, title=among.titled(by_area.title)),
    )  # fmt: skip
