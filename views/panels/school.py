"""Draw the page of one school: what it counts as, whether it is covered and why, all that is stated about it."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from markupsafe import Markup

from data.registry.rows import Row, areas, registry
from views.charts.area_bars import dress, room
from views.charts.caption import caption_of
from views.charts.plot import plot
from views.listings import About
from views.panels.manage.words import short
from views.shell import layout
from views.shell.page_links import anchor, to_school
from views.text.labels import absent, area_name, day, either, label, named, number, term
from views.text.markdown import plain, strong
from views.text.markup import join, show_html
from views.theme.palette import COVERED, GRID, INK

Record = dict[str, Any]
_GIVEN = ("place_code", "as_of", "name", "source")
_AREAS = ("county_code", "office_id")


def where(row: Record) -> str:
    """Return what distinguishes a school from others of the same name: code, county, township, band and stage."""
    parts = [row["school_id"], area_name(row), either(row["town_name"], ""), term("band", row["band"])]
    return " · ".join(part for part in [*parts, term("stage", row["stage"])] if part)


def unit_words(row: Record) -> str:
    """Return what a school counts as: a unit of its own, part of another unit, or nothing, and why."""
    if not row["is_compulsory"]:
        return label("school.no_unit_stage", stage=term("stage", row["stage"]))
    if absent(row["unit_id"]):
        band = label("not_stated") if absent(row["band"]) else term("band", row["band"])
        return label("school.no_unit_band", band=band)
    if row["unit_id"] == row["school_id"]:
        return label("school.own_unit")
    return label("school.folded", unit=either(row["unit_name"], str(row["unit_id"])))


def cover_words(row: Record, roles: pd.DataFrame, programme: Row) -> str:
    """Return whether a school's unit is paired, and by which partnerships or why not; an empty string without a unit."""
    if absent(row["unit_id"]):
        return ""
    memberships = roles[roles["is_listed"] & roles["is_active"] & ~roles["is_core"]]
    helping = memberships[memberships["is_qualifying"]]
    rule = label(f"lead.{programme['lead_rule']}")
    if len(helping):
        names = [
            either(one.partnership_name, either(one.core_name, str(one.partnership_id))) for one in helping.itertuples()
        ]
        return label("school.paired_by", names=label("list_mark").join(names))
    if row["is_covered"]:
        return label("school.paired_by_site")
    if len(memberships):
        return label("school.lead_fails", count=number(len(memberships)), rule=rule)
    return label("school.in_none")


def card(row: Record, roles: pd.DataFrame, programme: Row) -> None:
    """Draw a school's name, place, unit and cover, and beside them pupils, teachers and partnerships."""
    first, *others = st.columns([2, 1, 1, 1])
    with first.container(border=True, height="stretch"):
        former = "" if absent(row["former_name"]) else label("school.former", name=row["former_name"])
        lines = [where(row), former, unit_words(row), cover_words(row, roles, programme)]
        layout.words(*(line for line in lines if line), strong=str(row["name"]))
        if not absent(row["unit_id"]) and row["unit_id"] != row["school_id"]:
            unit = either(row["unit_name"], str(row["unit_id"]))
            show_html(Markup('<p class="words">%s</p>') % anchor(to_school(str(row["unit_id"])), unit))
    boarders = label("no_data") if absent(row["boarders"]) else number(row["boarders"])
    with others[0]:
        layout.fact(label("column.pupils"), _amount(row["pupils"]), label("school.boarders", count=boarders))
    with others[1]:
        quality = "not_stated_quality" if absent(row["is_quality"]) else "column.quality" if row["is_quality"] else ""
        layout.fact(label("column.teachers"), _amount(row["teachers"]), label(quality or "no_quality"))
    with others[2]:
        led = label("school.leads", leads=number(row["leads"]), joins=number(row["joins"]))
        layout.fact(label("county.partnerships"), number(row["leads"] + row["joins"]), led)


