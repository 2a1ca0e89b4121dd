"""辽阳市, 2018 to 2023: urban–rural cooperation everywhere by 2020, and classrooms that record lessons in every school.

白塔区 has no rural school. The city is covered a year late, and never has recording classrooms in every school.
"""

from datetime import date
from functools import partial

from data.sample.agreements import Agreement
from data.sample.communities import Growth
from data.sample.enrolment import Enrolment
from data.sample.facts import Having
from data.sample.founding import Setting
from data.sample.history import Events
from data.sample.place import grown
from data.sample.roster import Register
from data.sample.school import is_basic
from data.sample.story import Path, Story
from data.sample.villages import NORTHEAST

PLACE, SEED = "211000", "lianxiao-211000"
DATES = tuple(date(year, 12, 31) for year in range(2018, 2024))
DIRECT = "211000-0"
SETTING = Setting(
    register=Register(PLACE, SEED, first_serial=200001),
    sites={"211002": 0, "211003": 6, "211004": 6, "211005": 6, "211011": 12, "211021": 46, "211081": 38},
    villages=NORTHEAST,
    seats=frozenset({"211021100"}),
    quality_towns=frozenset({"211021101", "211081101", "211003101", "211004102", "211011102"}),
    named={
        "211002016": "辽阳市第一高级中学* 辽阳市第二高级中学 辽阳市实验附中* 辽阳市特殊教育学校",
        "211002017": "辽阳市职业中等专业学校 辽阳市实验幼儿园",
        "211002019": "白塔区襄平幼儿园 辽阳市襄平高级中学",
        "211003004": "文圣区庆阳幼儿园 文圣区庆阳高级中学",
        "211004004": "宏伟区长征幼儿园 宏伟区高级中学*",
        "211005001": "弓长岭区高级中学 弓长岭区苏家幼儿园",
        "211021100": "辽阳县高级中学* 辽阳县职业教育中心 首山镇中心幼儿园 辽阳县特殊教育学校",
        "211021101": "刘二堡镇中心幼儿园",
        "211081001": "灯塔市第一高级中学* 灯塔市职业教育中心 灯塔市实验幼儿园 灯塔市特殊教育学校",
        "211081101": "佟二堡镇中心幼儿园",
    },
    direct=dict.fromkeys(
        ["辽阳市第一高级中学", "辽阳市实验附中", "辽阳市特殊教育学校", "辽阳市职业中等专业学校", "辽阳市实验幼儿园"],
        DIRECT,
    ),
)
EVENTS = Events(
    closings={date(year, 8, 31): count for year, count in ((2019, 2), (2020, 3), (2021, 2), (2022, 3), (2023, 2))},
    merged={"隆昌镇杨树底教学点": ("隆昌镇中心小学", date(2021, 8, 31))},
    renamed={
        "穆家镇初级中学": ("辽阳县穆家中学", date(2020, 9, 1)),
        "太子河区铁西第二小学": ("太子河区铁西实验小学", date(2022, 9, 1)),
    },
    quality_gained={"张台子镇中心小学": date(2020, 9, 1)},
)
ENROLMENT = Enrolment(2020, county_towns=("首山镇",))
AGREEMENTS = (
    Agreement(
        *("辽阳市第一高级中学", date(2019, 3, 1), "学段纵向协作体"),
        "白塔区襄平幼儿园 白塔区文圣第一小学 白塔区文圣初级中学",
        name="白塔区学段纵向协作体",
    ),
    Agreement(
        *("灯塔市第一高级中学", date(2020, 3, 1), "学段纵向协作体"),
        "灯塔市实验幼儿园 灯塔市烟台第一小学 灯塔市烟台初级中学",
        name="灯塔市学段纵向协作体",
    ),
    Agreement(
        *("辽阳县高级中学", date(2021, 3, 1), "学段纵向协作体"),
        "首山镇中心幼儿园 首山镇实验小学 首山镇第一初级中学",
        name="首山学段纵向协作体",
    ),
    Agreement("辽阳市实验附中", date(2018, 9, 1), "城乡协作体", "河栏镇初级中学 寒岭镇初级中学 兰家镇初级中学"),
    Agreement("白塔区文圣第一小学", date(2018, 9, 1), "城乡协作体", "首山镇中心小学 曙光镇中心小学"),
    Agreement("宏伟区高级中学", date(2019, 9, 1), "校际协作体", "弓长岭区高级中学 文圣区庆阳高级中学"),
    Agreement(
        *("鞍山市铁东育才学校", date(2019, 9, 1), "跨市结对", "唐马寨镇初级中学 小北河镇初级中学"),
        core_place="鞍山市",
    ),
    # A group of 灯塔 ends: its three schools have no partner at the end of 2023.
    Agreement(
        *("灯塔市烟台第一小学", date(2018, 9, 1), "城乡协作体"),
        "铧子镇中心小学 西大窑镇中心小学 柳河子镇中心小学",
        ended_on=date(2023, 6, 30),
    ),
)
GROWTH = Growth(
    SEED,
    title="协作体",
    single="城乡结对",
    modes=("城乡协作体", "城乡协作体", "校际协作体"),
    agreements=AGREEMENTS,
    pace=Path(
        (0.35, 0.65, 0.95, 1.0, 1.0, 1.0),
        {
            "211003": (0.5, 0.8, 1.0, 1.0, 1.0, 1.0),
            "211005": (0.2, 0.5, 0.85, 1.0, 1.0, 1.0),
            "211011": (0.4, 0.7, 1.0, 1.0, 1.0, 1.0),
            "211081": (0.3, 0.6, 0.92, 1.0, 1.0, 0.95),
        },
    ),
)
RECORDING = Path(
    (0.25, 0.55, 0.9, 0.94, 0.97, 0.99),
    {
        "211000-0": (0.6, 0.8, 1.0, 1.0, 1.0, 1.0),
        "211002": (0.5, 0.8, 1.0, 1.0, 1.0, 1.0),
        "211004": (0.4, 0.8, 1.0, 1.0, 1.0, 1.0),
        "211005": (None,) * 6,
        "211011": (0.3, 0.6, 0.95, 1.0, 1.0, 1.0),
    },
)
STORY = Story(
    place=PLACE,
    seed=SEED,
    name_zh="辽阳市",
    name_en="Liaoyang",
    dates=DATES,
    world=partial(grown, SETTING, EVENTS, ENROLMENT, GROWTH, DATES),
    facts=(Having("recording_classrooms", RECORDING, of=is_basic),),
    reports=(),
    silent_counties=frozenset({"211004"}),
)
