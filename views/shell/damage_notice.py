"""Draw one notice about damaged files of the data folder, which the page leaves out, with the list folded below."""

import re
from collections.abc import Sequence

import streamlit as st

from data.damages import Damage
from views.shell import layout
from views.text.labels import DEFAULT, label, language
from views.text.markdown import plain

_NAMED = 5  # damaged files whose names a viewer sees
_DAY = re.compile(r"as_of=(\d{4}-\d\d-\d\d)")


def draw(found: Sequence[Damage], *, in_detail: bool) -> None:
    """Draw the notice; with `in_detail` it lists each file, what is wrong with it and how to fix it."""
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
    """Return one damage in words: what is wrong and how to fix it, after the name of the file if `named`."""
    chinese = language() == DEFAULT
    what, fix = (one.zh, one.fix_zh) if chinese else (one.en, one.fix_en)
    return label("damage.line" if named else "damage.unnamed", file=one.file, what=what, fix=fix)


def _names(found: Sequence[Damage]) -> str:
    """Return the first few names of what is left out: the date of a snapshot, or the name of another file."""
    names = dict.fromkeys(days[1] if (days := _DAY.search(one.file)) else one.file for one in found)
    joint = "、" if language() == DEFAULT else ", "
    return joint.join([*list(names)[:_NAMED], *(["…"] if len(names) > _NAMED else [])])