def around(row: Record) -> list[tuple[str, str, str]]:
    """Return the lists of schools around a school: key, title, and the words for an empty one.

    A school without coordinates has only one list.
    """
    if absent(row["lon"]):
        return [("nearest", label("school.nearest"), label("school.not_placed"))]
    return [
        ("nearest", label("school.nearest"), label("school.no_nearest")),
        ("neighbours", label("school.neighbours"), label("school.no_neighbours")),
    ]


def _amount(value: object) -> str:
    return label("no_data") if absent(value) else number(value)


def stated(facts: Record) -> None:
    """Draw every roster column that is stated for a school; the other columns are named in one line."""
    rows, silent = [], []
    for field in registry("fields"):
        if field["table"] != "schools" or field["column"] in _GIVEN:
            continue
        title = named({"name_zh": field["zh"], "name_en": short(field["en"])})
        if absent(facts[field["column"]]):
            silent.append(title)
        else:
            rows.append(Markup("<div><dt>%s</dt><dd>%s</dd></div>") % (title, _fact(field, facts)))
    show_html(Markup('<dl class="facts">%s</dl>') % join(rows))
    if silent:
        st.caption(plain(label("school.silent", names=label("list_mark").join(silent))))
    layout.words(label("school.source", source=either(facts["source"], "—")))


def _fact(field: Row, facts: Record) -> str:
    """Return the value of a column in words, or as a link."""
    value, column = facts[field["column"]], field["column"]
    if column == "managing_school_id":
        return anchor(to_school(str(value)), str(value))
    if column in _AREAS and value in areas():
        return f"{named(areas()[value])} {value}"
    if field["kind"] == "yes_no":
        return label("yes" if value else "no")
    if field["kind"] == "day":
        return day(value)
    unit = "" if field["unit"] == "—" else f" {label('unit.' + field['unit'])}"
    if field["kind"] == "count":
        return f"{number(value)}{unit}"
    if field["kind"] == "real":
        return f"{float(value):g}{unit}"
    return term("stage", value) if column == "stage" else str(value)


def over_time(years: pd.DataFrame, about: About) -> None:
    """Draw pupils and teachers of a school at each snapshot, side by side."""
    for column, place in zip(("pupils", "teachers"), st.columns(2), strict=True):
        with place:
            _count_over_time(years, column, label(f"column.{column}"), about)


def _count_over_time(years: pd.DataFrame, column: str, title: str, about: About) -> None:
    """Draw one count over time; a snapshot that does not state it leaves a gap."""
    st.markdown(strong(title))
    if years[column].notna().sum() == 0:
        st.caption(label("school.never_stated"))
        return
    values = [None if absent(value) else float(value) for value in years[column]]
    days = [day(value) for value in years["as_of"]]
    of, alt = (tuple(days), tuple(values)), label("alt.school_years", title=title)
    caption = caption_of(about, label("picture.over_time", area=about.place, title=title))
    plot(of, lambda: _years(days, values), f"years_{column}", alt, caption)


def _years(days: list[str], values: list[float | None]) -> go.Figure:
    chart = go.Figure()
    chart.add_scatter(
        x=days, y=values, mode="lines+markers+text", line={"color": COVERED, "width": 2.5}, marker={"size": 8},
        text=["" if value is None else number(value) for value in values], textposition="top center",
        textfont={"color": INK, "size": 13}, hoverinfo="skip", cliponaxis=False,
    )  # fmt: skip
    dress(chart, height=190)
    top = max(value for value in values if value is not None)
    chart.update_layout(margin={"l": room([number(top * 1.25)]), "r": 24, "t": 22, "b": 28})
    chart.update_xaxes(
        type="category", range=[-0.4, len(days) - 0.6], tickvals=days, ticktext=[one[:7] for one in days]
    )
    chart.update_yaxes(range=[0, max(top * 1.25, 4)], gridcolor=GRID, nticks=4, tickformat=",d")
    return chart
