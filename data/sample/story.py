"""The story of a place's sample: its dates, its schools and partnerships, and the paths of its facts."""

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
    """The schools of a place by date, and all its partnerships by id."""

    rosters: Mapping[date, list[School]]
    partnerships: Mapping[str, Partnership]


@dataclass(frozen=True)
class Path:
    """One figure per snapshot, in the order of the dates, for all counties except those in `counties`.

    None means that the county does not report the figure at that date.
    """

    default: Shares
    counties: Mapping[str, Shares] = field(default_factory=dict)

    def at(self, county: str, order: int) -> float | None:
        """Return a county's figure at the snapshot with an index."""
        return self.counties.get(county, self.default)[order]


@dataclass(frozen=True)
class Moment:
    """One snapshot: its date, its index among the dates and the seed of the place."""

    as_of: date
    order: int
    seed: str


class Fact(Protocol):
    """A column of the schools that follows a path. `of` returns whether it applies to a school."""

    @property
    def column(self) -> str:
        """Return the column's name."""

    @property
    def path(self) -> Path:
        """Return the path its figures follow."""

    def asks(self, school: School, known: Mapping[str, Any]) -> bool:
        """Return whether the column applies to a school, given its other facts so far."""

    def values(self, schools: Sequence[School], known: Facts, share: float, moment: Moment) -> Sequence[Any]:
        """Return one value per school. The schools have the same order at every date."""


class Report(Protocol):
    """A kind of return (填报) with its rows at a date."""

    def rows(self, as_of: date) -> list[dict[str, Any]]:
        """Return the rows known at a date: those of all periods that have ended by then."""


@dataclass(frozen=True)
class Story:
    """One place of the sample. `plans` and `quality_groups` are shares of the partnerships active at each date.

    `silent_counties` report neither activities nor funds. A caveat is added to the note in the manifests.
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
    """Return the number that a share of a count reaches, rounded down: only a share of one reaches all."""
    return int(share * count + ROUNDING)


def ranked(keys: Sequence[str], purpose: str) -> list[str]:
    """Return the keys in a fixed order for each purpose.

    Adding or removing keys does not change the order of the others.
    """
    return sorted(keys, key=lambda key: Random(f"{purpose}-{key}").random())
