"""Communities, groups and districts, and the schools that take part in them."""

from tests.oracle import area_of, coverage, is_active
from tests.oracles.seen import Units, View, county_of, filed_under, has_begun, schools_of, unit


def rural_pairing_coverage(view: View) -> Units:
    counted = coverage(view.town, view.counting_rule, view.lead_rule, view.rural_scope)
    found: Units = {}
    for code in counted.covered | counted.missing:
        found[area_of(view.town.school(code)), code] = (1 if code in counted.covered else 0, 1)
    return found


def community_plan_filed(view: View) -> Units:
    stating = {county_of(view.town, pairing) for _, pairing in view.active() if pairing.plan_filed is not None}
    found: Units = {}
    for code, pairing in view.active():
        if county_of(view.town, pairing) in stating:
            found[filed_under(view.town, pairing), code] = (1 if pairing.plan_filed else 0, 1)
    return found


def group_quality_rate(view: View) -> Units:
    groups = [(code, pairing) for code, pairing in view.active() if pairing.mode == "集团式"]
    stating = {county_of(view.town, pairing) for _, pairing in groups if pairing.quality_group is not None}
    found: Units = {}
    for code, pairing in groups:
        if county_of(view.town, pairing) in stating:
            found[filed_under(view.town, pairing), code] = (1 if pairing.quality_group else 0, 1)
    return found


def one_core_school(view: View) -> Units:
    communities: dict[tuple[str, str], list[str]] = {}
    cores: dict[str, set[str]] = {}
    for code, pairing in view.active():
        community = (county_of(view.town, pairing), pairing.name or code)
        communities.setdefault(community, []).append(code)
        cores[code] = {named for named in (pairing.core or pairing.core_name,) if named}
    pairings = dict(view.town.numbered_pairings())
    found: Units = {}
    for codes in communities.values():
        first, named = min(codes), {core for code in codes for core in cores[code]}
        found[filed_under(view.town, pairings[first]), first] = (1 if len(named) == 1 else 0, 1)
    return found


def school_district_coverage(view: View) -> Units:
    inside = {school for _, pairing in view.active() if pairing.mode == "学区" for school in schools_of(pairing)}
    found: Units = {}
    for school in view.compulsory():
        found[unit(school)] = (1 if school.school_id in inside else 0, 1)
    return found


def group_retention(view: View) -> Units:
    joined: set[str] = set()
    still: set[str] = set()
    for town in view.history:
        for pairing in town.pairings:
            if pairing.mode == "集团式" and has_begun(pairing, town.as_of):
                joined |= schools_of(pairing)
                if town is view.town and is_active(pairing, town.as_of):
                    still |= schools_of(pairing)
    found: Units = {}
    for school in view.compulsory():
        if school.school_id in joined:
            found[unit(school)] = (1 if school.school_id in still else 0, 1)
    return found


def senior_high_pairing(view: View) -> Units:
    senior = {school.school_id for school in view.town.schools if school.stage == "高中"}
    helped: set[str] = set()
    helping: set[str] = set()
    for _, pairing in view.active():
        for member in senior & set(pairing.members):
            if pairing.core is None and pairing.core_name:
                helped.add(member)
            if pairing.core in senior and pairing.core != member:
                helped.add(member)
                helping.add(pairing.core)
    found: Units = {}
    for school in view.town.schools:
        if school.school_id in senior - helping and not school.quality:
            found[unit(school)] = (1 if school.school_id in helped else 0, 1)
    return found
