"""Draw the two pictures of the map: by school, and by area if there are too many schools."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.registry.rows import Row as Registered
from data.registry.rows import areas
from views.maps import deck
from views.maps.classes import Classes
from views.maps.flows import flow_rows, missing_discs
from views.maps.geometry import scale_bar
from views.maps.ground import CANVAS, Ground, area_words, outlines_url, shading
from views.maps.naming import extent, name_rows
from views.maps.outlines import Point, Shaded
from views.maps.pairings import arc_rows, drawable, tips
from views.maps.schools import end_rows, outside_rows, school_rows
from views.text.labels import label, named
from views.theme.palette import CHOSEN, INK, MAP_PLAIN, NO_DATA, QUIET, rgb

Row = dict[str, Any]
DISC = 15  # radius in pixels of an area without an outline; its name is below
_MANY = 1000  # from this number on, areas are drawn without borders


@dataclass(frozen=True)
class Look:
    """The choices of a picture: the indicator of the shades, the chosen area, and what was clicked (kind, code)."""

    indicator: Registered
    classes: Classes
    area: str | None = None
    focus: tuple[str, str] = ("", "")
    width: str = "members"


def school_picture(
    base: Ground,
    look: Look,
    figures: pd.DataFrame,
    rosters: pd.DataFrame,
    schools: pd.DataFrame,
    pairings: pd.DataFrame,
) -> tuple[deck.Drawn, int]:
    """Return the picture of schools and pairings, and the number of pairings left out because there are too many.

    Schools without coordinates are listed by the caller.
    """
    figures = figures[figures["area_code"].isin(base.centres)]
    looks = shading(figures, rosters, look.indicator, look.classes) | _whole(base)
    words, placed = tips(pairings), drawable(pairings)
    arcs, dashes = arc_rows(placed, words, look.width)
    marks = school_rows(schools)
    marks += end_rows(placed, {row["c"] for row in marks}) + outside_rows(pairings, words)
    chosen = [_halo(row) for row in [*arcs, *dashes] if (row["k"], row["c"]) == look.focus]
    rings = [row | {"i": "ring", "z": row["z"] + 16} for row in marks if (row["k"], row["c"]) == look.focus][:1]
    layers = [
        deck.discs(_towns(base, looks)),
        deck.paths(_borders(base, look) + [row for row in chosen if "d" in row] + dashes),
        deck.arcs([row for row in chosen if "s" in row] + arcs),
        deck.marks(marks + rings),
    ]
    left = int((pairings["core_lon"].notna() & pairings["member_lon"].notna()).sum()) - len(placed)
    return _finished(base, figures, looks, layers), left


def area_picture(
    base: Ground, look: Look, figures: pd.DataFrame, rosters: pd.DataFrame, flows: pd.DataFrame
) -> tuple[deck.Drawn, int]:
    """Return the picture of areas and the pairings between them, and the number of flows left out."""
    looks = shading(figures, rosters, look.indicator, look.classes)
    arcs, dashes, left = flow_rows(flows, base.centres, area_words(figures))
    chosen = [_halo(row) for row in arcs if (row["k"], row["c"]) == look.focus]
    words = {code: looks[code].tip for code in base.without_outline if code in looks}
    layers = [
        deck.paths(_borders(base, look) + dashes),
        deck.discs(missing_discs(rosters, base.centres, words), pickable=bool(words)),
        deck.arcs(chosen + arcs),
    ]
    return _finished(base, figures, looks, layers), left


def _finished(base: Ground, figures: pd.DataFrame, looks: dict[str, Shaded], layers: list[Row]) -> deck.Drawn:
    west, east, km = scale_bar(base.frame)
    size = 13 if base.without_outline or len(base.shapes.areas) > 30 else 15
    words = name_rows(
        names_wanted(base, figures), base.frame, CANVAS, size, below=DISC + 8 if base.without_outline else 0
    )
    words.append({"p": [(west[0] + east[0]) / 2, west[1]], "t": label("km", km=km), "z": 12, "o": [0, -12]})
    bordered = len(base.shapes.areas) < _MANY
    ground = [deck.areas(outlines_url(base, looks, NO_DATA), bordered=bordered)] if base.shapes.areas else []
    return deck.drawn([*ground, *layers, deck.scale(west, east), deck.names(words)], base.view)


def names_wanted(base: Ground, figures: pd.DataFrame) -> list[tuple[Point, str]]:
    """Return the positions and names of areas, the largest first; an area without a figure keeps its registry name."""
    names, known = area_words(figures), areas()
    largest = sorted(base.shapes.areas, key=extent, reverse=True)
    wanted = [(area.label_at, names.get(area.code, area.name)) for area in largest if area.code not in own(base)]
    without = base.without_outline.items()
    return wanted + [(at, names.get(code) or (named(known[code]) if code in known else code)) for code, at in without]


def own(base: Ground) -> set[str]:
    """Return the outline that is the whole place, if its areas have none; its name is already on the page."""
    return {area.code for area in base.shapes.areas} if base.without_outline and len(base.shapes.areas) == 1 else set()


def _whole(base: Ground) -> dict[str, Shaded]:
    """Return the look of an outline that is the whole place: plain, because its areas are shaded on discs."""
    return {code: Shaded(MAP_PLAIN, "") for code in own(base)}


def _towns(base: Ground, looks: dict[str, Shaded]) -> list[Row]:
    """Return a disc for each area without an outline, shaded as its outline would be."""
    return [
        {"k": "area", "c": code, "p": [round(lon, 5), round(lat, 5)], "t": looks[code].tip, "r": DISC}
        | {"f": rgb(looks[code].fill, 240), "l": rgb(QUIET, 220)}
        for code, (lon, lat) in base.without_outline.items()
        if code in looks
    ]


def _borders(base: Ground, look: Look) -> list[Row]:
    """Return the outlines of the chosen area and of the clicked one."""
    colours = {look.area: rgb(INK, 255)} | ({look.focus[1]: rgb(CHOSEN)} if look.focus[0] == "area" else {})
    return [
        {"k": "area", "c": area.code, "t": "", "p": ring, "f": colours[area.code], "w": 3, "d": [0, 0]}
        for area in base.shapes.areas
        for ring in area.rings
        if area.code in colours
    ]


def _halo(row: Row) -> Row:
    return row | {"w": row["w"] + 6, "f": rgb(CHOSEN, 230)} | ({"d": [0, 0]} if "d" in row else {})
