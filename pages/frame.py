"""What every page runs in: the choices of the frame, the visitor's rights, its turn, and its head line."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module

import streamlit as st

import queries
from data.registry.rows import areas, registry
from data.rights import Grant, RefusedError, acting, granted, may_act_as, require_role
from pages.context import Chosen, options_of, pick
from pages.registry import PageInfo, roles_of
from views.server.upload_box import empty_box
from views.shell import layout, scope_options, sign_in_page, url_state
from views.shell.breadcrumbs import Step, area_step, place_step, town_steps, trail
from views.shell.turns import turn
from views.shell.visitor import visitor
from views.text.labels import day, label, named

WORK = ("intake", "intake_done", "snapshots_said")  # what the session holds of work done under one right


def may_open(name: str) -> bool:
    """Return whether the user at work may open a page, by its name."""
    return may_act_as(roles_of(name))


@st.fragment
def body(page: PageInfo, picked: Chosen | None) -> None:
    """Draw a page: a click inside it runs only this again and leaves the frame as it is.

    `st.Page.run` cannot do that, for it runs once a run of the frame. What was published since runs the frame again.
    """
    rerun_if_outdated()
    url_state.begin_body()
    with turn(), guarded(page.name):
        require_role(page.roles)
        import_module(page.module).draw(picked)
    url_state.write_url()


def choose_scope() -> Chosen:
    """Draw the frame's choices and return what they come to; there is at least one snapshot."""
    _require_asked()
    rows = {row["programme_id"]: row for row in queries.programmes()}
    known = {row["place_code"]: named(areas()[row["place_code"]]) for row in rows.values()}
    linked = rows.get(st.query_params.get("programme", ""), next(iter(rows.values())))
    left, right = st.columns([5, 6], gap="xsmall")
    with left:
        place = areas()[url_state.choice("place", label("place"), known, linked["place_code"])]
    here = {key: named(row, "short") for key, row in rows.items() if row["place_code"] == place["area_code"]}
    options = options_of(place)
    st.session_state["area_kind"] = "township" if options.is_county else "county"
    programme = rows[url_state.choice("programme", label("programme"), here, next(iter(here)))]
    with right:
        seen = url_state.choice("date", label("snapshot"), options.days, next(iter(options.days)))
    mine = queries.own_county()
    if mine and url_state.asked("area", mine) == scope_options.WHOLE:
        url_state.settle("area", mine)
    named_areas = {mine: named(areas()[mine])} if mine else options.areas
    area = url_state.choice("area", label("area"), named_areas, next(iter(named_areas)))
    return pick(programme, seen, None if area == scope_options.WHOLE else area)


def _require_asked() -> None:
    """Refuse what the address asks for, if the visitor may not see it; what nobody knows is left to the choices."""
    known = {row["programme_id"]: row["place_code"] for row in registry("programmes")}
    for place in (known.get(url_state.asked("programme", ""), ""), url_state.asked("place", "")):
        if place in areas():
            queries.require_area(place)
    if (area := url_state.asked("area", "")) in areas():
        queries.require_area(areas()[area]["place_code"], area)


@contextmanager
def guarded(what: str) -> Iterator[None]:
    """Draw what is inside for the visitor of this session; where he may not see it, say so instead."""
    with acting(visitor()):
        try:
            yield
        except RefusedError as error:
            sign_in_page.refused(error, granted(), what)


def note_grant(grant: Grant | None) -> None:
    """Keep the grant this frame is drawn under; forget what the session holds of work done under another one."""
    if st.session_state.get("grant", grant) != grant:
        for key in [one for one in st.session_state if one in WORK or str(one).startswith("making_")]:
            del st.session_state[key]
        st.session_state["intake_round"] = st.session_state.get("intake_round", 0) + 1  # an empty box
        empty_box()
    st.session_state["grant"] = grant


def rerun_if_outdated() -> None:
    """Run the whole page anew where its data, or what its visitor may see, is no longer what its frame has shown."""
    try:
        if st.session_state["mark"] == queries.data_version() and st.session_state["grant"] == granted(visitor()):
            return
    except queries.EvidenceError:  # lost meanwhile: the frame says so
        pass
    st.rerun()


@st.fragment
def part(draw: Callable[[], None]) -> None:
    """Draw a part of a page whose own choices run it alone again; what was published since calls for all of the page."""
    rerun_if_outdated()
    with turn(), guarded("part"):
        draw()
    url_state.write_url()


def head(picked: Chosen, title: str, *below: Step) -> None:
    """Draw a page's head: the way down to it, its question, the badge, and where and when it speaks of.

    `below` are the steps further down than the area: a township, a community, a school.
    """
    if picked.town:
        below = (*town_steps(picked.town["town_name"], picked.area_code, picked.town["town_code"]), *below)
    area_here = [area_step(named(picked.area), picked.area["area_code"])] if picked.area else []
    trail([place_step(named(picked.place)), *area_here, *below])
    area = [named(picked.area)] if picked.area else []
    source = [label("source_line", sources=picked.sources)] if picked.sources else []
    details = [*area, named(picked.programme, "short"), day(picked.as_of), *source]
    layout.head(title, named(picked.place), picked.status, details)
