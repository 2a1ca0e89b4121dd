"""Draw the page of one partnership: how long it has run, whether it counts and why, its reach, what it reported."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from data.registry.rows import Row
from views.listings import About, activity_listing, fund_listing
from views.maps import small_map as map_of_schools
from views.shell import layout
from views.shell.page_links import anchor, to_school
from views.tables import linked_table
from views.text.labels import absent, counts, day, either, label, number, term
from views.text.markup import join, show_html

Record = dict[str, Any]


def name_of(row: Record) -> str:
    """Return a partnership's name; without one its core school's name, else its id."""
    return either(row["partnership_name"], either(row["core_name"], str(row["partnership_id"])))


def months(start: date, end: date) -> int:
    """Return the number of whole months from one day to another, the last day included."""
    after = end + timedelta(days=1)
    return (after.year - start.year) * 12 + after.month - start.month - (after.day < start.day)


def duration(row: Record) -> str:
    """Return how long a partnership has run by its snapshot's date, in years and months; 无数据 if a day is missing."""
    start, end = row["started_on"], row["ended_on"]
    if row["state"] == "upcoming":
        return label("partnership.not_begun")
    if absent(start) or (row["state"] == "ended" and absent(end)):
        return label("no_data")
    last = min(end, row["as_of"]) if not absent(end) else row["as_of"]
    years, rest = divmod(max(months(start, last), 0), 12)
    return label("partnership.duration", years=years, months=rest)


def period(row: Record) -> str:
    """Return the start and end of a partnership in words."""
    start = label("not_stated") if absent(row["started_on"]) else day(row["started_on"])
    still = label("not_stated" if row["state"] == "ended" else "partnership.open_end")
    end = still if absent(row["ended_on"]) else day(row["ended_on"])
    return label("partnership.period", start=start, end=end)


def verdict(row: Record, programme: Row) -> str:
    """Return in words whether a partnership counts towards coverage, and why, with the programme's lead rule."""
    rule = label(f"lead.{programme['lead_rule']}")
    if not row["is_active"]:
        return label("partnership.counts_not_active", state=term("state", row["state"]))
    if not row["is_qualifying"]:
        stated = programme["lead_rule"] == "quality" and absent(row["core_is_quality"])
        return label("partnership.lead_unknown" if stated else "partnership.lead_fails", rule=rule)
    if not row["counted"]:
        return label("partnership.counts_none", rule=rule)
    return label("partnership.counts", counted=counts(row["counted"], row["members"]), rule=rule)


def facts(row: Record, members: pd.DataFrame, programme: Row) -> None:
    """Draw the partnership's name, core and verdict, and beside them state, members and distances."""
    first, *others = st.columns([2, 1, 1, 1])
    with first.container(border=True, height="stretch"):
        layout.words(strong=name_of(row))
        show_html(Markup('<p class="words">%s</p>') % _core(row))
        written = label("partnership.written", mode=row["written_mode"]) if _differs(row) else ""
        filed = label("no_data") if absent(row["plan_filed"]) else label("yes" if row["plan_filed"] else "no")
        layout.words(
            label("partnership.mode", mode=term("mode", row["mode"]), written=written),
            label("partnership.filed", filed=filed),
            verdict(row, programme),
        )
    now = members[members["is_member"]]
    far = now["distance_km"].dropna()
    reach = label("partnership.farthest", km=f"{far.max():.1f}", pairs=len(far)) if len(far) else label("no_distance")
    median = label("km", km=f"{far.median():.1f}") if len(far) else label("no_data")
    with others[0]:
        layout.fact(label("column.state"), term("state", row["state"]), f"{period(row)} · {duration(row)}")
    with others[1]:
        layout.fact(
            label("column.members"), number(len(now)), label("partnership.counted", count=number(row["counted"]))
        )
    with others[2]:
        layout.fact(label("partnership.distance"), median, reach)


def _differs(row: Record) -> bool:
    return not absent(row["written_mode"]) and row["written_mode"] != row["mode"]


def _core(row: Record) -> Markup:
    """Return the core school with its band and quality as HTML; a link if the roster has it."""
    name = either(row["core_name"], label("border.no_core"))
    known = not absent(row["core_school_id"])
    words = anchor(to_school(str(row["core_school_id"])), name) if known else name
    quality = label("not_stated_quality") if absent(row["core_is_quality"]) else ""
    if not quality:
        quality = label("column.quality") if row["core_is_quality"] else label("no_quality")
    parts = [term("band", row["core_band"])] if known else [either(row["core_place"], label("crosses_city"))]
    if absent(row["core_name"]):
        parts = []
    return Markup("%s：%s") % (label("column.core"), join([words, *parts, quality], " · "))


def small_map(row: Record, members: pd.DataFrame, outlines: dict[str, Any]) -> None:
    """Draw a map of core and members and the number of those without coordinates; without any, say so."""
    marks = map_of_schools.marks(row, members)
    unplaced = int(members["lon"].isna().sum()) + int(absent(row["core_lon"]))
    layout.title(label("partnership.map"), label("partnership.unplaced", count=number(unplaced)))
    if not marks:
        st.info(label("partnership.no_map"))
        return
    near = {row["area_code"], row["core_area_code"], *members["area_code"]}
    own = [one for one in outlines["features"] if one["properties"]["adcode"] in near]
    around = outlines | {"features": own or outlines["features"][:1]}
    show_html(map_of_schools.picture(around, marks, str(row["mode"]), label("alt.sketch")))
    layout.words(label("small_map.legend", mode=term("mode", row["mode"])))
    st.caption(label("map.note"))


def reported(about: About, activities: pd.DataFrame, funds: pd.DataFrame) -> None:
    """Draw the activities and the money that a partnership reported.

    If nothing was reported, say so, because it is not 0.
    """
    done = activity_listing(label("topic.activities"), about, activities)
    linked_table.show(done, "activities", {}, empty=label("partnership.no_activities"))
    given = fund_listing(label("table.funds"), about, funds)
    linked_table.show(given, "funds", {}, empty=label("partnership.no_funds"))
