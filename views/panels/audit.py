"""Draw the log of what was done with the data, as a list in words."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date, datetime
from functools import cache

import pandas as pd
import streamlit as st

from data.registry.rows import areas, registry
from data.rights import LOCAL, Role, audit
from data.rights.users import SHELL_NAMED, SYSTEM
from data.verification.report import Report
from data.verification.troubles import Trouble
from views.exports.listing import Listing
from views.listings.about import columns_of
from views.shell.layout import points, words
from views.text.labels import DEFAULT, label, language, named, number

_SIGN_INS = ("no_account", "no_time", "outdated", "ended", "closed", "unverified", "unregistered")
ACTS = ("publish", "keep", "see", "remember", *(f"sign_in.{why}" for why in _SIGN_INS))
_FAULTS = 20  # most faults shown on the page; the command line lists all


def listing(events: Sequence[audit.Event], today: date) -> Listing:
    """Return events as a list to show and to download, the newest first, with times in the server's time zone."""
    frame = pd.DataFrame([asdict(event) for event in events], columns=[field.name for field in fields(audit.Event)])
    frame["at"] = [_moment(at) for at in frame["at"]]
    frame["did"] = [label(f"did.{did}") if did in audit.DONE else did for did in frame["did"]]
    frame["who"] = [person(who) for who in frame["who"]]
    for column in ("place", "area"):
        frame[column] = [named(areas()[code]) if code in areas() else code for code in frame[column]]
    frame["what"] = [_what(event) for event in events]
    frame["rows"] = ["" if event.rows is None else str(event.rows) for event in events]
    columns = columns_of(
        ("at", "log_at"), ("who", "log_who"), ("did", "log_did"), ("what", "log_what"), ("place", "log_place"),
        ("area", "log_area"), ("as_of", "log_as_of"), ("rows", "log_rows"), ("fingerprint", "log_fingerprint", "code"),
        ("manifest", "log_manifest", "code"),
    )  # fmt: skip
    title = label("audit.list")
    return Listing(title, label("product_short"), today, columns, frame, [(label("note.title"), title)])


def integrity(report: Report) -> None:
    """Draw one line that says that log and snapshots are intact, and up to which event.

    If they are not intact, draw the faults and their places.
    """
    if not report.whole:
        st.warning(label("audit.not_whole", count=number(len(report.faults))))
        points([_fault(one) for one in report.faults[:_FAULTS]])
    elif report.events:
        facts = {"events": number(report.events), "snapshots": number(report.snapshots), "at": _moment(report.last_at)}
        words(label("audit.whole", **facts))
    else:
        words(label("audit.not_begun"))


def _fault(one: Trouble) -> str:
    place = f"{one.file}:{one.line}" if one.line else one.file
    return f"{place}：{one.zh}" if language() == DEFAULT else f"{place}: {one.en}"


def person(who: str) -> str:
    """Return the name of a person in the log; for the local user, the system and the command line, words."""
    if who == LOCAL.who:
        return label("audit.local")
    if who == SYSTEM:
        return label("audit.system")
    name = who.removeprefix(SHELL_NAMED)
    return label("audit.shell", name=name) if name != who else who


def _what(event: audit.Event) -> str:
    """Return what an event was about.

    It is the page or act that was refused, the publication time of a restored snapshot, or the name of a file or list.
    """
    if event.did == "restored":
        return label("audit.published_at", at=_moment(event.what))
    if event.did == "undone":
        return label(f"did.{event.what}") if event.what in audit.DONE else label("audit.killed")
    if event.did == "signed_in" and event.what in {*Role}:
        return label(f"grant.{event.what}")
    if event.did != "refused":
        return event.what
    if event.what in ACTS:
        return label(f"refused.{event.what}")
    return label(f"page.{event.what}") if event.what in _pages() else event.what


@cache
def _pages() -> set[str]:
    return {row["key"].removeprefix("page.") for row in registry("labels") if row["key"].startswith("page.")}


def _moment(at: str) -> str:
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except ValueError:
        return at
