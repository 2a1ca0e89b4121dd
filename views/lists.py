"""Listings that more than one page shows: counting units, and the roster of schools."""

from datetime import date

import pandas as pd

from views.exports.listing import Column, Listing
from views.labels import area_names, label, term


def unit_listing(title: str, place: str, as_of: date, units: pd.DataFrame, notes: list[tuple[str, str]]) -> Listing:
    """Return the named list behind a figure; `units` as the verb of that name returns them."""
    frame = units.assign(
        area=area_names(units),
        band=[term("band", value) for value in units["band"]],
        stage=[term("stage", value) for value in units["stage"]],
        standing=[label("is_paired") if value else label("is_missing") for value in units["numerator"]],
    )
    columns = [
        Column("unit_name", label("column.school")), Column("standing", label("column.standing")),
        Column("area", label("column.area")), Column("town_name", label("column.town")), Column("band", label("column.band")),
        Column("stage", label("column.stage")), Column("pupils", label("column.pupils"), "count"),
        Column("core_names", label("column.cores")), Column("started_on", label("column.start"), "day"),
        Column("unit_id", label("column.school_id"), "code"), Column("source", label("column.source")),
    ]  # fmt: skip
    return Listing(title, place, as_of, columns, frame, notes)


def roster_listing(title: str, place: str, as_of: date, schools: pd.DataFrame, notes: list[tuple[str, str]]) -> Listing:
    """Return a roster; `schools` as the verb of that name returns them."""
    names = dict(zip(schools["school_id"], schools["name"], strict=True))
    frame = schools.assign(
        area=area_names(schools),
        band=[term("band", value) for value in schools["band"]],
        stage=[term("stage", value) for value in schools["stage"]],
        quality=[{True: label("yes"), False: label("no")}.get(value, "—") for value in schools["is_quality"]],
        managing=[names.get(value) for value in schools["managing_school_id"]],
    )
    columns = [
        Column("name", label("column.school")), Column("area", label("column.area")), Column("town_name", label("column.town")),
        Column("band", label("column.band")), Column("stage", label("column.stage")), Column("quality", label("column.quality")),
        Column("managing", label("column.managing")), Column("pupils", label("column.pupils"), "count"),
        Column("teachers", label("column.teachers"), "count"), Column("school_id", label("column.school_id"), "code"),
        Column("source", label("column.source")),
    ]  # fmt: skip
    return Listing(title, place, as_of, columns, frame, notes)
