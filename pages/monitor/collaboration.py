"""监测 / 协作内容: what do the communities do: in which modes, with which activities, whose teachers, which money?"""

import queries
from pages import chosen, head
from queries import Page
from views import choices, topic_panel, topics_pairings, topics_reported
from views.labels import label
from views.topics import EVERYTHING, NONE

picked = chosen()
counted = queries.partnership_modes(picked.scope)
found = {name: queries.topic_groups(picked.scope, name) for name in queries.TOPICS if name != "modes"}
topics = {
    topic.name: topic
    for topic in (
        topics_pairings.modes(counted),
        topics_pairings.chains(found["chains"], known=len(counted) > 0),
        topics_pairings.borders(found["borders"]),
        topics_reported.activities(found["activities"]),
        topics_reported.exchanges(found["exchanges"]),
        topics_reported.tasks(found["tasks"]),
        topics_reported.schools(found["schools"]),
    )
}

head(picked, label("collaboration.title"))
options = {name: f"{topic.title} {topic.total or label('no_data')}" for name, topic in topics.items()}
name = choices.segments("topic", label("county.view"), options, "modes")
about = picked.about(f"{picked.area_title} · {topics[name].title}", place=picked.area_title)
topic_panel.draw(
    topics[name], about, picked.area_title,
    lambda group, first, size: queries.topic_rows(
        picked.scope, name, None if group == NONE else group, everything=group == EVERYTHING, page=Page(first, size)
    ),
    (picked.mark, picked.scope),
)  # fmt: skip
