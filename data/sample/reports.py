"""Generate returns (填报): filings by county, rates by area, awards with names, totals by year."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Row = dict[str, Any]


def _row(indicator: str, area: str, unit: str, period: tuple[date, date], figure: tuple[float, float]) -> Row:
    return {
        "indicator_id": indicator,
        "area_code": area,
        "unit_id": unit,
        "period_start": period[0],
        "period_end": period[1],
        "numerator": float(figure[0]),
        "denominator": float(figure[1]),
    }


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


@dataclass(frozen=True)
class Filing:
    """A filing that counties make once, with one row per county at each of the `days`.

    A county with a null day never files; a county that is absent does not report.
    """

    indicator: str
    filed: Mapping[str, date | None]
    days: Sequence[date]

    def rows(self, as_of: date) -> list[Row]:
        """Return the rows up to a date, each for the year so far."""
        return [
            _row(
                *(self.indicator, county, county, (date(day.year, 1, 1), day)),
                (1 if on is not None and on <= day else 0, 1),
            )
            for day in self.days
            if day <= as_of
            for county, on in self.filed.items()
        ]


@dataclass(frozen=True)
class Rate:
    """A share that areas report each year.

    `bases` are the denominators, `shares` the figures from the year `first` on.
    """

    indicator: str
    bases: Mapping[str, int]
    shares: Mapping[str, Sequence[float | None]]
    first: int

    def rows(self, as_of: date) -> list[Row]:
        """Return the rows of the years that have ended by a date."""
        return [
            _row(self.indicator, area, area, _year(year), (round(self.bases[area] * share), self.bases[area]))
            for area, path in self.shares.items()
            for year, share in enumerate(path, start=self.first)
            if share is not None and date(year, 12, 31) <= as_of
        ]


@dataclass(frozen=True)
class Named:
    """Awards or events of each year, one row for each with its made-up name."""

    indicator: str
    place: str
    names: Mapping[int, Sequence[str]]

    def rows(self, as_of: date) -> list[Row]:
        """Return the rows of the years that have ended by a date."""
        return list(self._rows(as_of))

    def _rows(self, as_of: date) -> Iterator[Row]:
        for year, names in self.names.items():
            for ordinal, name in enumerate(names, start=1):
                if date(year, 12, 31) <= as_of:
                    unit = f"{year}-{ordinal:02d}"
                    yield _row(self.indicator, self.place, unit, _year(year), (1, 1)) | {"unit_name": name}


@dataclass(frozen=True)
class Total:
    """A number that an area reports each year, without names."""

    indicator: str
    place: str
    numbers: Mapping[int, int]

    def rows(self, as_of: date) -> list[Row]:
        """Return the rows of the years that have ended by a date."""
        return [
            _row(self.indicator, self.place, self.place, _year(year), (number, 1))
            for year, number in self.numbers.items()
            if date(year, 12, 31) <= as_of
        ]
