"""What every listing shares: place, date and notes, headers from labels.csv, words for stored values."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.registry.rows import Row, areas
from views.exports.listing import SIZE, Column, Kind, Listing
from views.text.labels import absent, label, named, term


@dataclass(frozen=True)
class About:
    """What every listing of a page shares: where, when, and how to write its notes."""

    place: str
    as_of: date
    notes: Callable[[str], list[tuple[str, str]]]

    def listing(self, title: str, columns: Iterable[Column], frame: pd.DataFrame) -> Listing:
        """Return a listing with this page's place, date and notes; of a page of rows it knows how many there are."""
        of = frame.attrs.get("of", len(frame))
        return Listing(title, self.place, self.as_of, list(columns), frame, self.notes(title), of)


def columns_of(*named: tuple[str, str] | tuple[str, str, Kind] | tuple[str, str, Kind, str]) -> list[Column]:
    """Return columns of (name in the frame, key of `column.<key>` in labels.csv, kind, raw column).

    Without a kind a column is text; see `Column` for what is raw.
    """
    return [Column(name, label(f"column.{key}"), *more) for name, key, *more in named]


def figure_columns(indicator: Row, value: str) -> list[Column]:
    """Return an indicator's own columns: numerator, denominator and share; the number alone where it is no share.

    No two have the same header: English may call a share as it calls what it counts.
    """
    counted, share = _header(named(indicator, "numerator")), named(indicator)
    found = [
        Column("numerator", counted, "count"),
        Column("denominator", _header(named(indicator, "denominator")), "count"),
        Column(value, f"{share} (%)" if share.lower() == counted.lower() else share, "share"),
    ]
    return found if indicator["format"] == "%" else found[:1]


def filled(columns: list[Column], frame: pd.DataFrame) -> list[Column]:
    """Return the columns that some row fills; all of them where there is no row, or where other pages may fill them."""
    if frame.empty or (len(frame) == SIZE and frame.attrs.get("of", SIZE) > SIZE):
        return columns
    return [column for column in columns if frame[column.name].notna().any()]


def names_of(codes: pd.Series) -> pd.Series:
    """Return the names of area codes; None where there is no code."""
    known = areas()
    names = {code: None if absent(code) else named(known[code]) for code in codes.unique()}
    return pd.Series([names[code] for code in codes], index=codes.index, dtype=object)


def terms(group: str, values: pd.Series) -> list[str]:
    """Return the words of stored values (band, stage, mode, state)."""
    words = {value: term(group, value) for value in values.unique()}
    return [words[value] for value in values]


def _header(words: str) -> str:
    return words[:1].upper() + words[1:]
