"""Build lists of counted units: the units behind a figure, the roster, schools without a place on the map."""

import pandas as pd

from data.registry.rows import Row
from views.exports.listing import Column, Listing
from views.listings.about import About, columns_of, figure_columns, filled, names_of, terms
from views.text.labels import absent, area_names, label, state

_REPORTED = ("award", "survey", "event", "family")
_UNIT_KINDS = {
    "partnership": "counted_partnership",
    "county": "counted_county",
    **dict.fromkeys(_REPORTED, "counted_reported"),
}


def unit_listing(title: str, about: About, units: pd.DataFrame, indicator: Row) -> Listing:
    """Return the list of the units behind a figure, without empty columns.

    `units` is the result of the query of that name. If a unit can count more than one (teachers of a school), its own
    numbers and share are shown too.
    """
    words = {one: state(indicator, one) for one in (True, False)}
    counted = indicator["unit_counted"]
    is_area = counted not in _REPORTED and len(units) > 0 and (units["unit_id"] == units["area_code"]).all()
    kind = "county" if is_area else counted
    frame = units.assign(
        unit_name=area_names(units) if is_area else units["unit_name"],
        area=area_names(units),
        band=_stated("band", units["band"]),
        stage=_stated("stage", units["stage"]),
        standing=[words[bool(value)] for value in units["is_missing"]],
        office=names_of(units["office_id"]),
        unit_kind=kind if kind in _UNIT_KINDS else "school",
        own=units["numerator"] / units["denominator"].where(units["denominator"] > 0),
    )
    columns = columns_of(
        ("unit_name", _UNIT_KINDS.get(kind, "counted_school")), ("standing", "unit_state"),
        *(() if is_area else (("area", "area"),)), ("office", "office"), ("town_name", "town"), ("band", "band"),
        ("stage", "stage"), ("pupils", "pupils", "count"), ("core_names", "cores"), ("started_on", "start", "day"),
        ("unit_id", "unit_id", "code"), ("source", "source"),
    )  # fmt: skip
    if (units["denominator"] != 1).any() or (units["numerator"] > 1).any():
        columns[2:2] = figure_columns(indicator, "own")
    return about.listing(title, filled(_once(columns, frame), frame), frame)


def roster_listing(title: str, about: About, schools: pd.DataFrame) -> Listing:
    """Return the list of schools in a roster; `schools` is the result of the query of that name."""
    frame = schools.assign(
        area=area_names(schools),
        band=terms("band", schools["band"]),
        stage=terms("stage", schools["stage"]),
        quality=["—" if absent(value) else label("yes" if value else "no") for value in schools["is_quality"]],
    )
    columns = columns_of(
        ("name", "school"), ("area", "area"), ("town_name", "town"), ("band", "band"), ("stage", "stage"),
        ("quality", "quality"), ("managing_name", "managing"), ("pupils", "pupils", "count"),
        ("teachers", "teachers", "count"), ("school_id", "school_id", "code"), ("source", "source"),
    )  # fmt: skip
    return about.listing(title, _once(columns, frame), frame)


def town_listing(title: str, about: About, towns: pd.DataFrame, indicator: Row) -> Listing:
    """Return the list of an indicator's figures by township; `towns` is the result of the query of that name."""
    columns = [
        *columns_of(("town_name", "town"), ("town_code", "town_code", "code")),
        *figure_columns(indicator, "value"),
    ]
    return about.listing(title, columns, towns)


def unplaced_listing(title: str, about: About, schools: pd.DataFrame) -> Listing:
    """Return the list of schools without coordinates."""
    frame = schools.assign(area=area_names(schools), stage=terms("stage", schools["stage"]))
    columns = columns_of(
        ("name", "school"),
        ("area", "area"),
        ("town_name", "town"),
        ("stage", "stage"),
        ("school_id", "school_id", "code"),
    )
    return about.listing(title, _once(columns, frame), frame)


def _once(columns: list[Column], frame: pd.DataFrame) -> list[Column]:
    """Return the columns without the township if it is the area itself, as in a place without counties."""
    is_area = frame["town_name"].isna() | (frame["town_name"] == frame["area_name"])
    return [column for column in columns if column.name != "town_name" or frame.empty or not is_area.all()]


def _stated(group: str, values: pd.Series) -> pd.Series:
    """Return the words of stored values; None where nothing is stored, so that an empty column is left out."""
    words = [None if absent(value) else word for value, word in zip(values, terms(group, values), strict=True)]
    return pd.Series(words, index=values.index, dtype=object)
