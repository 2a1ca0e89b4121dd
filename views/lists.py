"""The listings pages show: frames as the verbs return them, with words, headers and notes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.registries import Row, areas
from views.exports.listing import Column, Kind, Listing
from views.frame import standing_words
from views.labels import absent, area_names, day, label, named, state, target, term

_UNIT_KINDS = {
    "partnership": "partnership",
    "county": "county",
    **dict.fromkeys(("award", "survey", "event", "family"), "reported"),
}


@dataclass(frozen=True)
class About:
    """What every listing of a page shares: where, when, and how to write its notes."""

    place: str
    as_of: date
    notes: Callable[[str], list[tuple[str, str]]]

    def listing(self, title: str, columns: Iterable[Column], frame: pd.DataFrame) -> Listing:
        """Return a listing with this page's place, date and notes."""
        return Listing(title, self.place, self.as_of, list(columns), frame, self.notes(title))


def _columns(*named: tuple[str, str] | tuple[str, str, Kind]) -> list[Column]:
    return [Column(one[0], label(f"column.{one[1]}"), one[2] if len(one) > 2 else "text") for one in named]


def unit_listing(title: str, about: About, units: pd.DataFrame, indicator: Row) -> Listing:
    """Return the named list behind a figure; `units` as the verb of that name. Columns nobody fills are left out.

    Where a unit holds more than one of what is counted (teachers of a school), its own numbers and share stand beside it.
    """
    frame = units.assign(
        area=area_names(units),
        band=_terms("band", units["band"]),
        stage=_terms("stage", units["stage"]),
        standing=[state(indicator, bool(value)) for value in units["is_missing"]],
        office=_areas(units["office_id"]),
        own=units["numerator"] / units["denominator"].where(units["denominator"] > 0),
    )
    columns = _columns(
        ("unit_name", f"unit.{_UNIT_KINDS.get(indicator['unit_counted'], 'school')}"), ("standing", "standing"),
        ("area", "area"), ("office", "office"), ("town_name", "town"), ("band", "band"),
        ("stage", "stage"), ("pupils", "pupils", "count"), ("core_names", "cores"), ("started_on", "start", "day"),
        ("unit_id", "unit_id", "code"), ("source", "source"),
    )  # fmt: skip
    if (units["denominator"] != 1).any() or (units["numerator"] > 1).any():
        columns[2:2] = _of(indicator, "own")
    return about.listing(title, _filled(columns, frame), frame)


def _of(indicator: Row, value: str) -> list[Column]:
    """Return an indicator's own columns: numerator, denominator and share; the number alone where it is no share."""
    found = [
        Column("numerator", named(indicator, "numerator"), "count"),
        Column("denominator", named(indicator, "denominator"), "count"),
        Column(value, named(indicator), "share"),
    ]
    return found if indicator["format"] == "%" else found[:1]


def roster_listing(title: str, about: About, schools: pd.DataFrame) -> Listing:
    """Return a roster; `schools` as the verb of that name returns them."""
    names = dict(zip(schools["school_id"], schools["name"], strict=True))
    frame = schools.assign(
        area=area_names(schools),
        band=_terms("band", schools["band"]),
        stage=_terms("stage", schools["stage"]),
        quality=["—" if absent(value) else label("yes" if value else "no") for value in schools["is_quality"]],
        managing=pd.Series(
            [names.get(value, "—") for value in schools["managing_school_id"]], index=schools.index, dtype=object
        ),
    )
    columns = _columns(
        ("name", "school"), ("area", "area"), ("town_name", "town"), ("band", "band"), ("stage", "stage"),
        ("quality", "quality"), ("managing", "managing"), ("pupils", "pupils", "count"),
        ("teachers", "teachers", "count"), ("school_id", "school_id", "code"), ("source", "source"),
    )  # fmt: skip
    return about.listing(title, columns, frame)


