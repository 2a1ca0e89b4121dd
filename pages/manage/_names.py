"""School names the roster does not have: whom each means is picked here, and remembered."""

from functools import partial

import streamlit as st

from data.intake.findings import Finding
from data.intake.pipeline import Reading
from pages.manage import _acts
from views.labels import label
from views.manage import names

MOST = 2_000  # schools that a box offers beside the candidates
CODES = ("school_unknown", "school_alias_unknown")


def step(reading: Reading) -> None:
    """Draw every name that was not found with whom it may mean, and the names matched by hand that are in use."""
    schools = reading.tables["schools"].select(["school_id", "name", "county_code"]).to_pylist()
    roster = {one["school_id"]: f"{one['name']}　{one['school_id']}" for one in schools}
    missing = [one for one in reading.findings if one.candidates or one.code in CODES]
    found: dict[str, list[Finding]] = {}
    for one in missing:
        found.setdefault(one.value, []).append(one)
    remember = partial(_acts.remember_name, reading.place)
    unknown = [
        names.Unknown(written, _where(all_[0]), len(all_), _candidates(all_[0])) for written, all_ in found.items()
    ]
    names.resolve(unknown, roster if len(roster) <= MOST else {}, remember)
    used = {
        one.written: roster.get(one.school_id, one.school_id)
        for one in reading.choices.aliases
        if one in reading.choices.used
    }
    if used:
        names.known(used, remember)
    if not unknown and not used:
        st.info(label("names.none"))


def _where(one: Finding) -> str:
    return " / ".join(
        str(part) for part in (one.file, one.sheet, one.row and label("grid.row_number", row=one.row)) if part
    )


def _candidates(one: Finding) -> dict[str, str]:
    return {each.school_id: f"{each.name}（{each.county}）　{each.school_id}" for each in one.candidates}
