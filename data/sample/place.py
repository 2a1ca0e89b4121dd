"""Combine the tables of a place into its schools at every date and its partnerships."""

from collections.abc import Sequence
from datetime import date

from data.sample.communities import Growth, partnerships
from data.sample.districts import districts
from data.sample.enrolment import Enrolment, enrolled
from data.sample.founding import Setting, foundings
from data.sample.history import Events
from data.sample.partnership import identified
from data.sample.roster import roster
from data.sample.story import Path, World


def grown(
    setting: Setting,
    events: Events,
    enrolment: Enrolment,
    growth: Growth,
    dates: Sequence[date],
    district_path: Path | None = None,
) -> World:
    """Return the place's world: its schools by date and its partnerships by id, school districts last."""
    register = setting.register
    everyone = roster(foundings(setting), register)
    rosters = {as_of: enrolled(everyone, events, enrolment, register.seed, as_of) for as_of in dates}
    agreed = partnerships(growth, rosters)
    if district_path:
        agreed += districts(district_path, rosters, register.seed)
    return World(rosters, identified(register.place, agreed))
