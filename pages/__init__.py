"""One folder a navigation section, one thin script a page; here: what the frame has chosen for all of them."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from threading import BoundedSemaphore

import streamlit as st

import queries
from data.registry.rows import Row, areas, indicators, registry
from data.rights import Grant, RefusedError, acting, granted
from pages.chosen import Chosen
from queries import Scope
from views.remembered import remembered
from views.server.upload_box import empty_box
from views.shell import evidence_link, layout, scope_options, sign_in_page, url_state
from views.shell.breadcrumbs import Step, area_step, place_step, town_steps, trail
from views.shell.visitor import visitor
from views.text.labels import day, label, named

queries.evidence.context.ask(evidence_link.pinned)
# As many pages are drawn at once as there are cores: more only take the interpreter from one another.
TURNS = BoundedSemaphore(os.cpu_count() or 1)
WORK = ("intake", "intake_done", "snapshots_said")  # what the session holds of work done under one right
LONG_WORK = BoundedSemaphore(os.cpu_count() or 1)


def offer() -> Chosen:
    """Draw the frame's choices and return what they come to; there is at least one snapshot."""
    _demand()
    rows = {row["programme_id"]: row for row in queries.programmes()}
    known = {row["place_code"]: named(areas()[row["place_code"]]) for row in rows.values()}
    linked = rows.get(st.query_params.get("programme", ""), next(iter(rows.values())))
    left, right = st.columns([5, 6], gap="xsmall")
    with left:
        place = areas()[url_state.choice("place", label("place"), known, linked["place_code"])]
    here = {key: named(row, "short") for key, row in rows.items() if row["place_code"] == place["area_code"]}
    offered = offer_of(place)
    st.session_state["area_kind"] = "township" if offered.is_county else "county"
    programme = rows[url_state.choice("programme", label("programme"), here, next(iter(here)))]
    with right:
        seen = url_state.choice("date", label("snapshot"), offered.days, next(iter(offered.days)))
    mine = queries.bound()
    if mine and url_state.asked("area", mine) == scope_options.WHOLE:
        url_state.settle("area", mine)
    named_areas = {mine: named(areas()[mine])} if mine else offered.areas
    area = url_state.choice("area", label("area"), named_areas, next(iter(named_areas)))
    return pick(programme, seen, None if area == scope_options.WHOLE else area)


def _demand() -> None:
    """Refuse what the address asks for, if the visitor may not see it; what nobody knows is left to the choices."""
    known = {row["programme_id"]: row["place_code"] for row in registry("programmes")}
    for place in (known.get(url_state.asked("programme", ""), ""), url_state.asked("place", "")):
        if place in areas():
            queries.demand(place)
    if (area := url_state.asked("area", "")) in areas():
        queries.demand(areas()[area]["place_code"], area)


def offer_of(place: Row) -> scope_options.Offer:
    """Return the dates and areas there are of a place."""
    return remembered(
        (queries.mark(), "offer", place["area_code"]),
        lambda: scope_options.offered(place, queries.snapshots(place["area_code"]), queries.places(place["area_code"])),
    )


def pick(programme: Row, seen: str, area: str | None) -> Chosen:
    """Return what is chosen when it is this programme at this date (`YYYY-MM-DD`), in an area or (None) as a whole."""
    place = areas()[programme["place_code"]]
    offered = offer_of(place)
    as_of, (status, sources, unplaced) = date.fromisoformat(seen), offered.facts[seen]
    return Chosen(
        scope=Scope(programme["programme_id"], as_of, area),
        programme=programme,
        place=place,
        area=areas()[area] if area else None,
        as_of=as_of,
        status=status,
        sources=sources,
        unplaced=unplaced,
        others=[date.fromisoformat(one) for one in offered.facts if one != seen],
        mark=queries.mark(),
        has_townships=bool(area) and not offered.is_county,
    )


def chosen() -> Chosen:
    """Return what `app.py` put in the session before this page ran."""
    found: Chosen = st.session_state["chosen"]
    return found


@contextmanager
def guarded(what: str) -> Iterator[None]:
    """Draw what is inside for the visitor of this session; where he may not see it, say so instead."""
    with acting(visitor()):
        try:
            yield
        except RefusedError as error:
            sign_in_page.refused(error, granted(), what)


@contextmanager
def waiting() -> Iterator[None]:
    """Give this page's turn to be drawn to others while it waits for another process."""
    TURNS.release()
    try:
        yield
    finally:
        TURNS.acquire()


@contextmanager
def resting() -> Iterator[None]:
    """Give this page's turn to be drawn to others during long work, of which only so much is done at once too."""
    with waiting(), LONG_WORK:
        yield


def begin(grant: Grant | None) -> None:
    """Note under which right this frame is drawn; what the session holds of work under another one is forgotten."""
    if st.session_state.get("grant", grant) != grant:
        for key in [one for one in st.session_state if one in WORK or str(one).startswith("making_")]:
            del st.session_state[key]
        st.session_state["intake_round"] = st.session_state.get("intake_round", 0) + 1  # an empty box
        empty_box()
    st.session_state["grant"] = grant


def follow() -> None:
    """Run the whole page anew where its data, or what its visitor may see, is no longer what its frame has shown."""
    try:
        if st.session_state["mark"] == queries.mark() and st.session_state["grant"] == granted(visitor()):
            return
    except queries.EvidenceError:  # lost meanwhile: the frame says so
        pass
    st.rerun()


@st.fragment
def part(draw: Callable[[], None]) -> None:
    """Draw a part of a page whose own choices run it alone again; what was published since calls for all of the page."""
    follow()
    with guarded("part"):
        draw()
    url_state.write_url()


def indicator(indicator_id: str) -> Row:
    """Return one row of indicators.csv."""
    return indicators()[indicator_id]


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
