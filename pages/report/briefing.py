"""汇报 / 简报: what to take to the meeting: pick goals, areas and a comparison, look at the outline, download, present."""

from datetime import date
from functools import partial

import streamlit as st

import queries
from pages import chosen, head, offer_of
from pages.report.assemble.briefing import gather
from pages.report.assemble.files import briefing_file
from views.briefing import meeting
from views.briefing.content import Briefing
from views.panels import briefing as briefing_page
from views.shell import url_state
from views.text.labels import label

picked = chosen()
every = queries.progress(picked.scope, own=True).drop_duplicates("goal_id")
earlier = [str(one) for one in sorted(picked.others, reverse=True) if one < picked.as_of]
below = offer_of(picked.place).below


def day_before(since: str) -> date | None:
    """Return the earlier date to compare with, where there is one."""
    return date.fromisoformat(since) if since in earlier else None


def shown(goals: list[str], areas: list[str], since: str) -> Briefing:
    """Return as much of the briefing as a screen needs; a key goes on without gathering it again."""
    of = (picked.mark, picked.scope, tuple(goals), tuple(areas), since)
    made = partial(gather, picked, goals, day_before(since), meeting.MOST, areas)
    return briefing_page.remembered(of, made)


def go(went: str) -> None:
    """Go on in the meeting, or out of it."""
    step, page = (int(url_state.asked(key, "0")) for key in ("step", "list"))
    found = meeting.gone(briefing, step, page, went)
    if found is None:
        url_state.choose("present", "0")
    else:
        url_state.choose("step", str(found[0]), list=str(found[1]))


if url_state.unseen("present", "0") == "1":
    goals = [code for code in url_state.unseen("goals", "").split(",") if code in set(every["goal_id"])]
    areas = [code for code in url_state.unseen("areas", "").split(",") if code in below]
    briefing = shown(goals, areas, url_state.unseen("since", next(iter(earlier), briefing_page.NONE)))
    step = briefing_page.whole(url_state.unseen("step", "0"), len(briefing.claims))
    pages = meeting.list_pages(briefing.claims[step - 1]) if step else 0
    meeting.screen(briefing, step, briefing_page.whole(url_state.unseen("list", "0"), pages), go)
else:
    head(picked, label("briefing.question"))
    first, second, third = st.columns([5, 4, 2])
    with first:
        goals = briefing_page.goals(every)
    with second:
        areas = briefing_page.areas(below)
    with third:
        since = briefing_page.comparison(earlier)
    briefing = shown(goals, areas, since)
    kept = {"goals": ",".join(goals), "areas": ",".join(areas), "since": since}
    files = {
        what: partial(briefing_file, what, picked, goals, day_before(since), areas) for what in briefing_page.FILES
    }
    briefing_page.ways(briefing, (picked.mark, picked.scope, *kept.values()), files, kept)
    briefing_page.outline(briefing, kept)
