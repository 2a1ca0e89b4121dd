"""下钻 / 共同体: what is this community, and does it work?"""

import streamlit as st

import queries
from pages import chosen, head
from views import lists, tables
from views.labels import label

picked = chosen()
head(picked, label("partnership.title"))
found = queries.pairings(picked.scope)
asked = st.query_params.get("partnership")
if asked:
    found = found[found["partnership_id"] == asked]
tables.show(lists.pairing_listing(label("map.list"), picked.about(picked.area_title), found), "members")
