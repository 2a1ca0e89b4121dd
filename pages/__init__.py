"""One folder a navigation section, one thin script a page; here: what the frame has chosen for all of them."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from threading import BoundedSemaphore

import streamlit as st

import queries
from data.registries import Row, areas, indicators, registry
from data.rights import RefusedError, acting, granted
from queries import Scope
from views import choices, door, frame, offers, pin
from views.breadcrumbs import Step, area_step, place_step, town_steps, trail
from views.caption import Caption, caption_of
from views.labels import day, formula, indicator_rule, label, named, programme_rule
from views.lists import About
from views.method import clauses, exclusions
from views.remembered import remembered
from views.visitor import visitor

queries.pins.ask(pin.pinned)
# As many pages are drawn at once as there are cores: more only take the interpreter from one another.
TURNS = BoundedSemaphore(os.cpu_count() or 1)


@dataclass(frozen=True)
class Chosen:
    """The frame's choice: the scope, its registry rows, and the manifest facts of its snapshot."""

    scope: Scope
    programme: Row
    place: Row
    area: Row | None
    as_of: date
    status: str
    sources: str
    unplaced: int
    others: list[date]
    mark: str
    has_townships: bool = False
    town: Row | None = None

    def within(self, town: Row | None) -> "Chosen":
        """Return the same choice inside a township of the area (`town_code`, `town_name`), or in all of it."""
        return replace(self, town=town, scope=replace(self.scope, town=town["town_code"] if town else None))

    @property
    def whole(self) -> Scope:
        """The same scope for the whole place."""
        return Scope(self.scope.programme, self.scope.as_of)

    @property
    def area_title(self) -> str:
        """The chosen area's name, with its township where one is chosen, or the place's."""
        name = named(self.area or self.place)
        return label("in_town", area=name, town=self.town["town_name"]) if self.town else name

    @property
    def area_code(self) -> str:
        """The chosen area's code, or the place's."""
        return self.scope.area or self.place["area_code"]

    @property
    def counting(self) -> str:
        """The programme's counting rule in words."""
        return label(f"counting.{self.programme['counting_rule']}")

    @property
    def rule(self) -> str:
        """The programme's counting rule, rural scope and lead rule in words."""
        return programme_rule(self.programme)

    def rule_of(self, indicator: Row) -> str:
        """What counts as one unit of an indicator, in words; the programme's rule where it is the programme's to say."""
        return indicator_rule(indicator, self.programme)

    def about(self, filters: str, indicator: Row | None = None, *, place: str | None = None) -> About:
        """Return what the listings of a page share: place, date and the notes of their exports.

        Without an indicator the notes leave out its definition and formula.
        """
        link = choices.address()  # a file may be written away from the screen
        return About(place or named(self.place), self.as_of, lambda title: self._notes(title, filters, indicator, link))

    def evidence(self, address: str) -> str:
        """Return an address that shows what is seen now, whatever is published later; empty where there is none."""
        return pin.with_pin(address, queries.evidence_link(self.place["area_code"]))

    def captions(self, indicator: Row, area: str = "") -> tuple[Caption, Caption]:
        """Return what an indicator's pictures say around them: of all areas, and of one over time (the chosen one)."""
        place, area, name = named(self.place), area or self.area_title, named(indicator)
        whole, one = (self.about(label("filter.none"), indicator, place=there) for there in (place, area))
        by_area = caption_of(whole, label("picture.by_area", place=place, indicator=name))
        return by_area, caption_of(one, label("picture.over_time", area=area, title=name))

    def _notes(self, title: str, filters: str, indicator: Row | None, link: str) -> list[tuple[str, str]]:
        pairs = {
            "title": title,
            "place": f"{named(self.place)}（{self.place['area_code']}）",
            "programme": f"{named(self.programme, 'title')} {self.programme['document_no']}",
            "filters": filters,
            "date": day(self.as_of),
            "status": label(f"status.{self.status}"),
            "sources": self.sources or "—",
            "rule": self.rule_of(indicator) if indicator else self.rule,
            "definition": named(indicator, "sentence") if indicator else "",
            "formula": formula(indicator) if indicator else "",
            "clause": clauses(indicator, self.programme) if indicator else "",
            "exclusions": exclusions(indicator, self.programme) if indicator else "",
            "unplaced": label("unplaced_count", count=self.unplaced),
            "version": label("product_version"),
            "link": self.evidence(link),
        }
        return [(label(f"note.{key}"), text) for key, text in pairs.items() if text]


def offer() -> Chosen:
    """Draw the frame's choices and return what they come to; there is at least one snapshot."""
    _demand()
    rows = {row["programme_id"]: row for row in queries.programmes()}
    known = {row["place_code"]: named(areas()[row["place_code"]]) for row in rows.values()}
    linked = rows.get(st.query_params.get("programme", ""), next(iter(rows.values())))
    left, right = st.columns([5, 6], gap="xsmall")
    with left:
        place = areas()[choices.choice("place", label("place"), known, linked["place_code"])]
    here = {key: named(row, "short") for key, row in rows.items() if row["place_code"] == place["area_code"]}
    offered = offer_of(place)
    st.session_state["area_kind"] = "township" if offered.is_county else "county"
    programme = rows[choices.choice("programme", label("programme"), here, next(iter(here)))]
    with right:
        seen = choices.choice("date", label("snapshot"), offered.days, next(iter(offered.days)))
    mine = queries.bound()
    if mine and choices.asked("area", mine) == offers.WHOLE:
        choices.settle("area", mine)
    named_areas = {mine: named(areas()[mine])} if mine else offered.areas
    area = choices.choice("area", label("area"), named_areas, next(iter(named_areas)))
    return pick(programme, seen, None if area == offers.WHOLE else area)


def _demand() -> None:
    """Refuse what the address asks for, if the visitor may not see it; what nobody knows is left to the choices."""
    known = {row["programme_id"]: row["place_code"] for row in registry("programmes")}
    for place in (known.get(choices.asked("programme", ""), ""), choices.asked("place", "")):
        if place in areas():
            queries.demand(place)
    if (area := choices.asked("area", "")) in areas():
        queries.demand(areas()[area]["place_code"], area)


def offer_of(place: Row) -> offers.Offer:
    """Return the dates and areas there are of a place."""
    return remembered(
        (queries.mark(), "offer", place["area_code"]),
        lambda: offers.offered(place, queries.snapshots(place["area_code"]), queries.places(place["area_code"])),
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
            door.refused(error, granted(), what)


def follow() -> None:
    """Run the whole page anew where its data, or what its visitor may see, is no longer what its frame has shown."""
    try:
        if st.session_state["mark"] == queries.mark() and granted(visitor()):
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
    choices.write_url()


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
    frame.head(title, named(picked.place), picked.status, details)
