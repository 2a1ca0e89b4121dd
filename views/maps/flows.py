"""Draw areas instead of too many schools: pairings between areas as arcs, unpaired units as discs."""

import math
from typing import Any

import pandas as pd

from views.maps.outlines import Point
from views.maps.pairings import ENDED, mode_colour
from views.maps.rows import each
from views.text.labels import label, number, records, term
from views.theme.palette import MISSING, WHITE, rgb

Row = dict[str, Any]
MOST, MOST_DISCS = 120, 300
_RIM, _RIMMED = rgb(WHITE, 230), 6.0  # white rims would cover small discs


def flow_rows(
    flows: pd.DataFrame, centres: dict[str, Point], names: dict[str, str]
) -> tuple[list[Row], list[Row], int]:
    """Return arcs for active pairings between areas, dashed lines for others, and the number of flows not drawn.

    Only the strongest flows are drawn; pairings within one area are in the area's tooltip. An arc has the colour of its
    most frequent mode.
    """
    between = flows[flows["core_area"] != flows["area_code"]]
    between = between.assign(active=between["state"] == "active")
    keys = ["core_area", "area_code", "active"]
    grouped = between.groupby(keys, sort=False, as_index=False).agg(
        pairings=("pairings", "sum"), mode=("mode", "first")
    )
    known = grouped["core_area"].isin(centres.keys()) & grouped["area_code"].isin(centres.keys())
    strongest = grouped[known].sort_values("pairings", ascending=False, kind="stable").head(MOST)
    widest = max(1, int(grouped["pairings"].max())) if len(grouped) else 1
    arcs, dashes = list[Row](), list[Row]()
    for row in records(strongest):
        ends = [centres[row["core_area"]], centres[row["area_code"]]]
        base = _flow(row, names) | {"w": round(0.8 + 4.5 * math.sqrt(row["pairings"] / widest), 1)}
        if row["active"]:
            arcs.append(base | {"s": ends[0], "e": ends[1], "f": rgb(mode_colour(row["mode"]), 215)})
        else:
            dashes.append(base | {"p": ends, "f": rgb(ENDED, 220), "d": [5, 4]})
    return arcs, dashes, len(grouped) - len(strongest)


def _flow(row: Row, names: dict[str, str]) -> Row:
    core, area = row["core_area"], row["area_code"]
    words = label("map.flow_pairings", count=number(row["pairings"]))
    tip = f"{names.get(core, core)} → {names.get(area, area)}\n{words} · {term('mode', row['mode'])}"
    return {"k": "flow", "c": f"{core}>{area}", "t": tip}


def missing_discs(rosters: pd.DataFrame, centres: dict[str, Point], tips: dict[str, str]) -> list[Row]:
    """Return discs for the areas with the most unpaired units; the surface of a disc shows their number.

    A disc with a tooltip can be clicked; the others lie on an outline with the same tooltip.
    """
    missing = rosters.assign(missing=rosters["units"] - rosters["covered"])
    missing = missing[(missing["missing"] > 0) & missing["area_code"].isin(centres)]
    missing = missing.sort_values("missing", ascending=False, kind="stable").head(MOST_DISCS)
    largest = max(1, int(missing["missing"].max())) if len(missing) else 1
    room = min(14.0, 110 / math.sqrt(max(1, len(missing))))
    fill = rgb(MISSING, 190)
    return [
        ({"k": "area", "c": row.area_code, "t": tips[row.area_code]} if row.area_code in tips else {})
        | {
            "p": centres[row.area_code],
            "r": round(max(1.0, room * math.sqrt(row.missing / largest)), 1), "f": fill,
            "l": _RIM if room > _RIMMED else fill,
        }
        for row in each(missing)
    ]  # fmt: skip
