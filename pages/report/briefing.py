"""汇报 / 简报: what to take to the meeting: pick goals and a comparison, look at the outline, download, present."""

from datetime import date

import streamlit as st

import queries
from pages import chosen, head
from pages.gathered import gather
from views import briefing_page, choices, meeting
from views.briefing.content import Briefing
from views.labels import label

picked = chosen()
every = queries.progress(picked.scope, own=True).drop_duplicates("goal_id")
earlier = [str(one) for one in sorted(picked.others, reverse=True) if one < picked.as_of]


def whole(goals: list[str], since: str) -> Briefing:
    """Return the briefing of the goals, compared with an earlier date if it is one, with every name."""
    return gather(picked, goals, date.fromisoformat(since) if since in earlier else None)


def shown(goals: list[str], since: str) -> Briefing:
    """Return as much of it as a screen needs; a key goes on without gathering it again."""
    before = date.fromisoformat(since) if since in earlier else None
    of = (picked.mark, picked.scope, tuple(goals), since)
    return briefing_page.remembered(of, lambda: gather(picked, goals, before, meeting.MOST))


def go(went: str) -> None:
    """Go on in the meeting, or out of it."""
    step, page = (int(choices.asked(key, "0")) for key in ("step", "list"))
    found = meeting.gone(briefing, step, page, went)
    if found is None:
        choices.choose("present", "0")
    else:
        choices.choose("step", str(found[0]), list=str(found[1]))


if choices.unseen("present", "0") == "1":
    goals = [code for code in choices.unseen("goals", "").split(",") if code in set(every["goal_id"])]
    briefing = shown(goals, choices.unseen("since", next(iter(earlier), briefing_page.NONE)))
    step = briefing_page.whole(choices.unseen("step", "0"), len(briefing.claims))
    pages = meeting.list_pages(briefing.claims[step - 1]) if step else 0
    meeting.screen(briefing, step, briefing_page.whole(choices.unseen("list", "0"), pages), go)
else:
    head(picked, label("briefing.question"))
    left, right = st.columns([3, 1])
    with left:
        goals = briefing_page.goals(every)
    with right:
        since = briefing_page.comparison(earlier)
    briefing, kept = shown(goals, since), {"goals": ",".join(goals), "since": since}
    briefing_page.ways(briefing, lambda: whole(goals, since), kept)
    briefing_page.outline(briefing, kept)
