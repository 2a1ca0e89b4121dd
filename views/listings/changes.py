"""Build lists of changes between two snapshots: schools, partnerships and their members, the units behind a figure."""

import pandas as pd

from views.exports.listing import Listing
from views.listings.about import About, columns_of, filled, names_of, terms
from views.text.labels import absent, area_names, either, label, term

_GROUPS = {"rebanded": "band", "restaged": "stage"}


def school_change_listing(title: str, about: About, rows: pd.DataFrame, kind: str) -> Listing:
    """Return the list of schools with one kind of change; `rows` is the result of `school_changes`."""
    frame = rows.assign(
        area=area_names(rows),
        band=terms("band", rows["band"]),
        stage=terms("stage", rows["stage"]),
        was=_words(kind, rows["was"]),
        becomes=_words(kind, rows["becomes"]),
        evidence=_evidence(rows["evidence"]),
    )
    columns = columns_of(
        ("name", "school"), ("was", "was"), ("becomes", "becomes"), ("successor_name", "successor"),
        ("evidence", "evidence"), ("area", "area"), ("town_name", "town"), ("band", "band"), ("stage", "stage"),
        ("pupils", "pupils", "count"), ("school_id", "school_id", "code"), ("seen_on", "seen_on", "day"),
    )  # fmt: skip
    return about.listing(title, filled(columns, frame), frame)


def partnership_change_listing(title: str, about: About, rows: pd.DataFrame) -> Listing:
    """Return the list of partnerships or members with one kind of change.

    `rows` is the result of `partnership_changes`.
    """
    frame = rows.assign(
        area=area_names(rows),
        mode=terms("mode", rows["mode"]),
        stage=_terms_or_values(rows["stage"], "stage"),
        partnership_name=[
            either(name, either(core, code))
            for name, core, code in zip(
                rows["partnership_name"], rows["core_name"], rows["partnership_id"], strict=True
            )
        ],
    )
    columns = columns_of(
        ("school_name", "member"), ("stage", "stage"), ("partnership_name", "community"), ("was", "core_before"),
        ("core_name", "core"), ("area", "area"), ("mode", "mode"), ("started_on", "start", "day"),
        ("ended_on", "end", "day"), ("partnership_id", "partnership_id", "code"), ("seen_on", "seen_on", "day"),
    )  # fmt: skip
    return about.listing(title, filled(columns, frame), frame)


def figure_change_listing(title: str, about: About, rows: pd.DataFrame) -> Listing:
    """Return the list of units in one part of a figure's change; `rows` is the result of `figure_change_units`."""
    frame = rows.assign(area=area_names(rows), unit_name=rows["unit_name"].fillna(rows["unit_id"]))
    for name in ("numerator_before", "denominator_before", "numerator", "denominator"):
        counted = frame["denominator_before" if name.endswith("_before") else "denominator"] > 0
        frame[name] = rows[name].where(counted)
    columns = [
        *columns_of(("unit_name", "counted_unit"), ("area", "area")),
        *columns_of(
            ("numerator_before", "numerator_then", "count"),
            ("denominator_before", "denominator_then", "count"),
            ("numerator", "numerator_now", "count"),
            ("denominator", "denominator_now", "count"),
        ),
        *columns_of(("unit_id", "unit_id", "code"), ("seen_on", "seen_on", "day")),
    ]
    return about.listing(title, columns, frame)


def _words(kind: str, values: pd.Series) -> pd.Series:
    """Return the values compared by a kind of change in words: bands and stages as terms, area codes as names."""
    if kind == "moved":
        return names_of(values)
    return _terms_or_values(values, _GROUPS.get(kind))


def _terms_or_values(values: pd.Series, group: str | None) -> pd.Series:
    """Return the words of stored values, or without a group the values themselves; None where nothing is stored."""
    words = [None if absent(value) else term(group, value) if group else str(value) for value in values]
    return pd.Series(words, index=values.index, dtype=object)


def _evidence(values: pd.Series) -> pd.Series:
    """Return the evidence for a likely merger in words."""
    words = [None if absent(value) else label(f"evidence.{value}") for value in values]
    return pd.Series(words, index=values.index, dtype=object)
