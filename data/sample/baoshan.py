"""保山市, 2016 to 2020: balance, retention, full courses and experiments, rotation, and school districts.

施甸县 is recognised as balanced a year late; 昌宁县 says nothing of courses, 腾冲市 nothing of supervision.
"""

from datetime import date
from functools import partial

from data.sample.agreements import Agreement
from data.sample.communities import Growth
from data.sample.enrolment import Enrolment
from data.sample.facts import Amount, PartOf, RestOf, YesNo, stating, teachers
from data.sample.founding import Setting
from data.sample.history import Events
from data.sample.place import grown
from data.sample.reports import Filing, Rate
from data.sample.roster import Register
from data.sample.school import School, is_compulsory, is_urban
from data.sample.story import Path, Story
from data.sample.terms import PrincipalYears, SupervisedOn
from data.sample.villages import YUNNAN

PLACE, SEED = "530500", "lianxiao-530500"
DATES = tuple(date(year, 12, 31) for year in range(2016, 2021))
LONGYANG, SHIDIAN, LONGLING, CHANGNING, TENGCHONG = "530502", "530521", "530523", "530524", "530581"
SETTING = Setting(
    register=Register(PLACE, SEED),
    sites={LONGYANG: 56, SHIDIAN: 40, LONGLING: 34, CHANGNING: 40, TENGCHONG: 50},
    villages=YUNNAN,
    seats=frozenset({"530521101", "530523101", "530524101"}),
    quality_towns=frozenset({"530502101", "530502104", "530581102", "530581106", "530524103", "530521102"}),
    named={
        "530502001": "保山市第一高级中学* 保山市实验附中* 隆阳区兰城幼儿园 保山市特殊教育学校",
        "530502002": "保山市职业中等专业学校 隆阳区高级中学",
        "530521101": "施甸县高级中学 施甸县职业教育中心 甸阳镇中心幼儿园",
        "530523101": "龙陵县高级中学 龙陵县职业教育中心 龙山镇中心幼儿园",
        "530524101": "昌宁县高级中学* 昌宁县职业教育中心 田园镇中心幼儿园",
        "530581001": "腾冲市第一高级中学* 腾冲市职业教育中心 腾冲市实验幼儿园 腾冲市特殊教育学校",
    },
    direct=dict.fromkeys(("保山市第一高级中学", "保山市实验附中", "保山市职业中等专业学校"), "530500-0"),
    endings=("完小", "教学点"),
    share_teaching_points=0.4,
    states_seat=frozenset({SHIDIAN, LONGLING, CHANGNING, TENGCHONG}),
)
EVENTS = Events(
    closings={date(year, 8, 31): count for year, count in ((2017, 5), (2018, 6), (2019, 5), (2020, 6))},
    merged={"潞江镇花椒教学点": ("潞江镇中心小学", date(2018, 8, 31))},
    renamed={"腾冲市西源初级中学": ("腾冲市第二中学", date(2018, 9, 1))},
    quality_gained={"龙新乡中心小学": date(2018, 9, 1)},
)
ENROLMENT = Enrolment(2018, county_towns=("甸阳镇", "龙山镇", "田园镇"))
AGREEMENTS = (
    Agreement("保山市实验附中", date(2016, 9, 1), "城乡结对", "由旺镇初级中学 蒲缥镇初级中学"),
    Agreement("腾冲市腾越第一小学", date(2016, 9, 1), "名校办分校", "固东镇中心小学 和顺镇中心小学"),
    Agreement("昆明市盘龙实验学校", date(2018, 3, 1), "跨市结对", "猴桥镇初级中学 勐糯镇初级中学", core_place="昆明市"),
    Agreement(
        *("隆阳区兰城第一小学", date(2017, 3, 1), "城乡结对", "瓦窑镇中心小学 潞江镇中心小学"),
        ended_on=date(2019, 7, 31),
    ),
    Agreement(
        *("昌宁县高级中学", date(2018, 9, 1), "学段纵向协作体"),
        "田园镇中心幼儿园 田园镇实验小学 田园镇第一初级中学",
        name="昌宁县学段衔接协作体",
    ),
)
GROWTH = Growth(
    SEED,
    title="结对帮扶",
    single="城乡结对",
    modes=("城乡结对", "城乡结对", "名校办分校"),
    agreements=AGREEMENTS,
    pace=Path((0.12, 0.25, 0.4, 0.5, 0.6), {LONGYANG: (0.2, 0.35, 0.5, 0.65, 0.75)}),
)
DISTRICTS = Path((0.2, 0.45, 0.65, 0.85, 0.95), {LONGYANG: (0.4, 0.6, 0.9, 1.0, 1.0)})


