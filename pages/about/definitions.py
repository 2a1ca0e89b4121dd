"""The page 说明 / 口径: the meaning of every figure, from the SQL files' headers and the registries, with search and print layout."""

from itertools import groupby

import streamlit as st

import queries
from data.registry.rows import Row, registry
from data.registry.schema import TABLES
from pages.context import Chosen
from pages.frame import head
from views.panels import definitions
from views.shell import url_state
from views.text import markdown
from views.text.labels import label, records
from views.text.markdown import plain


def draw(picked: Chosen) -> None:
    """Draw the definitions of indicators, rules, model files and columns that match the search."""
    programmes = {row["programme_id"]: row for row in registry("programmes")}
    goals: dict[str, list[Row]] = {row["indicator_id"]: [] for row in registry("indicators")}
    for goal in registry("goals"):
        goals[goal["indicator_id"]].append(goal)
    every = records(queries.definitions())
    mine = {
        goal["indicator_id"] for goal in registry("goals") if goal["programme_id"] == picked.programme["programme_id"]
    }

    head(picked, label("definitions.title"))
    left, middle, right = st.columns([3, 4, 3], vertical_alignment="bottom")
    words = left.text_input(
        label("definitions.search"), key="search", placeholder=label("definitions.placeholder")
    ).strip()
    with middle:
        scopes = {"mine": label("definitions.mine", count=len(mine)), "all": label("definitions.all", count=len(every))}
        scope = url_state.segments("indicators", label("definitions.scope"), scopes, "mine")
    with right:
        layouts = {"screen": label("layout.screen"), definitions.PRINT: label("layout.print")}
        printed = url_state.segments("layout", label("definitions.layout"), layouts, "screen") == definitions.PRINT
    definitions.on_paper(printed=printed)
    if printed:
        definitions.print_button()

    found = [
        row
        for row in every
        if (words or scope == "all" or row["indicator_id"] in mine)
        and definitions.mentions(row, goals[row["indicator_id"]], programmes, words)
    ]
    st.subheader(plain(label("definitions.found", count=len(found)) if words else label("definitions.indicators")))
    order = list(dict.fromkeys(row["unit_counted"] for row in every))
    for unit, rows in groupby(
        sorted(found, key=lambda row: order.index(row["unit_counted"])), lambda row: row["unit_counted"]
    ):
        definitions.group(unit)
        for row in rows:
            definitions.indicator(row, goals[row["indicator_id"]], programmes, printed=printed, opened=len(found) <= 2)
    if not found:
        st.caption(plain(label("definitions.nothing", words=words)))

    st.subheader(label("definitions.literal"))
    st.markdown(label("definitions.literal_text"))
    st.subheader(label("definitions.rules"))
    st.markdown(markdown.rule_table(programmes.values()))

    st.subheader(label("definitions.model"))
    for name, sql in queries.model_definitions():
        if words.lower() in f"{sql} {label(f'model.{name}')}".lower():
            definitions.step(name, sql, printed=printed)

    st.subheader(label("definitions.columns"))
    for name, schema in TABLES.items():
        definitions.columns(name, schema, words, printed=printed)
