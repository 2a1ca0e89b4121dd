"""Draw what publishing would change: counts by kind, and the rows behind each."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from views.exports.listing import Listing
from views.listings import About
from views.listings.about import columns_of, filled, names_of
from views.panels.manage.words import field_name
from views.text.labels import absent, label, number

_COLUMNS = ["kind", "county_code", "code", "name", "column", "was", "becomes"]


def kinds(rows: Sequence[Mapping[str, Any]], order: Sequence[str]) -> dict[str, str]:
    """Return the kinds of change that occur, in `order`, with their words and counts."""
    found = pd.Series([row["kind"] for row in rows], dtype=object).value_counts()
    return {kind: f"{label(f'differs.{kind}')} {number(found[kind])}" for kind in order if kind in found}


def listing(title: str, about: About, rows: Sequence[Mapping[str, Any]], kind: str) -> Listing:
    """Return the list of changes of one kind; `rows` is the result of `data.intake.difference.difference`."""
    frame = pd.DataFrame([row for row in rows if row["kind"] == kind], columns=_COLUMNS)
    frame = frame.assign(
        area=names_of(frame["county_code"]),
        column=pd.Series([_figure(one) for one in frame["column"]], index=frame.index, dtype=object),
        moved=pd.Series(
            [_points(was, now) for was, now in zip(frame["was"], frame["becomes"], strict=True)],
            index=frame.index, dtype="Float64",
        ),
    )  # fmt: skip
    is_figure = kind in ("figure", "area_figure")
    columns = columns_of(
        ("name", "community" if kind in ("begun", "dropped") else "school"), ("area", "area"), ("column", "figure"),
        ("was", "was", "count" if is_figure else "text"), ("becomes", "becomes", "count" if is_figure else "text"),
        ("moved", "moved_share", "points"), ("code", "unit_id", "code"),
    )  # fmt: skip
    return about.listing(title, filled(columns, frame), frame)


def _figure(column: object) -> str | None:
    return None if absent(column) else field_name("schools", str(column))


def _points(was: Any, now: Any) -> float | None:
    """Return the change of a figure in per cent; None if one of the two is not a number or the first is 0."""
    if isinstance(was, str) or isinstance(now, str) or absent(was) or absent(now) or not was:
        return None
    return float((now - was) / was * 100)
