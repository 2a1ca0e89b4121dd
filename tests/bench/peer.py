"""The same work in another framework: one filter, one chart and one 1,000-row table in Dash, clicked in the same browser.

`gunicorn tests.bench.peer:server` serves it: the plain DuckDB query over the same Parquet, nothing kept between clicks.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from data.paths import PROJECT
from data.store.snapshots import snapshot_folders
from tests.bench.servers import Server, running, surroundings
from tests.browser.server import free_port

STAGES = ("小学", "初中", "九年一贯制", "教学点")
COLUMNS = ("name", "county_code", "town_name", "stage", "urban_rural_code", "pupils", "teachers", "is_quality")
SQL = Path(__file__).parent / "plain_sql"


def found(data: Path, stage: str) -> tuple[Any, Any]:
    """Return the first 1,000 schools of a stage and how many pupils each county's have."""
    import duckdb

    folder = snapshot_folders(data)[-1]
    parameters = {"schools": str(folder / "schools.parquet"), "stage": stage}
    connection = duckdb.connect(config={"threads": 1})
    rows = connection.execute((SQL / "peer_table.sql").read_text(encoding="utf-8"), parameters).df()
    bars = connection.execute((SQL / "peer_chart.sql").read_text(encoding="utf-8"), parameters).df()
    return rows, bars


def application(data: Path) -> Any:
    """Return the Dash application on a data folder."""
    import plotly.graph_objects as go
    from dash import Dash, Input, Output, dash_table, dcc, html

    app = Dash(__name__)
    app.layout = html.Div(
        [
            html.H1("Peer"),
            dcc.RadioItems(id="stage", options=list(STAGES), value=STAGES[0]),
            dcc.Graph(id="chart"),
            dash_table.DataTable(
                id="table",
                columns=[{"name": name, "id": name} for name in COLUMNS],
                page_action="none",
                virtualization=True,
                fixed_rows={"headers": True},
                style_table={"height": 400},
            ),
        ]
    )

    @app.callback(Output("chart", "figure"), Output("table", "data"), Input("stage", "value"))
    def filtered(stage: str) -> tuple[Any, Any]:
        rows, bars = found(data, stage)
        return go.Figure(go.Bar(x=bars["county_code"], y=bars["pupils"])), rows.to_dict("records")

    return app


@contextmanager
def dash(data: Path) -> Iterator[Server]:
    """Serve the application with gunicorn, two workers."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-w", "2", "-b", f"127.0.0.1:{port}", "tests.bench.peer:server()"]
    with running(command, PROJECT, surroundings(data), port, "/") as server:
        yield server


def server() -> Any:
    """Return what gunicorn serves."""
    return application(Path(os.environ["LIANXIAO_DATA"])).server
