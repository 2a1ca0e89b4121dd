"""淄博市, 2019 to 2025: communities of schools, with plans due in June 2019 and every rural school in one by 2023.

沂源县 is a year late; 周村区 keeps a community with two cores; 高青县 reports children in need only from 2024.
"""

from datetime import date
from functools import partial

from data.sample.agreements import Agreement
from data.sample.communities import Growth
from data.sample.enrolment import Enrolment
from data.sample.facts import Amount, PartOf, stating
from data.sample.founding import Setting
from data.sample.history import Events
from data.sample.place import grown
from data.sample.reports import Filing
from data.sample.roster import Register
from data.sample.school import School, is_urban
from data.sample.story import Path, Story
from data.sample.villages import SHANDONG

PLACE, SEED = "370300", "lianxiao-370300"
DUE = date(2019, 6, 30)
DATES = (DUE, *(date(year, 12, 31) for year in range(2019, 2026)))
COUNTIES = ("370302", "370303", "370304", "370305", "370306", "370321", "370322", "370323")
SETTING = Setting(
    register=Register(PLACE, SEED),
    sites=dict(zip(COUNTIES, (28, 14, 20, 20, 14, 16, 18, 34), strict=True)),
    villages=SHANDONG,
    quality_towns=frozenset({"370302102", "370303101", "370304102", "370305103", "370306102", "370321105"}),
    named={
        "370302001": "淄川区高级中学* 淄川区职业教育中心 淄川区特殊教育学校 淄川区实验幼儿园",
        "370303002": "淄博市实验附中* 淄博市第一高级中学* 张店区公园幼儿园",
        "370303006": "淄博市职业中等专业学校 张店区特殊教育学校 张店区高级中学",
        "370304002": "博山区高级中学* 博山区职业教育中心 博山区实验幼儿园",
        "370305002": "临淄区高级中学* 临淄区职业教育中心 临淄区雪宫幼儿园",
        "370306002": "周村区高级中学 周村区职业教育中心 周村区大街幼儿园",
        "370321001": "桓台县高级中学* 桓台县职业教育中心 桓台县实验幼儿园 桓台县特殊教育学校",
        "370322001": "高青县高级中学 高青县职业教育中心 高青县实验幼儿园",
        "370323002": "沂源县高级中学* 沂源县职业教育中心 沂源县实验幼儿园 沂源县特殊教育学校",
    },
    direct=dict.fromkeys(("淄博市实验附中", "淄博市第一高级中学", "淄博市职业中等专业学校"), "370300-0"),
    share_teaching_points=0.22,
)
EVENTS = Events(
    closings={date(year, 8, 31): count for year, count in zip(range(2019, 2026), (3, 2, 3, 2, 3, 2, 3), strict=True)},
    merged={"太河镇郭庄教学点": ("太河镇中心小学", date(2022, 8, 31))},
    renamed={
        "博山区城西初级中学": ("博山区实验中学", date(2021, 9, 1)),
        "鲁村镇初级中学": ("沂源县鲁村中学", date(2023, 9, 1)),
    },
    quality_gained={"东里镇中心小学": date(2021, 9, 1), "青城镇中心小学": date(2022, 9, 1)},
)
ENROLMENT = Enrolment(2020)
AGREEMENTS = (
    Agreement("淄博市实验附中", date(2019, 3, 1), "集团式（1+N）", "池上镇初级中学 太河镇初级中学 燕崖镇初级中学"),
    Agreement("张店区公园实验小学", date(2019, 3, 1), "联盟式（1+1+）", "张家坡镇中心小学 大张庄镇中心小学"),
    Agreement("济南市历下实验学校", date(2021, 9, 1), "跨市结对", "石桥镇初级中学 东里镇初级中学", core_place="济南市"),
    # Two cores under one name: in 周村 until today, in 临淄 until one of them ends.
    *(
        Agreement(core, date(2019, 5, 1), "联盟式（1+1+）", members, name="周村区丝路学校联盟")
        for core, members in (
            ("周村区丝绸路第一小学", "王村镇中心小学 商家镇中心小学"),
            ("周村区大街实验小学", "萌水镇中心小学"),
        )
    ),
    Agreement(
        *("临淄区闻韶第一小学", date(2019, 5, 1), "联盟式（1+1+）", "皇城镇中心小学 朱台镇中心小学"),
        name="临淄区齐都学校联盟",
    ),
    Agreement(
        *("临淄区雪宫实验小学", date(2019, 5, 1), "联盟式（1+1+）", "凤凰镇中心小学"),
        name="临淄区齐都学校联盟",
        ended_on=date(2022, 8, 31),
    ),
    # No core was named: the community does not count for any coverage.
    Agreement(
        *("", date(2019, 5, 1), "联盟式（1+1+）", "南定镇中心小学 傅家镇中心小学 沣水镇中心小学"),
        name="张店区南部学校联盟",
        ended_on=date(2023, 8, 31),
    ),
    Agreement(
        *("淄川区高级中学", date(2020, 9, 1), "学段纵向协作体"),
        "淄川区实验幼儿园 淄川区般阳路第一小学 淄川区般阳路初级中学",
        name="淄川区学段衔接共同体",
    ),
)
GROWTH = Growth(
    SEED,
    title="发展共同体",
    single="帮扶式（1+1）",
    modes=("帮扶式（1+N）", "联盟式（1+1+）", "集团式（1+N）"),
    agreements=AGREEMENTS,
    pace=Path(
        (0.3, 0.42, 0.6, 0.75, 0.88, 1.0, 1.0, 1.0),
        {
            "370303": (0.5, 0.6, 0.8, 0.9, 1.0, 1.0, 1.0, 1.0),
            "370323": (0.2, 0.3, 0.45, 0.6, 0.8, 0.95, 1.0, 1.0),
        },
    ),
)
PLANS = Path(
    (0.9, *(1.0,) * 7),
    {
        "370303": (1.0,) * 8,
        "370305": (1.0,) * 8,
        "370306": (None, *(1.0,) * 7),
        "370321": (1.0,) * 8,
        "370323": (0.5, 0.8, *(1.0,) * 6),
    },
)
FROM_2024 = (None,) * 6
CHILDREN = Path((1.0,) * 8, {"370322": (*FROM_2024, 1.0, 1.0)})
CARE = Path((0.6, 0.7, 0.8, 0.9, 0.97, 1.0, 1.0, 1.0), {"370322": (*FROM_2024, 0.97, 1.0)})


def _left_behind(school: School) -> int:
    return round(school.pupils * (0.01 if is_urban(school) else 0.06))


STORY = Story(
    place=PLACE,
    seed=SEED,
    name_zh="淄博市",
    name_en="Zibo",
    dates=DATES,
    world=partial(grown, SETTING, EVENTS, ENROLMENT, GROWTH, DATES),
    facts=(
        Amount("left_behind_children", CHILDREN, _left_behind),
        PartOf("left_behind_paired", CARE, stating("left_behind_children")),
    ),
    reports=(Filing("county_plan_filed", {county: date(2019, 6, 21) for county in COUNTIES}, DATES),),
    plans=PLANS,
    silent_counties=frozenset({"370306"}),
)
