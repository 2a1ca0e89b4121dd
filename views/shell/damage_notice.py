"""What is damaged in the data folder and left out of the page: one calm notice, the list folded below it."""

import re
from collections.abc import Sequence

import streamlit as st

from data.damages import Damage
from views.shell import layout
from views.text.labels import DEFAULT, label, language
from views.text.markdown import plain

_NAMED = 5  # files a viewer is told by name
_DAY = re.compile(r"as_of=(\d{4}-\d\d-\d\d)")


def draw(found: Sequence[Damage], *, in_detail: bool) -> None:
    """Say that something is left out; `in_detail` adds each file, what is wrong with it and the fix."""
    if not found:
        return
    if not in_detail:
        st.warning(label("damage.viewer"))
        layout.words(_names(found))
        return
    st.warning(plain(label("damage.notice", count=len(found))))
    with st.expander(label("damage.list")):
        layout.points([line(one) for one in found])


def line(one: Damage, *, named: bool = True) -> str:
    """Return a damage in the session's language: the file (if it is to be `named`), what is wrong with it, the fix."""
    chinese = language() == DEFAULT
    what, fix = (one.zh, one.fix_zh) if chinese else (one.en, one.fix_en)
    return label("damage.line" if named else "damage.unnamed", file=one.file, what=what, fix=fix)


def _names(found: Sequence[Damage]) -> str:
    """Return the dates of the snapshots and the files that are left out, the first few."""
    names = dict.fromkeys(days[1] if (days := _DAY.search(one.file)) else one.file for one in found)
    joint = "、" if language() == DEFAULT else ", "
    return joint.join([*list(names)[:_NAMED], *(["…"] if len(names) > _NAMED else [])])
