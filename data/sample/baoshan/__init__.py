"""保山市, 2016 to 2020: balance, retention, full courses and experiments, rotation, and school districts.

施甸县 is recognised as balanced a year late. 昌宁县 reports no courses, 腾冲市 no supervision.
"""

from datetime import date
from functools import partial

from data.sample.agreements import Agreement
from data.sample.baoshan.facts import (
    BALANCE,
    CHANGNING,
    DATES,
    FACTS,
    LONGLING,
    LONGYANG,
    RETENTION,
    SHIDIAN,
    TENGCHONG,
)
from data.sample.communities import Growth
from data.sample.enrolment import Enrolment
from data.sample.founding import Setting
from data.sample.history import Events
from data.sample.place import grown
from data.sample.roster import Register
from data.sample.story import Path, Story
from data.sample.villages import YUNNAN

PLACE, SEED = "530500", "lianxiao-530500"
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
