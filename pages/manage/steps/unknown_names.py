"""School names that are not in the roster: the user picks which school each means, which is saved for the county's rows."""

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

MOST = 2_000  # at most so many schools are offered beside the candidates
CODES = {f"school_{reason}" for reason in (*LEFT_OPEN, "alias_unknown")}


def step(reading: Reading) -> None:
    """Draw every unknown name with its candidates, and the saved names in use."""
    place, user_county = reading.place, own_county()
    schools = reading.tables["schools"].select(["school_id", "name", "county_code"]).to_pylist()
    counties = {one["school_id"]: one["county_code"] for one in schools}
    named = {one["school_id"]: f"{one['name']}　{one['school_id']}" for one in schools}
    offered = {code: words for code, words in named.items() if user_county in (None, counties[code])}
    found: dict[tuple[str, str], list[Finding]] = {}
    for one in reading.findings:
        if one.code in CODES:
            found.setdefault((one.value, one.county), []).append(one)

    def remember(name: names.Unknown, school_id: str) -> None:
        county, other = name.county or user_county or "", counties.get(school_id, "")
        st.session_state["names_said"] = decisions.remember_name(place, name.written, school_id, county, other)

    if message := st.session_state.pop("names_said", ""):
        st.warning(plain(message))
    unknown = [_unknown(*key, all_, offered) for key, all_ in found.items()]
    names.resolve(unknown, offered if len(offered) <= MOST else {}, remember)
    used = [one for one in reading.choices.aliases if one in reading.choices.used and isinstance(one, KnownName)]
    used = [
        replace(one, county=one.reach or one.county) for one in used
    ]  # within a session, a county's own names are read as if they held for all rows
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
