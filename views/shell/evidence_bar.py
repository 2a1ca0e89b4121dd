"""The evidence link on screen: the button that pins what is seen, and the bar that says what is pinned."""

from collections.abc import Sequence
from datetime import date, datetime
from html import escape

import streamlit as st

from views.shell.evidence_link import use_link
from views.text.labels import day, label
from views.text.markdown import plain

_STYLE = """
<style>
.st-key-pinned {background: #eef4fb; border: 1px solid #9dbfe3; border-radius: .4rem; padding: .55rem 1rem;}
.st-key-pinned.st-key-pinned p {margin: 0;} .st-key-pinned b {color: #174a80;} .st-key-pinned ul {margin: .2rem 0; padding-left: 1.2rem;}
.st-key-pinned .careful {color: #6b4e00; font-weight: 600;}
/* In a meeting one quiet line above the screen, without the button. */
[data-testid="stLayoutWrapper"]:has(> .st-key-pinned):has(~ * .meeting) {
  position: absolute; top: .4vw; right: 3.6vw; left: 3.6vw; z-index: 1; width: auto;
}
body:has(.meeting) .st-key-pinned {background: none; border: none; padding: 0; justify-content: flex-end;}
body:has(.meeting) .st-key-pinned [data-testid="stButton"], body:has(.meeting) .st-key-pinned br {display: none;}
body:has(.meeting) .st-key-pinned .words {
  text-align: right; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; font-size: max(13px, 1vw);
}
@media print {.st-key-pinned [data-testid="stButton"] {display: none;}}
</style>
"""


def button(link: str) -> None:
    """Draw the quiet button that pins what is seen now; the address then is the evidence link."""
    st.button(
        label("evidence.fix"), key="fix_evidence", type="tertiary", icon=":material/link:", help=label("evidence.fix_help"),
        on_click=use_link, args=(link,),
    )  # fmt: skip


def bar(at: datetime, rules: Sequence[str], since: datetime | None, *, is_newer: bool) -> None:
    """Draw what is pinned: the last publication seen, the parts of the rules that changed, and since when data is newer."""
    parts = label("changes.mark").join(label(f"rules.{one}") for one in rules)
    lines = [f"<b>{escape(label('evidence.pinned', at=moment(at)))}</b>"]
    if is_newer:
        told = label("evidence.newer_since", since=moment(since)) if since else label("evidence.newer")
        lines.append(escape(told))
    if rules:
        lines.append(f'<span class="careful">{escape(label("evidence.rules", parts=parts))}</span>')
    _strip("<br> ".join(lines), label("evidence.newest") if is_newer else label("evidence.leave"))


def refused(title: str, lines: Sequence[str] = (), below: str = "") -> None:
    """Draw, in place of a page, why nothing is shown under the evidence link, and the way to the newest data."""
    st.title(label("evidence.refused"))
    st.space("small")
    words = "".join(f"<li>{escape(line)}</li>" for line in lines)
    _strip(f"<b>{escape(title)}</b>{words and f'<ul>{words}</ul>'}{escape(below)}", label("evidence.newest"))


def lost_lines(lost: Sequence[tuple[date, str]]) -> list[str]:
    """Return the snapshots an evidence link pins and that are lost, with why, in words."""
    return [
        label("evidence.broken", date=day(on), why=why) if why else label("evidence.gone", date=day(on))
        for on, why in lost
    ]


def moment(at: datetime) -> str:
    """Return a moment in the server's own time, with its offset: `2026-11-22 16:15（UTC+08:00）`."""
    here = at.astimezone()
    return label("evidence.moment", at=f"{here:%Y-%m-%d %H:%M}", zone=f"UTC{here.isoformat()[-6:]}")


def _strip(words: str, leave: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="pinned"):
        st.html(f'{_STYLE}<div class="words" role="status">{words}</div>')
        st.button(plain(leave), key="leave_evidence", on_click=use_link, args=("",))
