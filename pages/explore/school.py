"""下钻 / 学校: what is this school, who helps it or whom does it help, and who could?"""

import streamlit as st

import queries
from pages import chosen, head
from views import lists, tables
from views.labels import label

picked = chosen()
head(picked, label("school.title"))
found = queries.schools(picked.scope)
asked = st.query_params.get("school")
if asked:
    found = found[found["school_id"] == asked]
tables.show(lists.roster_listing(label("tab.roster"), picked.about(picked.area_title), found), "schools")
