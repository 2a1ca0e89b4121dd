"""Build what all lists share: place, date and notes, headers from labels.csv, words for stored values."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.registry.rows import Row, areas
from views.exports.listing import SIZE, Column, Kind, Listing
from views.text.labels import absent, label, named, term


@dataclass(frozen=True)
class About:
    """What all lists of a page share: place, date, and the function that writes the notes of a list by its title."""

    place: str
    as_of: date
    notes: Callable[[str], list[tuple[str, str]]]

    def listing(self, title: str, columns: Iterable[Column], frame: pd.DataFrame) -> Listing:
        """Return a listing with this page's place, date and notes.

        If the frame is one page, `of` is the number of all rows.
        """
        of = frame.attrs.get("of", len(frame))
        return Listing(title, self.place, self.as_of, list(columns), frame, self.notes(title), of)


def columns_of(*named: tuple[str, str] | tuple[str, str, Kind] | tuple[str, str, Kind, str]) -> list[Column]:
    """Return columns from tuples: name in the frame, key of `column.<key>` in labels.csv, kind, raw column.

    A column without a kind is text; for the raw column see `Column`.
    """
    return [Column(name, label(f"column.{key}"), *more) for name, key, *more in named]


def figure_columns(indicator: Row, value: str) -> list[Column]:
    """Return an indicator's own columns: numerator, denominator and share, or the number alone if it is not a share.

    All headers differ: if the English name of a share equals that of its numerator, "(%)" is added.
    """
    counted, share = _header(named(indicator, "numerator")), named(indicator)
    found = [
        Column("numerator", counted, "count"),
        Column("denominator", _header(named(indicator, "denominator")), "count"),
        Column(value, f"{share} (%)" if share.lower() == counted.lower() else share, "share"),
    ]
    return found if indicator["format"] == "%" else found[:1]


def filled(columns: list[Column], frame: pd.DataFrame) -> list[Column]:
    """Return the columns that have a value in some row.

    Returns all columns if there are no rows, or if other pages of the list may have values.
    """
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
