"""The log of what was done with the data, as a list with words for what was done and where."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date, datetime

import pandas as pd

from data.registries import areas
from data.rights import audit
from views.exports.listing import Listing
from views.labels import label, named
from views.lists.about import columns_of


def listing(events: Sequence[audit.Event], today: date) -> Listing:
    """Return events, the newest first, as a list to show and to download; times in the server's own time."""
    frame = pd.DataFrame([asdict(event) for event in events], columns=[field.name for field in fields(audit.Event)])
    frame["at"] = [_moment(at) for at in frame["at"]]
    frame["did"] = [label(f"did.{did}") if did in audit.DONE else did for did in frame["did"]]
    for column in ("place", "area"):
        frame[column] = [named(areas()[code]) if code in areas() else code for code in frame[column]]
    frame["rows"] = frame["rows"].astype("Int64")
    columns = columns_of(
        ("at", "log_at"), ("who", "log_who"), ("did", "log_did"), ("what", "log_what"), ("place", "log_place"),
        ("area", "log_area"), ("as_of", "log_as_of"), ("rows", "log_rows", "count"), ("fingerprint", "log_fingerprint", "code"),
    )  # fmt: skip
    title = label("audit.list")
    return Listing(title, label("product_short"), today, columns, frame, [(label("note.title"), title)])


def _moment(at: str) -> str:
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except ValueError:
        return at
