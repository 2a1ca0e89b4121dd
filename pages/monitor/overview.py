"""The page 监测 / 总览: the main figure, goals, counties, changes since the last snapshot, and the other programmes."""

import streamlit as st

import queries
from data.registry.rows import areas
from pages.context import Chosen
from pages.frame import head
from queries import Page, Scope
from views import listings
from views.charts import areas_and_years
from views.panels import overview
from views.panels.goals import goal as goal_panel
from views.shell import layout, url_state
from views.tables import table
from views.text import changes
from views.text.drawing_cache import cached_drawing
from views.text.labels import day, label, named
from views.text.markdown import plain, strong
from views.text.sentences import NAMED


def draw(picked: Chosen) -> None:
    """Draw the main figure and its goals, the areas, the changes, and the programmes side by side."""
    indicators = queries.indicators(picked.programme["programme_id"])
    meaning = indicators[0]
    indicator_id = meaning["indicator_id"]
    figures, years = queries.measures(picked.whole, indicator_id), queries.area_trend(picked.scope, indicator_id)
    row = queries.figure_of(figures, picked.area_code)
    before = max((value for value in picked.others if value < picked.as_of), default=None)
    progress = (
        queries.progress_since(picked.scope, before, own=True) if before else queries.progress(picked.scope, own=True)
    )
    goals = [areas_and_years.judged_at(rows, picked.area_code) for _, rows in progress.groupby("goal_id", sort=False)]
    below = queries.judged_areas(picked.whole, most=NAMED).query("level != 'place'")
    promised = [goal for goal in goals if goal["indicator_id"] == indicator_id]

    head(picked, label("overview.title"))
    left, middle, right = st.columns([7, 8, 6])
    with left.container(border=True, height="stretch"):
        rule = f"{day(picked.as_of)} · {picked.rule_of(meaning)}"
        missing = queries.unit_counts(picked.scope, indicator_id)["missing"]
        overview.answer(f"{picked.area_title} · {named(meaning)}", row, rule, meaning, missing)
    with middle.container(border=True, height="stretch"):
        st.markdown(strong(label("overview.goal")))
        pairs = [(goal, below[below["goal_id"] == goal["goal_id"]]) for goal in promised]
        overview.headline_goals(pairs, picked.programme["document_no"])
        if promised:
            goal_panel.present([goal["goal_id"] for goal in goals], promised[0]["goal_id"])
    with right.container(border=True, height="stretch"):
        st.markdown(strong(label("overview.all_goals", count=len(goals))))
        overview.goals_by_standing([goal["standing"] for goal in goals])

    of, area, said = (picked.data_version, picked.scope, before), picked.scope.area, picked.captions(meaning)
    code = areas_and_years.areas_and_years(
        figures.iloc[1:], years, promised, meaning, "overview", of, said, chosen=area
    )
    if code:
        st.switch_page(overview.COUNTY, query_params=url_state.link(area=code, indicator=indicator_id))
    then = queries.measures(Scope(picked.scope.programme, before), indicator_id) if before else None
    title, about = label("overview.table", indicator=named(meaning)), picked.about(label("filter.none"), meaning)
    table.show(listings.area_listing(title, about, figures, then, meaning), "overview")

    st.subheader(plain(label("overview.changes", date=day(before)) if before else label("overview.no_before")))
    if before:
        few = queries.changed_areas(picked.whole, before, most=changes.NAMED_AREAS)
        layout.points(cached_drawing(("changes", *of), lambda: changes.lines(progress, few, indicators)))
        overview.changed_figures(
            lambda first, size: queries.changed_areas(picked.whole, before, page=Page(first, size)),
            indicators, before, picked.about(label("filter.moved", date=day(before))),
        )  # fmt: skip

    st.subheader(label("overview.programmes"))
    rows = overview.side_by_side(
        (one, areas()[one["place_code"]], queries.seen_on(scope), queries.progress(scope, own=True))
        for one in queries.programmes()
        for scope in [Scope(one["programme_id"])]
    )
    overview.programmes(rows, picked.scope.programme)
    title, about = label("overview.programmes_table"), picked.about(label("filter.none"), place=label("all"))
    layout.folded(title, "programmes", lambda: table.show(listings.programme_listing(title, about, rows), "programmes"))
