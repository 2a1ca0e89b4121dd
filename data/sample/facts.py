"""The facts schools state beyond their size: each follows a path of its own, county by county.

A county's figure is hit as exactly as whole schools, children or teachers allow; which schools have
reached it follows from an order of their own for each column, so that a school keeps what it has.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.sample.school import School, is_compulsory
from data.sample.story import Facts, Moment, Path, Story, ranked, reached

Asked = Callable[[School], bool]


def stated(story: Story, schools: Sequence[School], moment: Moment) -> Facts:
    """Return what every school states at the moment, by code and column; a column that is not asked is absent."""
    known: Facts = {school.school_id: {} for school in schools}
    counties = dict.fromkeys(school.county_code for school in schools)
    for fact in story.facts:
        for county in counties:
            share = fact.path.at(county, moment.order)
            local = {school.school_id: school for school in schools if school.county_code == county}
            asked = [key for key, school in local.items() if fact.asks(school, known[key])]
            if share is None or not asked:
                continue
            order = [local[key] for key in ranked(asked, f"{moment.seed}-{fact.column}")]
            for school, value in zip(order, fact.values(order, known, share, moment), strict=True):
                known[school.school_id][fact.column] = value
    return known


@dataclass(frozen=True)
class YesNo:
    """A column that is true for the share of the schools it is asked of; `where` narrows them by another column."""

    column: str
    path: Path
    of: Asked = is_compulsory
    where: str | None = None

    def asks(self, school: School, known: Mapping[str, Any]) -> bool:
        """Ask the schools the column is for."""
        return self.of(school) and (self.where is None or known.get(self.where) is True)

    def values(self, schools: Sequence[School], _known: Facts, share: float, _moment: Moment) -> Sequence[Any]:
        """Return true for the first schools of the order."""
        count = reached(share, len(schools))
        return [place < count for place in range(len(schools))]


@dataclass(frozen=True)
class Having(YesNo):
    """A column that counts what the share of the schools has: one each, and one more for every `per` pupils."""

    per: int = 1500

    def values(self, schools: Sequence[School], known: Facts, share: float, moment: Moment) -> Sequence[Any]:
        """Return a number above zero for the first schools of the order, zero for the others."""
        having = super().values(schools, known, share, moment)
        return [1 + school.pupils // self.per if has else 0 for school, has in zip(schools, having, strict=True)]


@dataclass(frozen=True)
class Amount:
    """A column with a number for every school, worked out from the school; reported where the path is not null."""

    column: str
    path: Path
    amount: Callable[[School], int]
    of: Asked = is_compulsory

    def asks(self, school: School, _known: Mapping[str, Any]) -> bool:
        """Ask the schools the column is for."""
        return self.of(school)

    def values(self, schools: Sequence[School], _known: Facts, share: float, _moment: Moment) -> Sequence[Any]:
        """Return the number of each school times the path's figure."""
        return [round(self.amount(school) * share) for school in schools]


@dataclass(frozen=True)
class PartOf:
    """A column with a part of another number: all of the counties' numbers together reach the path's share.

    What is missing lies with few schools, none of which misses more than `cap` of its own number.
    """

    column: str
    path: Path
    whole: Callable[[School, Mapping[str, Any]], int]
    of: Asked = is_compulsory
    cap: float = 0.4

    def asks(self, school: School, known: Mapping[str, Any]) -> bool:
        """Ask the schools the column is for that have a number to take part of."""
        return self.of(school) and self.whole(school, known) > 0

    def values(self, schools: Sequence[School], known: Facts, share: float, _moment: Moment) -> Sequence[Any]:
        """Return each school's number less what is missing there."""
        wholes = [self.whole(school, known[school.school_id]) for school in schools]
        missing = dealt(wholes, sum(wholes) - reached(share, sum(wholes)), self.cap)
        return [whole - less for whole, less in zip(wholes, missing, strict=True)]


@dataclass(frozen=True)
class RestOf(PartOf):
    """A column with the few of another number: the path's share lies with few schools, the others have none."""

    def values(self, schools: Sequence[School], known: Facts, share: float, _moment: Moment) -> Sequence[Any]:
        """Return what falls to each school."""
        wholes = [self.whole(school, known[school.school_id]) for school in schools]
        return dealt(wholes, reached(share, sum(wholes)), self.cap)


def dealt(wholes: Sequence[int], total: int, cap: float) -> list[int]:
    """Return the total dealt out in order, each getting at most its capped share, the rest going round again.

    Raises `ValueError` where the total is more than all of them hold.
    """
    if total > sum(wholes):
        raise ValueError(f"{total} of {sum(wholes)}")
    parts = [0] * len(wholes)
    while total > 0:
        for place, whole in enumerate(wholes):
            part = min(total, max(1, int(whole * cap)), whole - parts[place])
            parts[place] += part
            total -= part
    return parts


def teachers(school: School, _known: Mapping[str, Any]) -> int:
    """Return the school's teachers, the whole of the training and rotation columns."""
    return school.teachers


def stating(column: str) -> Callable[[School, Mapping[str, Any]], int]:
    """Return what reads another column of the school, as the whole of this one; zero where it is not stated."""
    return lambda _school, known: int(known.get(column) or 0)
