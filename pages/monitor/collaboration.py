"""The page 监测 / 协作内容: modes, chains, borders, activities, teacher exchanges and funds of the partnerships."""

import queries
from pages.context import Chosen
from pages.frame import head
from queries import Page
from views.panels.collaboration import pairings, reported
from views.panels.collaboration import topic as topic_panel
from views.panels.collaboration.topics import EVERYTHING, NONE
from views.shell import url_state
from views.text.labels import label


def draw(picked: Chosen) -> None:
    """Draw the topics with their totals, and the groups and rows of the chosen one."""
    counted = queries.partnership_modes(picked.scope)
    found = {name: queries.topic_groups(picked.scope, name) for name in queries.TOPICS if name != "modes"}
    topics = {
        topic.name: topic
        for topic in (
            pairings.modes(counted),
            pairings.chains(found["chains"], known=len(counted) > 0),
            pairings.borders(found["borders"]),
            reported.activities(found["activities"]),
            reported.exchanges(found["exchanges"]),
            reported.tasks(found["tasks"]),
            reported.schools(found["schools"]),
        )
    }

    head(picked, label("collaboration.title"))
    options = {name: f"{topic.title} {topic.total or label('no_data')}" for name, topic in topics.items()}
    name = url_state.segments("topic", label("county.view"), options, "modes")
    about = picked.about(f"{picked.area_title} · {topics[name].title}", place=picked.area_title)
    topic_panel.draw(
        topics[name], about, picked.area_title,
        lambda group, first, size: queries.topic_rows(
            picked.scope, name, None if group == NONE else group, everything=group == EVERYTHING, page=Page(first, size)
        ),
        (picked.data_version, picked.scope),
    )  # fmt: skip
