"""Facts that depend on time: a principal's years at the school, and the last supervision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from data.sample.enrolment import school_year
from data.sample.school import School, is_compulsory
from data.sample.story import Facts, Moment, Path, reached

TERM, CYCLE = 10, 3
LONG_AGO = date(2013, 5, 20)


@dataclass(frozen=True)
class PrincipalYears:
    """Years that the principal has led the school.

    The path has the number of principals of a county with over ten years.
    """

    path: Path
    column: str = "principal_years"

    def asks(self, school: School, _known: Mapping[str, Any]) -> bool:
        """Return whether the school belongs to compulsory education and has a principal of its own."""
        return is_compulsory(school) and school.stage != "教学点"

    def values(self, schools: Sequence[School], _known: Facts, share: float, moment: Moment) -> Sequence[Any]:
        """Return over ten years for the first schools of the order, at most ten for the others."""
        return [self._years(school, place < share, moment) for place, school in enumerate(schools)]

    def _years(self, school: School, is_over: bool, moment: Moment) -> float:
        arrival, year = Random(f"{moment.seed}-principal-{school.school_id}").randrange(TERM), school_year(moment.as_of)
        if is_over:
            return float(year - LONG_AGO.year + TERM - 2 + arrival % 4)
        return float(1 + (arrival + year) % TERM)


@dataclass(frozen=True)
class SupervisedOn:
    """The last day of supervision. The path has the share of schools supervised in the previous three years."""

    path: Path
    column: str = "supervised_on"

    def asks(self, school: School, _known: Mapping[str, Any]) -> bool:
        """Return whether the school belongs to compulsory education."""
        return is_compulsory(school)

    def values(self, schools: Sequence[School], _known: Facts, share: float, moment: Moment) -> Sequence[Any]:
        """Return a day within the cycle for the first schools of the order, a much earlier day for the others."""
        year, count = school_year(moment.as_of), reached(share, len(schools))
        return [
            date(year - (year - place) % CYCLE, 10, 1 + place % 28) if place < count else LONG_AGO
            for place in range(len(schools))
        ]
