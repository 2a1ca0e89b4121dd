"""Build the lists behind each check of the quality page."""

from collections.abc import Callable

import pandas as pd

from views.exports.listing import Listing
from views.listings import About
from views.listings.about import columns_of, filled, terms
from views.text.labels import absent, area_names, either, label

Listed = Callable[[str, About, pd.DataFrame], Listing]


def schools(title: str, about: About, rows: pd.DataFrame) -> Listing:
    """Return schools with their stated positions.

    `rows` is the result of lists/quality/roster_facts.sql or lists/quality/namesakes.sql.
    """
    frame = _of_schools(rows)
    frame["namesakes"] = rows.get("namesakes")
    frame["point"] = _points(rows) if "lon" in rows else None
    columns = columns_of(
        ("name", "school"), ("area", "area"), ("town_name", "town"), ("stage", "stage"), ("band", "band"),
        ("pupils", "pupils", "count"), ("namesakes", "namesakes", "count"), ("point", "point"),
        ("school_id", "school_id", "code"), ("source", "source"),
    )  # fmt: skip
    return about.listing(title, filled(columns, frame), frame)


def odd_figures(title: str, about: About, rows: pd.DataFrame) -> Listing:
    """Return schools with implausible figures and the reasons; `rows` is the result of odd_figures.sql."""
    frame = _of_schools(rows).assign(
        why=[label(f"odd.{one}") for one in rows["reason"]],
        own=rows["pupils"] / rows["teachers"].where(rows["teachers"] > 0),
        usual=rows["stage_pupils"].astype(float) / rows["stage_teachers"].astype(float),
    )
    columns = columns_of(
        ("name", "school"), ("why", "odd"), ("pupils", "pupils", "count"), ("teachers", "teachers", "count"),
        ("pupils_before", "pupils_before", "count"), ("teachers_before", "teachers_before", "count"),
        ("own", "pupils_a_teacher", "decimal"), ("usual", "usual_ratio", "decimal"), ("stage", "stage"), ("area", "area"),
        ("school_id", "school_id", "code"), ("source", "source"),
    )  # fmt: skip
    return about.listing(title, filled(columns, frame), frame)


def leads(title: str, about: About, rows: pd.DataFrame) -> Listing:
    """Return partnerships with a doubtful core; `rows` is the result of lists/quality/doubtful_leads.sql."""
    frame = rows.assign(
        partnership_name=_community(rows), area=area_names(rows), mode=terms("mode", rows["mode"]),
        cores=rows["cores"].where(rows["reason"] == "two_cores"),
    )  # fmt: skip
    columns = columns_of(
        ("partnership_name", "community"), ("core_name", "core"), ("core_place", "core_place"), ("cores", "core_count", "count"),
        ("mode", "mode"), ("area", "area"), ("members", "members", "count"), ("started_on", "start", "day"),
        ("partnership_id", "partnership_id", "code"), ("source", "source"),
    )  # fmt: skip
    return about.listing(title, filled(columns, frame), frame)


def paired_twice(title: str, about: About, rows: pd.DataFrame) -> Listing:
    """Return members of several partnerships of one mode; `rows` is the result of lists/quality/paired_twice.sql."""
    frame = rows.assign(partnership_name=_community(rows), area=area_names(rows), mode=terms("mode", rows["mode"]))
    columns = columns_of(
        ("school_name", "school"), ("mode", "mode"), ("partnership_name", "community"), ("core_name", "core"),
        ("memberships", "memberships", "count"), ("started_on", "start", "day"), ("area", "area"), ("town_name", "town"),
        ("school_id", "school_id", "code"), ("source", "source"),
    )  # fmt: skip
    return about.listing(title, filled(columns, frame), frame)


def _of_schools(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        area=area_names(rows), band=terms("band", rows["band"]), stage=terms("stage", rows["stage"]),
        town_name=rows["town_name"].where(rows["town_name"] != rows["area_name"]),
    )  # fmt: skip


def _community(rows: pd.DataFrame) -> list[str]:
    """Return the names of partnerships: the name, else the core's name, else the id."""
    names = zip(rows["partnership_name"], rows["core_name"], rows["partnership_id"], strict=True)
    return [either(name, either(core, str(code))) for name, core, code in names]


def _points(rows: pd.DataFrame) -> pd.Series:
    words = [
        None if absent(lon) else f"{lon:.5f}, {lat:.5f}" for lon, lat in zip(rows["lon"], rows["lat"], strict=True)
    ]
    return pd.Series(words, index=rows.index, dtype=object)
