"""The scope chosen for all pages (place, programme, date, area), with its registry rows, rules and export notes."""

from dataclasses import dataclass, replace
from datetime import date

import queries
from data.registry.rows import Row, areas, indicators
from queries import Scope
from queries.evidence.context import set_link_source
from views.charts.caption import Caption, caption_of
from views.listings import About
from views.shell import evidence_link, scope_options, url_state
from views.text.counting_rules import clauses, exclusions
from views.text.drawing_cache import cached_drawing
from views.text.labels import day, formula, indicator_rule, label, named, programme_rule

set_link_source(evidence_link.link_in_use)  # the verbs then read the data of the session's evidence link


@dataclass(frozen=True)
class Chosen:
    """The choice made in the frame: the scope, its registry rows, and facts from the manifest of its snapshot."""

    scope: Scope
    programme: Row
    place: Row
    area: Row | None
    as_of: date
    status: str
    sources: str
    unplaced: int
    others: list[date]
    data_version: str
    has_townships: bool = False
    town: Row | None = None

    def within(self, town: Row | None) -> "Chosen":
        """Return the same choice limited to a township (`town_code`, `town_name`), or for the whole area if None."""
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
        """Return in words what counts as one unit of an indicator; the programme's rule if the programme defines it."""
        return indicator_rule(indicator, self.programme)

    def about(self, filters: str, indicator: Row | None = None, *, place: str | None = None) -> About:
        """Return what the listings of a page share: place, date and the notes for their exports.

        `filters` are the filters in words. Without an indicator the notes have no definition and no formula.
        """
        link = url_state.address()  # read now: a file may be written later, outside the page run
        return About(place or named(self.place), self.as_of, lambda title: self._notes(title, filters, indicator, link))

    def evidence(self, address: str) -> str:
        """Return a URL that will always show the current data, whatever is published later; empty if there is no snapshot."""
        return evidence_link.with_link(address, queries.evidence_link(self.place["area_code"]))

    def captions(self, indicator: Row, area: str = "") -> tuple[Caption, Caption]:
        """Return the captions of an indicator's two charts: all areas at the date, and one area (by default the chosen one) over time."""
        place, area, name = named(self.place), area or self.area_title, named(indicator)
        whole, of_area = (self.about(label("filter.none"), indicator, place=title) for title in (place, area))
        by_area = caption_of(whole, label("picture.by_area", place=place, indicator=name))
        return by_area, caption_of(of_area, label("picture.over_time", area=area, title=name))

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


def options_of(place: Row) -> scope_options.ScopeOptions:
    """Return the dates and areas of a place that can be chosen."""
    return cached_drawing(
        (queries.data_version(), "offer", place["area_code"]),
        lambda: scope_options.options_from(
            place, queries.snapshots(place["area_code"]), queries.places(place["area_code"])
        ),
    )


def pick(programme: Row, seen: str, area: str | None) -> Chosen:
    """Return the choice of a programme, a date (`seen`, YYYY-MM-DD) and an area; None for the whole place."""
    place = areas()[programme["place_code"]]
    options = options_of(place)
    as_of, (status, sources, unplaced) = date.fromisoformat(seen), options.facts[seen]
    return Chosen(
        scope=Scope(programme["programme_id"], as_of, area),
        programme=programme,
        place=place,
        area=areas()[area] if area else None,
        as_of=as_of,
        status=status,
        sources=sources,
        unplaced=unplaced,
        others=[date.fromisoformat(other) for other in options.facts if other != seen],
        data_version=queries.data_version(),
        has_townships=bool(area) and not options.is_county,
    )


def indicator(indicator_id: str) -> Row:
    """Return one row of indicators.csv."""
    return indicators()[indicator_id]
