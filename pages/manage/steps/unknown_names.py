"""School names the roster does not have: whom each means is picked here, and remembered for the county's rows."""

from dataclasses import replace

import streamlit as st

from data.intake.choices import KnownName
from data.intake.findings import Finding
from data.intake.pipeline import Reading
from data.intake.resolve.schools import LEFT_OPEN
from data.rights import may_remember, own_county
from pages.manage.actions import decisions
from views.panels.manage import names
from views.text.labels import label
from views.text.markdown import plain

MOST = 2_000  # schools that a box offers beside the candidates
CODES = {f"school_{reason}" for reason in (*LEFT_OPEN, "alias_unknown")}


def step(reading: Reading) -> None:
    """Draw every name that was not found with whom it may mean, and the remembered names that are in use."""
    place, mine = reading.place, own_county()
    schools = reading.tables["schools"].select(["school_id", "name", "county_code"]).to_pylist()
    counties = {one["school_id"]: one["county_code"] for one in schools}
    named = {one["school_id"]: f"{one['name']}　{one['school_id']}" for one in schools}
    offered = {code: words for code, words in named.items() if mine in (None, counties[code])}
    found: dict[tuple[str, str], list[Finding]] = {}
    for one in reading.findings:
        if one.code in CODES:
            found.setdefault((one.value, one.county), []).append(one)

    def remember(name: names.Unknown, school_id: str) -> None:
        county, other = name.county or mine or "", counties.get(school_id, "")
        st.session_state["names_said"] = decisions.remember_name(place, name.written, school_id, county, other)

    if said := st.session_state.pop("names_said", ""):
        st.warning(plain(said))
    unknown = [_unknown(*key, all_, offered) for key, all_ in found.items()]
    names.resolve(unknown, offered if len(offered) <= MOST else {}, remember)
    used = [one for one in reading.choices.aliases if one in reading.choices.used and isinstance(one, KnownName)]
    used = [
        replace(one, county=one.reach or one.county) for one in used
    ]  # a session reads a county's own as for all rows
    rows = [(one.written, named[one.school_id], one.who, one.at[:10], may_remember(place, one.reach)) for one in used]
    if used and (taken := names.known([names.Known(*row) for row in rows])) is not None:
        st.session_state["names_said"] = decisions.forget_name(place, used[taken])
        st.rerun()
    if not unknown and not used:
        st.info(label("names.none"))


def _unknown(written: str, county: str, all_: list[Finding], offered: dict[str, str]) -> names.Unknown:
    one = all_[0]
    row = label("grid.row_number", row=one.row) if one.row else ""
    where = " / ".join(part for part in (one.file, one.sheet, row) if part)
    likely = {
        each.school_id: f"{each.name}（{each.county}）　{each.school_id}"
        for each in one.candidates
        if each.school_id in offered
    }
    return names.Unknown(written, county, where, len(all_), likely)
