"""Build the lists of the drill-down from a partnership to its members and from a school to its neighbours."""

import pandas as pd

from views.exports.listing import Listing
from views.listings.about import About, columns_of, filled, terms
from views.text.labels import absent, area_names, label, term


def member_listing(title: str, about: About, members: pd.DataFrame) -> Listing:
    """Return the list of a partnership's members, past members last.

    `members` is the result of `partnership_members`.
    """
    frame = members.assign(
        area=area_names(members),
        town_name=_inside(members),
        band=terms("band", members["band"]),
        stage=terms("stage", members["stage"]),
        counts=[term("counts_as", value) for value in members["counts_as"]],
        left=members["last_on"].where(~members["is_member"]),
    )
    columns = columns_of(
        ("name", "member"), ("area", "area"), ("town_name", "town"), ("band", "band"), ("stage", "stage"),
        ("pupils", "pupils", "count"), ("distance_km", "distance", "decimal"), ("first_on", "first_on", "day"),
        ("left", "last_on", "day"), ("counts", "counts_as"), ("unit_name", "unit_name"),
        ("school_id", "school_id", "code"),
    )  # fmt: skip
    frame["unit_name"] = frame["unit_name"].where(frame["counts_as"] == "folded")
    return about.listing(title, filled(columns, frame), frame)


def partnership_year_listing(title: str, about: About, years: pd.DataFrame) -> Listing:
    """Return the list of a partnership's snapshots; `years` is the result of `partnership`."""
    frame = years.assign(
        state=terms("state", years["state"]),
        qualifying=yes_no(years["is_qualifying"]),
        filed=yes_no(years["plan_filed"]),
    )
    columns = columns_of(
        ("as_of", "as_of", "day"), ("state", "state"), ("core_name", "core"), ("members", "members", "count"),
        ("counted", "counted_members", "count"), ("qualifying", "qualifying"), ("filed", "plan_filed"),
    )  # fmt: skip
    return about.listing(title, filled(columns, frame), frame)


def partnership_listing(title: str, about: About, partnerships: pd.DataFrame) -> Listing:
    """Return a list of partnerships to choose from; one without a name is shown by its core school's name or its id."""
    frame = partnerships.assign(
        shown=partnerships["partnership_name"].fillna(partnerships["core_name"]).fillna(partnerships["partnership_id"]),
        area=area_names(partnerships),
        mode=terms("mode", partnerships["mode"]),
        state=terms("state", partnerships["state"]),
    )
    columns = columns_of(
        ("shown", "community"), ("core_name", "core"), ("area", "area"), ("mode", "mode"), ("state", "state"),
        ("members", "members", "count"), ("started_on", "start", "day"), ("partnership_id", "unit_id", "code"),
    )  # fmt: skip
    return about.listing(title, filled(columns, frame), frame)


def school_partnership_listing(title: str, about: About, roles: pd.DataFrame) -> Listing:
    """Return the list of a school's partnerships, with its role and the snapshots that list it.

    `roles` is the result of `school_partnerships`.
    """
    frame = roles.assign(
        shown=roles["partnership_name"].fillna(roles["core_name"]).fillna(roles["partnership_id"]),
        role=[label("is_core") if value else label("is_member") for value in roles["is_core"]],
        mode=terms("mode", roles["mode"]),
        state=terms("state", roles["state"]),
        still=[label("yes") if value else label("no") for value in roles["is_listed"]],
        qualifying=yes_no(roles["is_qualifying"]),
    )
    columns = columns_of(
        ("shown", "community"), ("role", "role"), ("core_name", "core"), ("core_place", "core_place"), ("mode", "mode"),
        ("first_on", "first_on", "day"), ("last_on", "last_on", "day"), ("still", "still_listed"), ("state", "state"),
        ("qualifying", "qualifying"), ("members", "members", "count"),
    )  # fmt: skip
    return about.listing(title, filled(columns, frame), frame)


def school_year_listing(title: str, about: About, years: pd.DataFrame) -> Listing:
    """Return the list of a school's snapshots; `years` is the result of `school`."""
    covered = [
        None if absent(row.unit_id) else label("is_paired" if row.is_covered else "is_missing")
        for row in years.itertuples()
    ]
    frame = years.assign(
        band=terms("band", years["band"]),
        stage=terms("stage", years["stage"]),
        quality=yes_no(years["is_quality"]),
        standing=pd.Series(covered, index=years.index, dtype=object).fillna(label("not_counted")),
    )
    columns = columns_of(
        ("as_of", "as_of", "day"), ("name", "school"), ("band", "band"), ("stage", "stage"),
        ("pupils", "pupils", "count"), ("teachers", "teachers", "count"), ("boarders", "boarders", "count"),
        ("quality", "quality"), ("standing", "standing"), ("leads", "leads", "count"), ("joins", "joins", "count"),
        ("managing_name", "managing"),
    )  # fmt: skip
    return about.listing(title, filled(columns, frame), frame)


def around_listing(title: str, about: About, schools: pd.DataFrame) -> Listing:
    """Return the list of schools around a school, the nearest first.

    `schools` is the result of `nearest` or `neighbours`.
    """
    frame = schools.assign(
        area=area_names(schools),
        town_name=_inside(schools),
        band=terms("band", schools["band"]),
        stage=terms("stage", schools["stage"]),
        quality=yes_no(schools["is_quality"]),
        border=[label("crosses_area") if value else "—" for value in schools["crosses_area"]],
    )
    columns = columns_of(
        ("name", "school"), ("distance_km", "distance", "decimal"), ("area", "area"), ("border", "border"),
        ("town_name", "town"), ("band", "band"), ("stage", "stage"), ("quality", "quality"),
        ("pupils", "pupils", "count"), ("school_id", "school_id", "code"),
    )  # fmt: skip
    return about.listing(title, filled(columns, frame), frame)


def _inside(schools: pd.DataFrame) -> pd.Series:
    """Return the townships of schools; empty if the township is the area itself."""
    return schools["town_name"].where(schools["town_name"] != schools["area_name"])


def yes_no(values: pd.Series) -> pd.Series:
    """Return the words for yes and no; None where nothing is stated."""
    words = [None if absent(value) else label("yes" if value else "no") for value in values]
    return pd.Series(words, index=values.index, dtype=object)
