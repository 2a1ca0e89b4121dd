"""Draw one topic: its counts as bars with their table beside, and below the list behind a count."""

from collections.abc import Callable, Hashable

import pandas as pd
import streamlit as st

from views.charts.caption import Caption, caption_of
from views.charts.count_bars import SHOWN, count_bars
from views.charts.plot import plot
from views.listings import About
from views.panels.collaboration.topics import CHOICES, EVERYTHING, Topic
from views.shell import url_state
from views.shell.layout import words
from views.tables import table
from views.text.labels import label, number
from views.text.markdown import plain

Rows = Callable[[str, int, int], pd.DataFrame]


def draw(topic: Topic, about: About, where: str, rows: Rows, of: Hashable) -> None:
    """Draw a topic of a place or area; if nothing was reported, say so and what to do about it.

    `rows(group, first, size)` returns rows behind one group of the topic or behind all; `of` identifies the data and
    the scope.
    """
    if topic.total is None:
        with st.container(border=True):
            words(
                label(f"missing.{topic.name}"), label("missing.not_zero"), strong=f"{topic.title}：{label('no_data')}"
            )
        return
    left, right = st.columns([5, 7], gap="medium")
    with left:
        words(strong=label("topic.headline", topic=topic.title, area=where, total=topic.total))
        st.caption(label(f"topic_note.{topic.name}"))
        if len(topic.groups):
            _bars(topic, of, _caption(topic, about, where))
        if len(topic.groups) > SHOWN:
            st.caption(plain(label("topic.first", shown=number(SHOWN), all=number(len(topic.groups)))))
    with right:
        table.show(
            topic.summary(label("topic.counts", topic=topic.title, area=where), about),
            f"counts_{topic.name}",
            narrow=True,
        )
    with st.columns([1, 2])[0]:
        group = url_state.choice(
            "group", label("topic.choose"), topic.options(url_state.asked("group", EVERYTHING)), EVERYTHING
        )
        if len(topic.groups) > CHOICES:
            st.caption(plain(label("topic.some", shown=number(CHOICES))))
    title = label("topic.list", topic=topic.title, area=where)
    if group != EVERYTHING:
        chosen = topic.groups[topic.groups["code"] == group].iloc[0]
        title = f"{title} · {chosen['words']}"
    table.paged(
        lambda first, size: topic.listing(title, about, rows(group, first, size)),
        f"list_{topic.name}",
    )


def _caption(topic: Topic, about: About, where: str) -> Caption:
    """Return the caption of the bars as a picture: the topic's total, and how many groups are left out."""
    lines = [label("topic.headline", topic=topic.title, area=where, total=topic.total)]
    if len(topic.groups) > SHOWN:
        lines.append(label("picture.first", shown=number(SHOWN), all=number(len(topic.groups))))
    return caption_of(about, label("picture.topic", topic=topic.title, area=where)).noting(*lines)


def _bars(topic: Topic, of: Hashable, caption: Caption) -> None:
    plot(
        of, lambda: count_bars(topic.groups, topic.series), f"bars_{topic.name}",
        label("alt.topic", topic=topic.title), caption, lambda group: url_state.choose("group", group),
    )  # fmt: skip
