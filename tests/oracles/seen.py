"""What a programme sees in a town: which schools it speaks of, which pairings run, where things are counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tests.oracle import KAIYUAN, area_of, is_active
from tests.town import Pairing, School, Town
from tests.towns import COMPULSORY

BASIC = (*COMPULSORY, "高中", "特教")
Unit = tuple[str, str]  # area, id
Units = dict[Unit, tuple[float, float]]  # numerator, denominator


@dataclass(frozen=True)
class View:
    """The snapshots up to a day, oldest first, under the rules of a programme; the last one is looked at."""

    history: Sequence[Town]
    counting_rule: str = "each_site"
    lead_rule: str = "quality"
    rural_scope: str = "镇区+乡村"

    @property
    def town(self) -> Town:
        return self.history[-1]

    @property
    def day(self) -> date:
        return self.town.as_of

    def compulsory(self) -> list[School]:
        return [school for school in self.town.schools if school.stage in COMPULSORY]

    def basic(self) -> list[School]:
        return [school for school in self.town.schools if school.stage in BASIC]

    def rural(self) -> list[School]:
        return [school for school in self.compulsory() if school.band in self.rural_scope.split("+")]

    def active(self) -> Iterator[tuple[str, Pairing]]:
        """Yield the pairings that run on the day, with their ids."""
        for code, pairing in self.town.numbered_pairings():
            if is_active(pairing, self.day):
                yield code, pairing

    def stating(self, fact: str) -> set[str]:
        """Return the counties where any school states a fact."""
        return {school.county_code for school in self.town.schools if said(school, fact) is not None}


def said(school: School, fact: str) -> bool | int | float | date | None:
    """Return what a school states of a fact; None is nothing."""
    value: bool | int | float | date | None = getattr(school.facts, fact)
    return value


def unit(school: School) -> Unit:
    return area_of(school), school.school_id


def has_begun(pairing: Pairing, day: date) -> bool:
    return pairing.start is None or pairing.start <= day


def schools_of(pairing: Pairing) -> set[str]:
    """Return the core, where it is a school of the town, and the members."""
    return {*pairing.members, *([pairing.core] if pairing.core else [])}


def county_of(town: Town, pairing: Pairing) -> str:
    """Return the county that reports a pairing; where nobody says, its core's, else a member's, else the place."""
    if pairing.county_code:
        return pairing.county_code
    if pairing.core:
        return town.school(pairing.core).county_code
    return min((town.school(member).county_code for member in pairing.members), default=town.place)


def filed_under(town: Town, pairing: Pairing) -> str:
    """Return the area a pairing counts in: its county; in a county-level city its core's township, else a member's."""
    if town.place != KAIYUAN:
        return county_of(town, pairing)
    if pairing.core:
        return area_of(town.school(pairing.core))
    return min((area_of(town.school(member)) for member in pairing.members), default=town.place)


def years_before(day: date, years: int) -> date:
    """Return the same day some years before; the 28th where there was no 29 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
