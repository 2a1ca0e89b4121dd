"""Draw the button that makes an evidence link, and the bar that says which data the current evidence link pins."""

from collections.abc import Sequence
from datetime import date, datetime

import streamlit as st
from markupsafe import Markup

from views.shell.evidence_link import use_link
from views.text.labels import day, label
from views.text.markdown import plain
from views.text.markup import join, show_html
from views.theme.styles import style_element


def button(link: str) -> None:
    """Draw the button that pins the data now shown; the address of the page then is the evidence link."""
    st.button(
        label("evidence.fix"), key="fix_evidence", type="tertiary", icon=":material/link:", help=label("evidence.fix_help"),
        on_click=use_link, args=(link,),
    )  # fmt: skip


def bar(at: datetime, rules: Sequence[str], since: datetime | None, *, is_newer: bool) -> None:
    """Draw what is pinned: the last publication included, the changed rules, and since when data is newer."""
    parts = label("changes.mark").join(label(f"rules.{one}") for one in rules)
    lines: list[str] = [Markup("<b>%s</b>") % label("evidence.pinned", at=moment(at))]
    if is_newer:
        newer = label("evidence.newer_since", since=moment(since)) if since else label("evidence.newer")
        lines.append(newer)
    if rules:
        lines.append(Markup('<span class="careful">%s</span>') % label("evidence.rules", parts=parts))
    _strip(join(lines, Markup("<br> ")), label("evidence.newest") if is_newer else label("evidence.leave"))


def refused(title: str, lines: Sequence[str] = (), below: str = "") -> None:
    """Draw, in place of a page, why nothing can be shown under the evidence link, and a button to the newest data."""
    st.title(label("evidence.refused"))
    st.space("small")
    points = join(Markup("<li>%s</li>") % line for line in lines)
    listed = Markup("<ul>%s</ul>") % points if lines else ""
    _strip(Markup("<b>%s</b>%s%s") % (title, listed, below), label("evidence.newest"))


def lost_lines(lost: Sequence[tuple[date, str]]) -> list[str]:
    """Return one sentence for each snapshot that an evidence link pins and that is lost, with the reason."""
    return [
        label("evidence.broken", date=day(on), why=why) if why else label("evidence.gone", date=day(on))
        for on, why in lost
    ]


def moment(at: datetime) -> str:
    """Return a time in the server's own time zone with its offset: `2026-11-22 16:15（UTC+08:00）`."""
    here = at.astimezone()
    return label("evidence.moment", at=f"{here:%Y-%m-%d %H:%M}", zone=f"UTC{here.isoformat()[-6:]}")


def _strip(words: Markup, leave: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="pinned"):
        show_html(style_element("evidence") + Markup('<div class="words" role="status">%s</div>') % words)
        st.button(plain(leave), key="leave_evidence", on_click=use_link, args=("",))
