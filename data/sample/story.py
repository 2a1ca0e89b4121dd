"""What a place's sample is made of: its dates, its schools and partnerships, and the paths its facts follow."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any, Protocol

from data.sample.partnership import Partnership
from data.sample.school import School

Shares = Sequence[float | None]
Facts = dict[str, dict[str, Any]]
ROUNDING = 1e-9


@dataclass(frozen=True)
class World:
    """The schools of a place by date, and every partnership it ever has by id."""

    rosters: Mapping[date, list[School]]
    partnerships: Mapping[str, Partnership]


@dataclass(frozen=True)
class Path:
    """One figure a snapshot, in the order of the dates: for every county, or for one where `counties` names it.

    None: the county does not report it at that date.
    """

    default: Shares
    counties: Mapping[str, Shares] = field(default_factory=dict)

    def at(self, county: str, order: int) -> float | None:
        """Return the county's figure at the snapshot of that order."""
        return self.counties.get(county, self.default)[order]


@dataclass(frozen=True)
class Moment:
    """One snapshot as the facts see it: its date, its order among the dates and the seed of the place."""

    as_of: date
    order: int
    seed: str


class Fact(Protocol):
    """A column of the schools that follows a path; `of` tells which schools it is asked of."""

    @property
    def column(self) -> str:
        """Return the column's name."""

    @property
    def path(self) -> Path:
        """Return the path its figures follow."""

    def asks(self, school: School, known: Mapping[str, Any]) -> bool:
        """Tell whether the school states it, given the facts it has stated so far."""

    def values(self, schools: Sequence[School], known: Facts, share: float, moment: Moment) -> Sequence[Any]:
        """Return one value a school; the schools come in an order that stays the same from date to date."""


class Report(Protocol):
    """A kind of return (填报): its rows as they stand at a date."""

    def rows(self, as_of: date) -> list[dict[str, Any]]:
        """Return the rows known at the date: every period that has ended by then."""


@dataclass(frozen=True)
class Story:
    """One place of the sample; `plans` and `quality_groups` are shares of the partnerships active at each date.

    `silent_counties` report neither activities nor funds; a caveat joins the note of the manifests.
    """

    place: str
    seed: str
    name_zh: str
    name_en: str
    dates: tuple[date, ...]
    world: Callable[[], World]
    facts: tuple[Fact, ...]
    reports: tuple[Report, ...]
    plans: Path | None = None
    quality_groups: Path | None = None
    silent_counties: frozenset[str] = frozenset()
    caveat_zh: str = ""
    caveat_en: str = ""


def reached(share: float, count: int) -> int:
    """Return how many of the count are reached: only a share of one reaches all."""
    return int(share * count + ROUNDING)


def ranked(keys: Sequence[str], purpose: str) -> list[str]:
    """Return the keys in an order of their own for each purpose that others' coming and going leaves as it is."""
    return sorted(keys, key=lambda key: Random(f"{purpose}-{key}").random())
