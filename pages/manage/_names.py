"""School names the roster does not have: whom each means is picked here, and remembered for the county's rows."""

from dataclasses import replace

import streamlit as st

from data.intake.choices import KnownName
from data.intake.findings import Finding
from data.intake.pipeline import Reading
from data.intake.resolve.schools import LEFT_OPEN
from data.rights import bound, here, may_publish
from pages.manage import _acts
from views.labels import label
from views.manage import names

MOST = 2_000  # schools that a box offers beside the candidates
CODES = {f"school_{reason}" for reason in (*LEFT_OPEN, "alias_unknown")}


def step(reading: Reading) -> None:
    """Draw every name that was not found with whom it may mean, and the names matched by hand that are in use."""
    mine = bound()
    schools = reading.tables["schools"].select(["school_id", "name", "county_code"]).to_pylist()
    counties = {one["school_id"]: one["county_code"] for one in schools}
    named = {one["school_id"]: f"{one['name']}　{one['school_id']}" for one in schools}
    offered = {code: words for code, words in named.items() if mine in (None, counties[code])}
    found: dict[tuple[str, str], list[Finding]] = {}
    for one in reading.findings:
        if one.code in CODES:
            found.setdefault((one.value, one.county), []).append(one)
    unknown = [
        names.Unknown(written, county, _where(all_[0]), len(all_), _candidates(all_[0], offered))
        for (written, county), all_ in found.items()
    ]

    def remember(name: names.Unknown, school_id: str) -> None:
        county = name.county or mine or ""
        st.session_state["names_said"] = _acts.remember_name(
            reading.place, name.written, school_id, county, counties.get(school_id, "")
        )

    if said := st.session_state.pop("names_said", ""):
        st.warning(said)
    names.resolve(unknown, offered if len(offered) <= MOST else {}, remember)
    used = [one for one in reading.choices.aliases if one in reading.choices.used and isinstance(one, KnownName)]
    used = [
        replace(one, county=one.reach or one.county) for one in used
    ]  # a session reads a county's own as for all rows
    rows = [
        names.Known(
            one.written, named.get(one.school_id, one.school_id), one.who, one.at[:10], _may(reading.place, one)
        )
        for one in used
    ]
    if rows and (taken := names.known(rows)) is not None:
        st.session_state["names_said"] = _acts.forget_name(reading.place, used[taken])
        st.rerun()
    if not unknown and not used:
        st.info(label("names.none"))


def _may(place: str, name: KnownName) -> bool:
    return may_publish(here(), place, {name.reach} if name.reach else ())


def _where(one: Finding) -> str:
    return " / ".join(
        str(part) for part in (one.file, one.sheet, one.row and label("grid.row_number", row=one.row)) if part
    )


def _candidates(one: Finding, offered: dict[str, str]) -> dict[str, str]:
    return {
        each.school_id: f"{each.name}（{each.county}）　{each.school_id}"
        for each in one.candidates
        if each.school_id in offered
    }
