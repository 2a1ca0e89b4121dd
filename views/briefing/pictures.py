"""A briefing's pictures: each claim's chart, and the map, with all that keeps a picture honest when it is sent alone."""

import plotly.graph_objects as go

from views.briefing.content import Briefing, Claim
from views.caption import Caption, captioned
from views.charts import area_bars
from views.exports.pictures import picture
from views.labels import label, named
from views.panels import shown
from views.trajectory import trajectory

MAP = "map"


def pictures(briefing: Briefing, map_figure: go.Figure | None = None) -> dict[str, tuple[bytes, bytes]]:
    """Return PNG and SVG of each claim by its goal's code, of the map as `map`; raises `NoBrowserError` without a browser."""
    figures = {claim.code: claim_figure(briefing, claim) for claim in briefing.claims}
    if map_figure is not None:
        figures[MAP] = map_figure
    return {name: (picture(figure, "png"), picture(figure, "svg")) for name, figure in figures.items()}


def claim_figure(briefing: Briefing, claim: Claim) -> go.Figure:
    """Return a claim's chart: its areas against the line, or, where none has a figure of its own, its years."""
    by_area, form = bool(claim.areas["denominator"].any()), claim.meaning["format"]
    areas, left_out = shown(claim.areas, None) if by_area else (claim.areas, [])
    chart = (
        area_bars(areas, claim.goals, form, named(claim.meaning, "unit"))
        if by_area
        else trajectory(claim.years, claim.goals, form)
    )
    return captioned(chart, _caption(briefing, claim).noting(*left_out))


def _caption(briefing: Briefing, claim: Claim) -> Caption:
    said = [claim.sentence, claim.counties, _line("rule", claim.rule), _line("programme", claim.source)]
    said += [_line("sources", briefing.sources) if briefing.sources else "", _line("version", label("product_version"))]
    title = label(
        "picture.claim", area=claim.area, code=claim.code, title=claim.title, value=claim.value, counts=claim.beside
    )
    status = label(f"status.{briefing.status}")
    return Caption(title, claim.area, claim.as_of, status, tuple(line for line in said if line))


def _line(key: str, text: str) -> str:
    return label("picture.line", heading=label(f"note.{key}"), text=text)
