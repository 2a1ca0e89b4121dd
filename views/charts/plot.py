"""Draw a Plotly figure on a page with the library's own script, which our server serves.

Streamlit's own element builds a chart twice with every change, some 100 ms each; this component redraws only what
changed.
"""

from collections.abc import Callable, Hashable
from functools import cache
from pathlib import Path
from typing import Any

import plotly
import plotly.graph_objects as go
import streamlit as st
from markupsafe import Markup

from views.charts.caption import Caption, around
from views.shell.server_urls import own
from views.text.drawing_cache import cached_drawing
from views.text.labels import label
from views.theme.styles import css

FOLDER = "library"
SCRIPT = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
NAME = f"plotly-{plotly.__version__}.min.js"
_CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}
_PLACE = Markup(
    '<div class="plot" role="figure"></div>'
    '<div class="save"><button type="button" name="png">PNG</button><button type="button" name="svg">SVG</button></div>'
)
_SAVE_PX = 28


@cache
def _mount() -> Callable[..., Any]:
    """Return the component; it is registered once."""
    js = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
    return st.components.v2.component("lianxiao.plot", html=_PLACE, js=js, css=css("plot"), isolate_styles=False)


def plot(
    of: Hashable,
    make: Callable[[], go.Figure],
    key: str,
    alt: str,
    caption: Caption,
    on_click: Callable[[str], None] | None = None,
) -> str | None:
    """Draw the figure that `make` returns.

    It is made once for `of`, which identifies the data, what is drawn and its choices. The custom data of a clicked
    point, such as an area's code, goes to `on_click` and is returned once. The browser saves the chart as a picture
    with its caption without contacting a server.
    """
    figure, height, save = cached_drawing(("plot", key, of, caption), lambda: _written(make(), caption))

    def forward() -> None:
        code = st.session_state[key]["clicked"]
        if code and on_click:
            on_click(str(code))

    component = _mount()(
        key=key, height=height + _SAVE_PX, on_clicked_change=forward,
        data={"figure": figure, "config": _CONFIG, "library": own(FOLDER, NAME), "alt": alt, "save": save},
    )  # fmt: skip
    return str(component.clicked) if component.clicked else None


def _written(figure: go.Figure, caption: Caption) -> tuple[str, int, dict[str, Any]]:
    """Return the figure as JSON, its height, and what saving needs: layout, file name and the words of the buttons."""
    words = {kind: label(f"save.{kind}", title=caption.title) for kind in ("png", "svg")}
    save = {"layout": around(figure.layout, caption), "name": caption.stem, "words": words}
    return str(figure.to_json()), int(figure.layout.height), save
