"""Coordinate systems: one row each, with how its name is written and how its coordinates become WGS-84."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import coordTransform

from data.intake.values.cells import text

Convert = Callable[[float, float], list[float]]


@dataclass(frozen=True)
class Datum:
    """One coordinate system: how headers and notes write its name, and what turns lon and lat into WGS-84.

    Without `to_wgs84` its coordinates stay as they are: CGCS2000 is WGS-84 within a metre.
    """

    id: str
    written: re.Pattern[str]
    to_wgs84: Convert | None = None


_TABLE = (
    Datum("wgs84", re.compile(r"wgs-?_?(19)?84", re.I)),
    Datum("cgcs2000", re.compile(r"cgcs-?_?2000|国家2000|2000国家|大地2000", re.I)),
    Datum("gcj02", re.compile(r"gcj-?_?0?2|火星|国测局|高德|腾讯", re.I), coordTransform.gcj02_to_wgs84),
    Datum("bd09", re.compile(r"bd-?_?0?9|百度", re.I), coordTransform.bd09_to_wgs84),
)
DATUMS: dict[str, Datum] = {one.id: one for one in _TABLE}
"""The coordinate systems intake knows, by the word that is stored and that --datum takes."""


def datum(words: str) -> str | None:
    """Return the coordinate system a header or note names, a key of `DATUMS`; None where none."""
    return next((one.id for one in _TABLE if one.written.search(text(words))), None)
