"""Draw a briefing's pictures, each claim's chart and the map, with captions so that each can be shown alone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

import plotly.graph_objects as go

from views.briefing.content import Briefing, Claim
from views.charts.area_bars import area_bars
from views.charts.areas_and_years import shown
from views.charts.caption import Caption, captioned
from views.charts.trajectory import trajectory
from views.exports.pictures import Kind, picture
from views.text.drawing_cache import DrawingCache
from views.text.labels import label, named

MAP = "map"
_KEPT = 96  # pictures; the deck, document and archive of one briefing share them
cached_picture = DrawingCache(_KEPT)


@dataclass(frozen=True)
class Picture:
    """One picture to draw: its name (a goal's code, or `map`), and the function that makes its figure."""

    name: str
    figure: Callable[[], go.Figure]

    def drawn(self, kinds: Sequence[Kind]) -> dict[Kind, bytes]:
        """Return the picture in these kinds; raises `NoBrowserError` if no browser can draw it."""
        figure = self.figure()
        mark = sha256(str(figure.to_json()).encode()).digest()
        return {kind: cached_picture((mark, kind), partial(picture, figure, kind)) for kind in kinds}


def of_claims(briefing: Briefing) -> Iterator[Picture]:
    """Yield one picture for each goal among the claims."""
    for claim in {claim.code: claim for claim in briefing.claims}.values():
        yield Picture(claim.code, partial(claim_figure, briefing, claim))


def claim_figure(briefing: Briefing, claim: Claim) -> go.Figure:
    """Return a claim's chart: its areas against the line or, if no area has a figure, its years."""
    by_area, form = bool(claim.areas["denominator"].any()), claim.meaning["format"]
    areas, left_out = shown(claim.areas, None) if by_area else (claim.areas, [])
    chart = (
        area_bars(areas, claim.goals, form, named(claim.meaning, "unit"))
        if by_area
        else trajectory(claim.years, claim.goals, form)
    )
    return captioned(chart, _caption(briefing, claim).noting(*left_out))


def _caption(briefing: Briefing, claim: Claim) -> Caption:
    lines = [claim.sentence, claim.counties, _line("rule", claim.rule), _line("programme", claim.source)]
    lines += [_line("compared", claim.compared)] if claim.compared else []
    lines += [
        _line("sources", briefing.sources) if briefing.sources else "",
        _line("version", label("product_version")),
    ]
    title = label(
        "picture.claim", area=claim.area, code=claim.code, title=claim.title, value=claim.value, counts=claim.beside
    )
    status = label(f"status.{briefing.status}")
    return Caption(title, claim.area, claim.as_of, status, tuple(line for line in lines if line))


def _line(key: str, text: str) -> str:
    return label("picture.line", heading=label(f"note.{key}"), text=text)
