"""The page 汇报 / 简报: choose goals, areas and a comparison; see the outline; download files; present in a meeting."""

from datetime import date
from functools import partial

import streamlit as st

import queries
from pages.context import Chosen, options_of
from pages.frame import head
from pages.report.assemble.briefing import gather
from pages.report.assemble.files import briefing_file
from views.briefing import meeting
from views.briefing.content import Briefing
from views.panels import briefing as panel
from views.shell import url_state
from views.text.labels import label


def draw(picked: Chosen) -> None:
    """Draw the choices, the outline and the downloads; or, in a meeting, one screen of the briefing."""
    every = queries.progress(picked.scope, own=True).drop_duplicates("goal_id")
    earlier = [str(one) for one in sorted(picked.others, reverse=True) if one < picked.as_of]
    below = options_of(picked.place).below
    if url_state.unseen("present", "0") == "1":
        goals = [code for code in url_state.unseen("goals", "").split(",") if code in set(every["goal_id"])]
        areas = [code for code in url_state.unseen("areas", "").split(",") if code in below]
        since = url_state.unseen("since", next(iter(earlier), panel.NONE))
        present(briefing_of(picked, goals, areas, date_of(since, earlier)))
        return
    head(picked, label("briefing.question"))
    first, second, third = st.columns([5, 4, 2])
    with first:
        goals = panel.goals(every)
    with second:
        areas = panel.areas(below)
    with third:
        since = panel.comparison(earlier)
    before = date_of(since, earlier)
    briefing = briefing_of(picked, goals, areas, before)
    kept = {"goals": ",".join(goals), "areas": ",".join(areas), "since": since}
    files = {what: partial(briefing_file, what, picked, goals, before, areas) for what in panel.FILES}
    panel.ways(briefing, (picked.data_version, picked.scope, *kept.values()), files, kept)
    panel.outline(briefing, kept)


def date_of(since: str, earlier: list[str]) -> date | None:
    """Return the earlier date to compare with; None if none is chosen."""
    return date.fromisoformat(since) if since in earlier else None


def briefing_of(picked: Chosen, goals: list[str], areas: list[str], before: date | None) -> Briefing:
    """Return as much of the briefing as a screen needs; cached, so that turning a page does not gather it again."""
    of = (picked.data_version, picked.scope, tuple(goals), tuple(areas), before)
    return panel.cached_briefing(of, partial(gather, picked, goals, before, meeting.MOST, areas))


def present(briefing: Briefing) -> None:
    """Draw one screen of the meeting; keys, a remote control or the dots turn pages or end the meeting."""
    step = panel.whole(url_state.unseen("step", "0"), len(briefing.claims))
    pages = meeting.list_pages(briefing.claims[step - 1]) if step else 0

    def go(went: str) -> None:
        at, page = (int(url_state.asked(key, "0")) for key in ("step", "list"))
        found = meeting.gone(briefing, at, page, went)
        if found is None:
            url_state.choose("present", "0")
        else:
            url_state.choose("step", str(found[0]), list=str(found[1]))

    meeting.screen(briefing, step, panel.whole(url_state.unseen("list", "0"), pages), go)
