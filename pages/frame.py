"""What all pages share: the choices of the frame, the visitor's rights, the limit of pages drawn at once, and the head line."""

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

WORK = ("intake", "intake_done", "snapshots_said")  # session state that belongs to one grant


def may_open(name: str) -> bool:
    """Return whether the current user may open a page, by its name."""
    return may_act_as(roles_of(name))


@st.fragment
def body(page: PageInfo, picked: Chosen | None) -> None:
    """Draw a page as a fragment: a click inside it draws only the page again, not the frame.

    `st.Page.run` cannot do that, for it may run only once in a run of the frame. If the data or the grant has changed, the frame
    is drawn again too.
    """
    with turn():
        rerun_if_outdated()
        url_state.begin_body()
        with guarded(page.name):
            require_role(page.roles)
            import_module(page.module).draw(picked)
        url_state.write_url()


def choose_scope() -> Chosen:
    """Draw the frame's choices and return the chosen scope; at least one snapshot must exist."""
    _require_asked()
    rows = {row["programme_id"]: row for row in queries.programmes()}
    known = {row["place_code"]: named(areas()[row["place_code"]]) for row in rows.values()}
    linked = rows.get(st.query_params.get("programme", ""), next(iter(rows.values())))
    left, right = st.columns([5, 6], gap="xsmall")
    with left:
        place = areas()[url_state.choice("place", label("place"), known, linked["place_code"])]
    of_place = {key: named(row, "short") for key, row in rows.items() if row["place_code"] == place["area_code"]}
    options = options_of(place)
    st.session_state["area_kind"] = "township" if options.is_county else "county"
    programme = rows[url_state.choice("programme", label("programme"), of_place, next(iter(of_place)))]
    with right:
        seen = url_state.choice("date", label("snapshot"), options.days, next(iter(options.days)))
    own_county = queries.own_county()
    if own_county and url_state.asked("area", own_county) == scope_options.WHOLE:
        url_state.settle("area", own_county)
    named_areas = {own_county: named(areas()[own_county])} if own_county else options.areas
    area = url_state.choice("area", label("area"), named_areas, next(iter(named_areas)))
    return pick(programme, seen, None if area == scope_options.WHOLE else area)


def _require_asked() -> None:
    """Raise `RefusedError` if the URL asks for a place or area that the visitor may not see; the choices handle unknown codes."""
    known = {row["programme_id"]: row["place_code"] for row in registry("programmes")}
    for place in (known.get(url_state.asked("programme", ""), ""), url_state.asked("place", "")):
        if place in areas():
            queries.require_area(place)
    if (area := url_state.asked("area", "")) in areas():
        queries.require_area(areas()[area]["place_code"], area)


@contextmanager
def guarded(what: str) -> Iterator[None]:
    """Run the block as the visitor of this session; if they may not see something, draw the refusal instead."""
    with acting(visitor()):
        try:
            yield
        except RefusedError as error:
            sign_in_page.refused(error, granted(), what)


def note_grant(grant: Grant | None) -> None:
    """Store the grant that this frame is drawn for; if it has changed, delete session state of the former grant."""
    if st.session_state.get("grant", grant) != grant:
        for key in [one for one in st.session_state if one in WORK or str(one).startswith("file_job_")]:
            del st.session_state[key]
        st.session_state["intake_round"] = st.session_state.get("intake_round", 0) + 1  # a new upload widget, empty
        empty_box()
    st.session_state["grant"] = grant


def rerun_if_outdated() -> None:
    """Run the whole script again if the data or the visitor's grant has changed since the frame was drawn."""
    try:
        if st.session_state["data_version"] == queries.data_version() and st.session_state["grant"] == granted(
            visitor()
        ):
            return
    except queries.EvidenceError:  # the link's data was lost meanwhile: the frame reports it
        pass
    st.rerun()


@st.fragment
def part(draw: Callable[[], None]) -> None:
    """Draw a part of a page as a fragment: its own choices draw only this part again; changed data draws the whole page."""
    with turn():
        rerun_if_outdated()
        with guarded("part"):
            draw()
        url_state.write_url()


def head(picked: Chosen, title: str, *below: Step) -> None:
    """Draw a page's head: the breadcrumbs, the title, the badge of the snapshot's status, and area, programme, date and sources.

    `below` are the breadcrumbs below the area: a township, a partnership, a school.
    """
    if picked.town:
        below = (*town_steps(picked.town["town_name"], picked.area_code, picked.town["town_code"]), *below)
    area_here = [area_step(named(picked.area), picked.area["area_code"])] if picked.area else []
    trail([place_step(named(picked.place)), *area_here, *below])
    area = [named(picked.area)] if picked.area else []
    source = [label("source_line", sources=picked.sources)] if picked.sources else []
    details = [*area, named(picked.programme, "short"), day(picked.as_of), *source]
    layout.head(title, named(picked.place), picked.status, details)