def pairing_listing(title: str, about: About, pairings: pd.DataFrame) -> Listing:
    """Return pairings with their state, whether they count and the borders they cross."""
    borders = zip(pairings["crosses_city"], pairings["crosses_area"], strict=True)
    frame = pairings.assign(
        mode=_terms("mode", pairings["mode"]),
        band=_terms("band", pairings["member_band"]),
        state=_terms("state", pairings["state"]),
        counted=[label("yes") if value else label("no") for value in pairings["is_counted"]],
        core_area=_areas(pairings["core_area_code"]).fillna(pairings["core_place"]),
        member_area=_areas(pairings["member_area_code"]),
        border=[label("crosses_city") if city else label("crosses_area") if area else "—" for city, area in borders],
    )
    columns = _columns(
        ("partnership_name", "community"), ("core_name", "core"), ("core_area", "core_area"),
        ("member_name", "member"), ("member_area", "member_area"), ("band", "band"), ("mode", "mode"),
        ("started_on", "start", "day"), ("ended_on", "end", "day"), ("state", "state"), ("counted", "counted"),
        ("border", "border"), ("distance_km", "distance", "decimal"), ("source", "source"),
    )  # fmt: skip
    return about.listing(title, _filled(columns, frame), frame)


def unplaced_listing(title: str, about: About, schools: pd.DataFrame) -> Listing:
    """Return the schools that stand nowhere on the map."""
    frame = schools.assign(area=area_names(schools), stage=_terms("stage", schools["stage"]))
    columns = _columns(
        ("name", "school"),
        ("area", "area"),
        ("town_name", "town"),
        ("stage", "stage"),
        ("school_id", "school_id", "code"),
    )
    return about.listing(title, columns, frame)


def area_listing(
    title: str, about: About, figures: pd.DataFrame, before: pd.DataFrame | None, indicator: Row
) -> Listing:
    """Return every area's figure and, where an earlier snapshot is given, what changed since."""
    frame = _with_data(figures.assign(area=area_names(figures)))
    columns = [*_columns(("area", "area")), *_of(indicator, "value")]
    if before is not None:
        kept = _with_data(before)[["area_code", "numerator", "value"]]
        frame = frame.merge(kept, on="area_code", how="left", suffixes=("", "_before"))
        frame["gained"] = frame["numerator"] - frame["numerator_before"]
        columns += _columns(("gained", "gained", "gain"))
        if indicator["format"] == "%":
            frame["moved"] = (frame["value"] - frame["value_before"]) * 100
            header = label("column.before", date=day(before["as_of"].iloc[0]))
            columns[-1:-1] = [Column("value_before", header, "share")]
            columns += _columns(("moved", "moved", "points"))
    return about.listing(title, columns, frame)


def goal_listing(title: str, about: About, goals: pd.DataFrame, indicator: Row) -> Listing:
    """Return one goal's standing at every area it is judged at; `goals` rows as `progress` returns them."""
    frame = goals.assign(
        area=area_names(goals),
        words=[standing_words(value) for value in goals["standing"]],
        line=[target(goal["target"], goal["unit"], goal["comparator"]) for goal in goals.to_dict("records")],
    )
    columns = [
        *_columns(("area", "area"), ("words", "goal_standing"), ("met_on", "met_on", "day")),
        *_of(indicator, "value"),
        *_columns(("as_of", "as_of", "day")),
        Column("gap_units", label("column.gap", unit=named(indicator, "unit")), "count"),
        *_columns(("line", "target"), ("due", "due", "day")),
    ]
    return about.listing(title, columns, frame)


def _with_data(figures: pd.DataFrame) -> pd.DataFrame:
    """Leave the counts of an area without data empty: 0 of 0 would read as none."""
    blank = {name: figures[name].where(figures["denominator"] > 0) for name in ("numerator", "denominator")}
    return figures.assign(**blank)


def _filled(columns: list[Column], frame: pd.DataFrame) -> list[Column]:
    return [column for column in columns if frame.empty or frame[column.name].notna().any()]


def _areas(codes: pd.Series) -> pd.Series:
    names = [None if absent(code) else named(areas()[code]) for code in codes]
    return pd.Series(names, index=codes.index, dtype=object)


def _terms(group: str, values: pd.Series) -> list[str]:
    return [term(group, value) for value in values]
