"""The page 下钻 / 变化: two snapshots compared: changes of schools and partnerships, and their effect on a figure."""

from datetime import date
from functools import partial

import streamlit as st

import queries
from data.registry.rows import Row
from pages.context import Chosen
from pages.frame import head
from queries import Page
from views import listings
from views.exports.listing import Listing
from views.panels import change_breakdown, changes
from views.shell import layout, url_state
from views.tables import paged_linked_table
from views.text.labels import day, label, named
from views.text.markdown import plain


def changes_of(picked: Chosen, since: date, kind: str, first: int, size: int) -> Listing:
    """Return `size` rows from row `first` of one kind of change of schools or partnerships."""
    about = picked.about(label("filter.since", date=day(since)), place=picked.area_title)
    title = label("compared.list", kind=label(f"change.{kind}"), since=day(since), until=day(picked.as_of))
    if changes.is_of_schools(kind):
        rows = queries.school_changes(picked.scope, since, kind, page=Page(first, size))
        return listings.school_change_listing(title, about, rows, kind)
    rows = queries.partnership_changes(picked.scope, since, kind, page=Page(first, size))
    return listings.partnership_change_listing(title, about, rows)


def units_of(picked: Chosen, since: date, part: str, meaning: Row, first: int, size: int) -> Listing:
    """Return `size` units from row `first` of one part of a figure's change."""
    about = picked.about(label("filter.since", date=day(since)), meaning, place=picked.area_title)
    title = label("compared.units", indicator=named(meaning), part=label(f"part.{part}"))
    rows = queries.figure_change_units(picked.scope, since, meaning["indicator_id"], part, page=Page(first, size))
    return listings.figure_change_listing(title, about, rows)


def compare(picked: Chosen, earlier: list[date]) -> None:
    """Draw the choices, the answer in sentences, and the chosen list."""
    indicators = {row["indicator_id"]: row for row in queries.indicators(picked.programme["programme_id"])}
    left, right, _ = st.columns([2, 3, 3])
    with left:
        known = {day(value): day(value) for value in earlier}
        since = date.fromisoformat(url_state.choice("since", label("compared.since"), known, next(iter(known))))
    with right:
        names = {code: named(row) for code, row in indicators.items()}
        meaning = indicators[url_state.choice("indicator", label("county.indicator"), names, next(iter(names)))]
    kind_counts = queries.change_counts(picked.scope, since)
    figure_change = queries.figure_changes(picked.scope, since, meaning["indicator_id"])
    span = label("compared.span", area=picked.area_title, since=day(since), until=day(picked.as_of))
    layout.words(change_breakdown.figure_line(figure_change, meaning), *changes.answer(kind_counts), strong=span)
    view = url_state.segments("change", label("compared.view"), changes.views(kind_counts, meaning), "figure")
    if view == "figure":
        change_breakdown.breakdown(figure_change, meaning)
        if found := change_breakdown.part_views(figure_change):
            part = url_state.segments("part", label("compared.part"), found, next(iter(found)))
            paged_linked_table.table(partial(units_of, picked, since, part, meaning), f"part_{part}")
    elif view == "figures":
        by_code = {code: queries.figure_changes(picked.scope, since, code) for code in indicators}
        change_breakdown.every_figure([(indicators[code], change) for code, change in by_code.items()])
    else:
        paged_linked_table.table(partial(changes_of, picked, since, view), f"change_{view}")


def draw(picked: Chosen) -> None:
    """Draw the comparison with an earlier snapshot, or a note that there is none."""
    head(picked, label("compared.title"))
    if earlier := [value for value in reversed(picked.others) if value < picked.as_of]:
        compare(picked, earlier)
    else:
        st.info(plain(label("compared.no_earlier", date=day(picked.as_of))))
