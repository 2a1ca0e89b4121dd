"""The page 管理 / 数据质量: how complete each column is, and the schools and pairings that should be checked."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

import queries
from pages.context import Chosen
from pages.frame import head
from queries import Page, Scope
from views import listings
from views.panels.manage import quality, quality_lists
from views.panels.manage.words import field_name
from views.tables import paged_linked_table
from views.text.labels import label

Rows = Callable[..., pd.DataFrame]


def rows_of(check: str, scope: Scope) -> tuple[Rows, quality_lists.Listed]:
    """Return the verb that lists what a check finds, and the listing that shows it."""
    if check in queries.LEADS:
        return partial(queries.doubtful_leads, scope, check), quality_lists.leads
    verbs: dict[str, tuple[Rows, quality_lists.Listed]] = {
        "unplaced": (queries.unplaced, quality_lists.schools),
        "outside": (queries.outside, quality_lists.schools),
        "namesakes": (queries.namesakes, quality_lists.schools),
        "odd_figures": (queries.odd_figures, quality_lists.odd_figures),
        "paired_twice": (queries.paired_twice, quality_lists.paired_twice),
    }
    verb, shown = verbs[check]
    return partial(verb, scope), shown


def listed(picked: Chosen, rows: Rows, shown: quality_lists.Listed, title: str, key: str) -> None:
    """Draw the rows of a check with links to their pages; `key` identifies the table."""

    def turn(first: int, size: int) -> listings.Listing:
        return shown(title, picked.about(title, place=picked.area_title), rows(page=Page(first, size)))

    paged_linked_table.table(turn, key, (picked.data_version, picked.scope, key))


def draw(picked: Chosen) -> None:
    """Draw the choice of checks and what the chosen one finds."""
    head(picked, label("quality.title"))
    check = quality.pick(queries.quality_counts(picked.scope))
    quality.explained(check)
    if check == quality.COMPLETENESS:
        stated = queries.completeness(picked.scope)
        if stated.empty:
            st.info(label("empty_list"))
        else:
            above = st.container()
            column, where = quality.cell(stated)
            with above:
                quality.matrix(stated, column, where)
            scope = picked.scope if where == quality.WHOLE else Scope(picked.scope.programme, picked.as_of, where)
            name = field_name("schools", column)
            title = label("quality.blank", column=name)
            listed(
                picked,
                partial(queries.unstated, scope, column),
                quality_lists.schools,
                title,
                f"blank_{column}_{where}",
            )
    else:
        rows, shown = rows_of(check, picked.scope)
        listed(picked, rows, shown, label(f"check.{check}"), check)
