"""说明 / 口径: what every figure means, from the SQL's headers and the registries."""

import streamlit as st

import queries
from data.registries import registry
from data.schema import TABLES
from pages import chosen, head
from views import markdown
from views.labels import formula, label, named

picked = chosen()
programmes = {row["programme_id"]: row for row in registry("programmes")}
head(picked, label("definitions.title"))
words = (
    st.text_input(label("definitions.search"), key="search", placeholder=label("definitions.placeholder"))
    .strip()
    .lower()
)

st.subheader(label("definitions.indicators"))
hits = 0
for row in queries.definitions().to_dict("records"):
    goals = [goal for goal in registry("goals") if goal["indicator_id"] == row["indicator_id"]]
    said = [*map(str, row.values()), *(value for goal in goals for value in goal.values())]
    if words not in " ".join(said).lower():
        continue
    hits += 1
    with st.container(border=True):
        st.markdown(f"### {named(row)}　`{row['indicator_id']}`")
        st.markdown(f"{named(row, 'sentence')}\n\n**{label('note.formula')}**：{formula(row)}")
        st.markdown(f"**{label('definitions.rule_here')}**：{picked.rule}")
        st.markdown(f"**{label('definitions.literal')}**：{label('definitions.literal_text')}")
        st.markdown(markdown.goal_table(goals, programmes))
        with st.expander(label("definitions.sql")):
            st.code(row["sql"], language="sql")

if not hits:
    st.caption(label("definitions.nothing", words=words))
st.subheader(label("definitions.rules"))
st.markdown(markdown.rule_table(programmes.values()))

st.subheader(label("definitions.model"))
for name, sql in queries.model_definitions():
    if words in f"{sql} {label(f'model.{name}')}".lower():
        with st.expander(f"{label(f'model.{name}')}　`{name}`"):
            st.code(sql, language="sql")

st.subheader(label("definitions.columns"))
for name, schema in TABLES.items():
    columns = markdown.column_table(schema, words)
    if columns:
        with st.expander(label(f"table.{name}"), expanded=bool(words)):
            st.markdown(columns)
