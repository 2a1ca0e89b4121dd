"""葫芦岛市, 2018 to 2023: help for rural schools spreads; 60 % is due at the end of 2020."""

from datetime import date
from random import Random

from data.sample.enrolment import Enrolment, enrolled
from data.sample.facts import YesNo
from data.sample.geography import townships
from data.sample.history import Events
from data.sample.huludao.founding import foundings
from data.sample.huludao.growth import SEED, partnerships
from data.sample.huludao.names import ZONE_OFFICES
from data.sample.partnership import identified
from data.sample.reports import Filing
from data.sample.roster import Register, roster
from data.sample.school import School, is_any, is_rural
from data.sample.story import Path, Story, World

PLACE = "211400"
# Plans and returns are due on 20 April 2020: a snapshot of that day shows who was on time.
DUE = date(2020, 4, 20)
YEAR_ENDS = tuple(date(year, 12, 31) for year in range(2018, 2024))
DATES = tuple(sorted((*YEAR_ENDS, DUE)))
COUNTIES = ("211402", "211403", "211404", "211421", "211422", "211481")
REGISTER = Register(PLACE, SEED, offices=ZONE_OFFICES)
# 55.7 % of compulsory pupils attended 镇区 and 乡村 schools at the end of 2019 (葫芦岛市教育局).
ENROLMENT = Enrolment(2019, county_towns=("绥中镇", "建昌镇"), rural_share=0.557)
EVENTS = Events(
    opened={"龙港区北港实验小学": date(2021, 8, 20)},
    closings={date(year, 8, 31): count for year, count in ((2019, 4), (2020, 4), (2021, 5), (2022, 5), (2023, 6))},
    merged={"红崖子镇青石岭小学": ("红崖子镇中心小学", date(2020, 8, 31))},
    renamed={
        "连山区化工第二小学": ("连山区化工实验小学", date(2020, 9, 1)),
        "宽邦镇初级中学": ("绥中县宽邦中学", date(2022, 9, 1)),
    },
    # The county towns grow to include two villages: the schools become town schools and leave their manager.
    reclassed={"绥中镇郝杖子小学": ("121", date(2021, 9, 1)), "建昌镇团山子小学": ("122", date(2022, 9, 1))},
    quality_gained={"高岭镇中心小学": date(2021, 9, 1), "兴城市温泉第一小学": date(2021, 9, 1)},
)
# Order of the dates: 2018, 2019, April 2020, then the ends of 2020 to 2023.
PLANS = Path(
    (None, None, 0.8, 0.95, 1.0, 1.0, 1.0),
    {
        "211400-0": (None, None, 1.0, 1.0, 1.0, 1.0, 1.0),
        "211402": (None, None, 1.0, 1.0, 1.0, 1.0, 1.0),
        "211421": (None, None, 0.7, 0.9, 1.0, 1.0, 1.0),
        "211422": (None, None, 0.5, 0.8, 0.9, 0.95, 0.95),
    },
)
INTEGRATED = Path(
    (0.2, 0.3, 0.35, 0.55, 0.7, 0.8, 0.9),
    {
        "211403": (None,) * 7,
        "211404": (None, None, None, 0.4, 0.5, 0.6, 0.7),
        "211481": (0.4, 0.5, 0.6, 0.8, 0.9, 1.0, 1.0),
    },
)


def _is_small(school: School) -> bool:
    return is_rural(school) and school.pupils < 100


def _world() -> World:
    founded = foundings(townships(PLACE), Random(f"{SEED}-roster"))
    everyone = roster(founded, REGISTER)
    rosters = {as_of: enrolled(everyone, EVENTS, ENROLMENT, SEED, as_of) for as_of in DATES}
    agreed = partnerships({as_of: rosters[as_of] for as_of in YEAR_ENDS})
    return World(rosters, identified(PLACE, agreed))


STORY = Story(
    place=PLACE,
    seed=SEED,
    name_zh="葫芦岛市",
    name_en="Huludao",
    dates=DATES,
    world=_world,
    facts=(YesNo("plan_filed", PLANS, of=is_any), YesNo("is_integrated", INTEGRATED, of=_is_small)),
    reports=(
        Filing(
            "county_plan_filed",
            {county: date(2020, 4, 16) for county in COUNTIES} | {"211422": date(2020, 5, 11)},
            [day for day in DATES if day >= DUE],
        ),
        Filing(
            "small_school_return_filed",
            {county: date(2020, 4, 17) for county in COUNTIES},
            [day for day in DATES if day >= DUE],
        ),
    ),
    plans=Path((0.0, 0.8, 0.85, 0.9, 0.95, 0.95, 1.0)),
    silent_counties=frozenset({"211404"}),
)
