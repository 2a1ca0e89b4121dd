"""Generate the facts of schools other than their size. Each fact follows a path of figures, county by county.

A county's figure is reached as exactly as whole schools, children or teachers allow. Which schools have reached it
depends on a fixed order for each column, so that a school keeps what it has.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.sample.school import School, is_compulsory
from data.sample.story import Facts, Moment, Path, Story, ranked, reached

Asked = Callable[[School], bool]


def stated(story: Story, schools: Sequence[School], moment: Moment) -> Facts:
    """Return school code → column → value at one snapshot. A column that does not apply to a school is absent."""
    known: Facts = {school.school_id: {} for school in schools}
    counties = dict.fromkeys(school.county_code for school in schools)
    for fact in story.facts:
        for county in counties:
            share = fact.path.at(county, moment.order)
            local = {school.school_id: school for school in schools if school.county_code == county}
            schools_asked = [key for key, school in local.items() if fact.asks(school, known[key])]
            if share is None or not schools_asked:
                continue
            order = [local[key] for key in ranked(schools_asked, f"{moment.seed}-{fact.column}")]
            for school, value in zip(order, fact.values(order, known, share, moment), strict=True):
                known[school.school_id][fact.column] = value
    return known


@dataclass(frozen=True)
class YesNo:
    """A column that is true for a share of the schools it applies to.

    `where` limits these to schools where another column is true.
    """

    column: str
    path: Path
    of: Asked = is_compulsory
    where: str | None = None

    def asks(self, school: School, known: Mapping[str, Any]) -> bool:
        """Return whether the column applies to a school."""
        return self.of(school) and (self.where is None or known.get(self.where) is True)

    def values(self, schools: Sequence[School], _known: Facts, share: float, _moment: Moment) -> Sequence[Any]:
        """Return true for the first schools of the order."""
        count = reached(share, len(schools))
        return [place < count for place in range(len(schools))]


@dataclass(frozen=True)
class Having(YesNo):
    """A column that counts things which a share of the schools have: one, and one more for every `per` pupils."""

    per: int = 1500

    def values(self, schools: Sequence[School], known: Facts, share: float, moment: Moment) -> Sequence[Any]:
        """Return a number above zero for the first schools of the order, zero for the others."""
        having = super().values(schools, known, share, moment)
        return [1 + school.pupils // self.per if has else 0 for school, has in zip(schools, having, strict=True)]


@dataclass(frozen=True)
class Amount:
    """A column with a number computed from each school. It is reported where the path is not null."""

    column: str
    path: Path
    amount: Callable[[School], int]
    of: Asked = is_compulsory

    def asks(self, school: School, _known: Mapping[str, Any]) -> bool:
        """Return whether the column applies to a school."""
        return self.of(school)

    def values(self, schools: Sequence[School], _known: Facts, share: float, _moment: Moment) -> Sequence[Any]:
        """Return each school's number times the path's figure."""
        return [round(self.amount(school) * share) for school in schools]


@dataclass(frozen=True)
class PartOf:
    """A column with a part of another number. Together, a county's schools reach the path's share of the whole.

    The missing part is spread over few schools, each of which misses at most the share `cap` of its own number at a
    time.
    """

    column: str
    path: Path
    whole: Callable[[School, Mapping[str, Any]], int]
    of: Asked = is_compulsory
    cap: float = 0.4

    def asks(self, school: School, known: Mapping[str, Any]) -> bool:
        """Return whether the column applies to a school and its whole is above zero."""
        return self.of(school) and self.whole(school, known) > 0

    def values(self, schools: Sequence[School], known: Facts, share: float, _moment: Moment) -> Sequence[Any]:
        """Return each school's whole minus its missing part."""
        wholes = [self.whole(school, known[school.school_id]) for school in schools]
        missing = dealt(wholes, sum(wholes) - reached(share, sum(wholes)), self.cap)
        return [whole - less for whole, less in zip(wholes, missing, strict=True)]


@dataclass(frozen=True)
class RestOf(PartOf):
    """A column with a small part of another number: few schools have the path's share of it, the others have none."""

    def values(self, schools: Sequence[School], known: Facts, share: float, _moment: Moment) -> Sequence[Any]:
        """Return each school's part."""
        wholes = [self.whole(school, known[school.school_id]) for school in schools]
        return dealt(wholes, reached(share, sum(wholes)), self.cap)


def dealt(wholes: Sequence[int], total: int, cap: float) -> list[int]:
    """Return the total distributed in order, each getting at most its share `cap` per round, in several rounds if needed.

    Raises `ValueError` if the total exceeds the sum of `wholes`.
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
    """Return the school's number of teachers, the whole of the training and rotation columns."""
    return school.teachers


def stating(column: str) -> Callable[[School, Mapping[str, Any]], int]:
    """Return a function that reads another column of a school as the whole; it returns zero if that is not stated."""
    return lambda _school, known: int(known.get(column) or 0)