def _in_seat(school: School) -> bool:
    is_seat = is_urban(school) if school.is_county_seat is None else school.is_county_seat
    return is_compulsory(school) and is_seat


def _outside_seat(school: School) -> bool:
    return is_compulsory(school) and not _in_seat(school)


def _has_principal(school: School) -> bool:
    return is_compulsory(school) and school.stage != "教学点"


def _demonstrations(school: School) -> int:
    return {"教学点": 20, "初中": 60, "九年一贯制": 100}.get(school.stage, 40)


def _group_experiments(school: School) -> int:
    return {"教学点": 20, "初中": 80, "九年一贯制": 120}.get(school.stage, 40)


ALL = Path((1.0,) * 5)
FACTS = (
    YesNo("arts_pe_full", Path((1.0,) * 5, {CHANGNING: (None,) * 5}), of=_in_seat),
    YesNo(
        "arts_pe_full",
        Path((0.7, 0.95, 1.0, 1.0, 1.0), {CHANGNING: (None,) * 5, TENGCHONG: (0.8, 1.0, 1.0, 1.0, 1.0)}),
        of=_outside_seat,
    ),
    Amount("demo_experiments_planned", ALL, _demonstrations),
    PartOf(
        "demo_experiments_done",
        Path((0.9, 0.93, 0.96, 0.98, 0.995), {LONGYANG: (0.93, 0.96, 0.98, 1.0, 1.0)}),
        stating("demo_experiments_planned"),
    ),
    Amount("group_experiments_planned", ALL, _group_experiments),
    PartOf(
        "group_experiments_done",
        # 施甸 stands exactly on the target of 95 % in 2020.
        Path(
            (0.82, 0.86, 0.9, 0.94, 0.96),
            {SHIDIAN: (0.8, 0.84, 0.88, 0.92, 0.95), LONGLING: (0.78, 0.82, 0.86, 0.9, 0.93)},
        ),
        stating("group_experiments_planned"),
    ),
    PrincipalYears(
        Path((6, 5, 4, 2, 1), {LONGYANG: (9, 7, 5, 2, 0), CHANGNING: (5, 4, 3, 1, 0), LONGLING: (5, 5, 4, 3, 2)})
    ),
    RestOf(
        "teachers_unrotated",
        Path((0.22, 0.17, 0.12, 0.07, 0.03), {SHIDIAN: (0.18, 0.12, 0.06, 0.02, 0.0), "530500-0": (0.0,) * 5}),
        teachers,
    ),
    YesNo("is_weak", Path((0.15,) * 5, {"530500-0": (None,) * 5, LONGLING: (None,) * 5}), of=_has_principal),
    YesNo("weak_plan_done", Path((0.0, 0.2, 0.5, 0.8, 1.0)), where="is_weak"),
    SupervisedOn(Path((0.32, 0.64, 0.96, 0.99, 1.0), {TENGCHONG: (None,) * 5})),
)
RETENTION = Rate(
    "nine_year_retention",
    {LONGYANG: 9812, SHIDIAN: 3904, LONGLING: 3415, CHANGNING: 4127, TENGCHONG: 7638},
    {
        LONGYANG: (0.941, 0.949, 0.957, 0.961, 0.966),
        SHIDIAN: (0.929, 0.94, 0.951, 0.954, 0.958),
        LONGLING: (0.922, 0.933, 0.944, 0.951, 0.953),
        CHANGNING: (0.935, 0.944, 0.952, 0.957, 0.96),
        TENGCHONG: (0.938, 0.947, 0.956, 0.96, 0.964),
    },
    first=2016,
)
BALANCE = Filing(
    "basic_balance_counties",
    {
        LONGYANG: date(2017, 11, 20),
        SHIDIAN: date(2019, 12, 6),
        LONGLING: date(2018, 11, 16),
        CHANGNING: date(2017, 11, 24),
        TENGCHONG: date(2016, 10, 28),
    },
    DATES,
)
STORY = Story(
    place=PLACE,
    seed=SEED,
    name_zh="保山市",
    name_en="Baoshan",
    dates=DATES,
    world=partial(grown, SETTING, EVENTS, ENROLMENT, GROWTH, DATES, DISTRICTS),
    facts=FACTS,
    reports=(RETENTION, BALANCE),
    silent_counties=frozenset({LONGLING}),
)
