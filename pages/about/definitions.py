"""说明 / 口径: what every figure means, from the SQL's headers and the registries."""

import streamlit as st

import queries
from data.registries import registry
from data.schema import TABLES
from pages import chosen
from views import frame
from views.labels import day, label, named, target

picked = chosen()
frame.head(
    label("definitions.title"),
    named(picked.place),
    picked.status,
    [named(picked.programme, "short"), day(picked.as_of)],
)
words = (
    st.text_input(label("definitions.search"), key="search", placeholder=label("definitions.placeholder"))
    .strip()
    .lower()
)

st.subheader(label("definitions.indicators"))
for row in queries.definitions().to_dict("records"):
    goals = [goal for goal in registry("goals") if goal["indicator_id"] == row["indicator_id"]]
    if (
        words
        and words
        not in " ".join([*map(str, row.values()), *(value for goal in goals for value in goal.values())]).lower()
    ):
        continue
    with st.container(border=True):
        st.markdown(f"### {named(row)}　`{row['indicator_id']}`")
        st.markdown(f"{named(row, 'sentence')}\n\n**{label('note.formula')}**：{named(row, 'formula')}")
        st.markdown(f"**{label('definitions.rule_here')}**：{picked.rule}")
        st.markdown(f"**{label('definitions.literal')}**：{label('definitions.literal_text')}")
        lines = [
            f"| {label('definitions.goal')} | {label('column.target')} | {label('column.due')} | {label('definitions.source')} |",
            "|---|---|---|---|",
        ]
        for goal in goals:
            programme = queries.programme(goal["programme_id"])
            lines.append(
                f"| {goal['goal_id']} {named(goal)} | {target(float(goal['target']), goal['unit'], goal['comparator'])} | {goal['due']} "
                f"| {named(programme, 'title')}（{programme['document_no']}）{label('clause', clause=goal['clause'])} |"
            )
        st.markdown("\n".join(lines))
        with st.expander(label("definitions.sql")):
            st.code(row["sql"], language="sql")

st.subheader(label("definitions.rules"))
lines = [
    f"| {label('programme')} | {label('definitions.rural')} | {label('definitions.counting')} | {label('definitions.lead')} |",
    "|---|---|---|---|",
]
for row in registry("programmes"):
    lines.append(
        f"| {named(row, 'title')}（{row['document_no']}） | {label('rural.' + row['rural_scope'])} "
        f"| {label('counting.' + row['counting_rule'])} | {label('lead.' + row['lead_rule'])} |"
    )
st.markdown("\n".join(lines))

st.subheader(label("definitions.model"))
for name, sql in queries.model_definitions():
    if not words or words in sql.lower():
        with st.expander(f"{label('model.' + name)}　`{name}`"):
            st.code(sql, language="sql")

st.subheader(label("definitions.columns"))
for name, schema in TABLES.items():
    lines = [
        f"| {label('definitions.column')} | {label('definitions.meaning')} | {label('definitions.unit')} | {label('definitions.allowed')} |",
        "|---|---|---|---|",
    ]
    for column in schema:
        notes = {key.decode(): value.decode() for key, value in column.metadata.items()}
        meaning = f"{notes['zh']} {notes['en']}"
        if not words or words in f"{column.name} {meaning}".lower():
            lines.append(f"| `{column.name}` | {meaning} | {notes['unit'] or '—'} | {notes['allowed'] or '—'} |")
    if len(lines) > 2:
        with st.expander(label(f"table.{name}"), expanded=bool(words)):
            st.markdown("\n".join(lines))
