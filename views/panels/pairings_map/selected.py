"""Draw the panel beside the map: details of what was clicked, with links to its pages."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from data.registry.rows import Row, areas
from views.maps.rows import each
from views.maps.words import standing_words
from views.shell import url_state
from views.shell.layout import words
from views.shell.page_links import Link, to_county, to_partnership, to_school
from views.text.labels import absent, area_names, counted, day, either, figure, label, named, number, records, term

NOTHING = "none"
PANEL = 270  # height in pixels; fixed, so that a click moves nothing below
Focus = tuple[str, str]


@dataclass(frozen=True)
class Seen:
    """The frames the panel uses: figures and rosters of the areas.

    They include schools and pairings if these are drawn, and flows if not.
    """

    indicator: Row
    figures: pd.DataFrame
    rosters: pd.DataFrame
    schools: pd.DataFrame
    pairings: pd.DataFrame
    flows: pd.DataFrame


def focus() -> Focus:
    """Return what was clicked last, as (kind, code), from `focus` in the URL."""
    kind, _, code = url_state.unseen("focus", NOTHING).partition(":")
    return (kind, code) if code else ("", "")


def clicked() -> None:
    """Take a click on the map: on a shape, or on nothing."""
    objects = st.session_state["map"]["selection"]["objects"].values()
    found = [row.get("properties", row) for rows in objects for row in rows]
    chosen = [row for row in found if row.get("c")]
    url_state.choose("focus", f"{chosen[0]['k']}:{chosen[0]['c']}" if chosen else NOTHING)


def explain(found: Focus, seen: Seen, *, inside: bool) -> None:
    """Draw the panel of what was clicked, or a hint.

    `inside` says that the map already shows one area, so the panel offers no way into an area.
    """
    kinds = {"area": _area, "school": _school, "pairing": _pairing, "flow": _flow}
    with st.container(border=True, height=PANEL, key="map_panel"):
        if found[0] not in kinds or not kinds[found[0]](found[1], seen):
            st.caption(label("map.click"))
        elif _may_go_in(found, inside) and st.button(
            label("map.go_in"), icon=":material/zoom_in:", key="map_go_in", width="stretch"
        ):
            url_state.choose("area", found[1], focus=NOTHING)


def _may_go_in(found: Focus, inside: bool) -> bool:
    return found[0] == "area" and not inside and found[1] in areas() and areas()[found[1]]["level"] != "place"


def _area(code: str, seen: Seen) -> bool:
    rows = seen.figures[seen.figures["area_code"] == code]
    if rows.empty:
        return False
    row = records(rows)[0]
    value = f"{figure(row['value'], seen.indicator['format'])}  {counted(row, seen.indicator)}"
    words(named(seen.indicator), value, strong=area_names(rows).iloc[0])
    held = seen.rosters[seen.rosters["area_code"] == code]
    if len(held):
        own = records(held)[0]
        words(
            label("map.tip_schools", schools=number(own["schools"]), placed=number(own["placed"])),
            label("map.area_units", units=number(own["units"]), covered=number(own["covered"])),
            label("map.area_pairings", pairings=number(own["pairings"]), outside=number(own["outside"])),
        )
    if row["level"] != "place":
        _open(to_county(code, indicator=seen.indicator["indicator_id"]), "map.to_county")
    return True


def _school(code: str, seen: Seen) -> bool:
    rows, pairings = seen.schools[seen.schools["school_id"] == code], seen.pairings
    as_member, as_core = pairings[pairings["member_id"] == code], pairings[pairings["core_school_id"] == code]
    if rows.empty and as_member.empty and as_core.empty:
        return False
    helped, helps = as_member[as_member["state"] == "active"], as_core[as_core["state"] == "active"]
    partners = (("map.helped_by", helped["core_name"].dropna()), ("map.helps", helps["member_name"]))
    lines = [f"{label(key)}：{_some(list(names))}" for key, names in partners if len(names)]
    if rows.empty:
        words(*lines, strong=[*as_core["core_name"], *as_member["member_name"]][0])
    else:
        words(*_facts(rows), *lines, strong=rows["name"].iloc[0])
    _open(to_school(code), "map.to_school")
    return True


def _facts(rows: pd.DataFrame) -> list[str]:
    row = next(each(rows))
    pupils = f"{number(row.pupils)} {label('pupils_unit')}"
    where = f"{area_names(rows).iloc[0]} {either(row.town_name, '')}"
    quality = [label("map.is_quality")] if not absent(row.is_quality) and row.is_quality else []
    return [where, f"{term('band', row.band)} · {term('stage', row.stage)} · {pupils}", *quality, standing_words(row)]


def _pairing(code: str, seen: Seen) -> bool:
    rows = seen.pairings[seen.pairings["partnership_id"] == code]
    if rows.empty:
        return False
    row = rows.iloc[0]
    core = either(row["core_name"], label("border.no_core"))
    away = (
        [label("crosses_city")]
        if row["crosses_city"]
        else [label("crosses_area")]
        if rows["crosses_area"].any()
        else []
    )
    sent = int(rows["exchanged"].sum())
    words(
        f"{term('mode', row['mode'])} · {day(row['started_on'])} — {day(row['ended_on'])} · {term('state', row['state'])}",
        *away,
        f"{label('column.core')}：{core}",
        f"{label('column.member')}：{_some(list(rows['member_name']))}",
        *([label("map.exchanged", count=number(sent))] if sent else []),
        strong=either(row["partnership_name"], core),
    )
    _open(to_partnership(code), "map.to_partnership")
    st.button(
        label("map.only_this"), icon=":material/filter_alt:", key="map_only", width="stretch",
        on_click=url_state.choose, args=("partnership", code),
    )  # fmt: skip
    return True


def _flow(code: str, seen: Seen) -> bool:
    core, _, area = code.partition(">")
    rows = seen.flows[(seen.flows["core_area"] == core) & (seen.flows["area_code"] == area)]
    if rows.empty:
        return False
    lines = [
        f"{term('mode', row.mode)} · {term('state', row.state)}：{number(row.pairings)}" for row in rows.itertuples()
    ]
    words(*lines, strong=f"{named(areas()[core])} → {named(areas()[area])}")
    _open(to_county(area, indicator=seen.indicator["indicator_id"]), "map.to_county")
    return True


def _some(names: list[str]) -> str:
    shown = list(dict.fromkeys(names))
    return "、".join(shown[:12]) + (" " + label("map.and_more", count=number(len(shown))) if len(shown) > 12 else "")


def _open(to: Link, key: str) -> None:
    page, asked = to
    st.page_link(page, label=label(key), icon=":material/open_in_new:", query_params=asked)
