"""监测 / 协作内容: what do the communities do: in which modes, with which activities, whose teachers, which money?"""

import queries
from pages import chosen, head
from views import choices, topic_panel, topics_pairings, topics_reported
from views.labels import label

picked = chosen()
pairings = queries.pairings(picked.scope)
active = pairings[pairings["is_active"]]
activities, funds = queries.activities(picked.scope), queries.funds(picked.scope)
topics = {
    topic.name: topic
    for topic in (
        topics_pairings.modes(queries.partnership_modes(picked.scope), active),
        topics_pairings.chains(queries.chains(picked.scope), active),
        topics_pairings.borders(active),
        topics_reported.activities(activities),
        topics_reported.exchanges(activities),
        topics_reported.tasks(funds),
        topics_reported.schools(funds),
    )
}

head(picked, label("collaboration.title"))
options = {name: f"{topic.title} {topic.total or label('no_data')}" for name, topic in topics.items()}
name = choices.segments("topic", label("county.view"), options, "modes")
about = picked.about(f"{picked.area_title} · {topics[name].title}", place=picked.area_title)
topic_panel.draw(topics[name], about, picked.area_title)
