"""Facts that carry a time of their own: a principal's years at the school, the last supervision."""

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
    """Years the principal has led the school; the path counts the principals of a county who are over ten years."""

    path: Path
    column: str = "principal_years"

    def asks(self, school: School, _known: Mapping[str, Any]) -> bool:
        """Ask the schools of compulsory education that have a principal of their own."""
        return is_compulsory(school) and school.stage != "教学点"

    def values(self, schools: Sequence[School], _known: Facts, share: float, moment: Moment) -> Sequence[Any]:
        """Return over ten years for the first schools of the order, up to exactly ten for the others."""
        return [self._years(school, place < share, moment) for place, school in enumerate(schools)]

    def _years(self, school: School, is_over: bool, moment: Moment) -> float:
        arrival, year = Random(f"{moment.seed}-principal-{school.school_id}").randrange(TERM), school_year(moment.as_of)
        if is_over:
            return float(year - LONG_AGO.year + TERM - 2 + arrival % 4)
        return float(1 + (arrival + year) % TERM)


@dataclass(frozen=True)
class SupervisedOn:
    """The last day of supervision; the path is the share of schools supervised in the three years before."""

    path: Path
    column: str = "supervised_on"

    def asks(self, school: School, _known: Mapping[str, Any]) -> bool:
        """Ask every school of compulsory education."""
        return is_compulsory(school)

    def values(self, schools: Sequence[School], _known: Facts, share: float, moment: Moment) -> Sequence[Any]:
        """Return a day within the cycle for the first schools of the order, a day long ago for the others."""
        year, count = school_year(moment.as_of), reached(share, len(schools))
        return [
            date(year - (year - place) % CYCLE, 10, 1 + place % 28) if place < count else LONG_AGO
            for place in range(len(schools))
        ]
