"""开原市, 2022 to 2025: education groups, training, awards; a county-level city whose areas are townships.

Vocational conditions are reached a year late, one small school remains, one year has too few named principals.
"""

from datetime import date
from functools import partial

from data.sample.communities import Growth
from data.sample.enrolment import Enrolment
from data.sample.facts import Having, PartOf, YesNo, teachers
from data.sample.founding import Setting
from data.sample.history import Events
from data.sample.kaiyuan.awards import REPORTS
from data.sample.kaiyuan.groups import AGREEMENTS
from data.sample.place import grown
from data.sample.roster import Register
from data.sample.school import is_any, is_basic, is_vocational
from data.sample.story import Path, Story
from data.sample.villages import NORTHEAST

PLACE, SEED = "211282", "lianxiao-211282"
DATES = (date(2022, 12, 31), date(2023, 12, 31), date(2024, 6, 30), date(2024, 12, 31), date(2025, 12, 31))
SETTING = Setting(
    # No source has a point for these two streets: their schools are near the seat, and the note says so.
    register=Register(PLACE, SEED, first_serial=300001, at_seat=frozenset({"211282001", "211282002"})),
    sites={PLACE: 28},
    villages=NORTHEAST,
    street_schools=("",),
    quality_towns=frozenset({"211282103", "211282105"}),
    named={
        "211282001": "开原市民主小学* 开原市实验小学* 开原市新华小学 开原市里仁学校*:九年一贯制 开原市第二初级中学* "
        "开原市第三初级中学 开原市高级中学* 开原市第二高级中学 开原市职业技术教育中心:中职 开原市信息工程学校:中职 "
        "开原市实验幼儿园 开原市新城幼儿园 开原市特殊教育学校 开原市启明小学 开原市阳光幼儿园",
        "211282002": "开原市老城小学 开原市咸州小学* 开原市老城初级中学 开原市第四中学:高中 开原市老城幼儿园 "
        "开原市卫生学校:中职",
        "211282003": "开原市铁路小学 开原市滨水小学* 开原市第五初级中学 开原市农业机械化学校:中职 "
        "开原市民族职业学校:中职 开原市滨水幼儿园",
        "211282102": "威远堡镇中心幼儿园",
        "211282103": "庆云堡镇中心幼儿园",
        "211282105": "八棵树镇中心幼儿园",
    },
    share_teaching_points=0.4,
    unplaced=frozenset({"开原市信息工程学校", "开原市启明小学", "开原市阳光幼儿园"}),
)
EVENTS = Events(
    closings={date(2023, 8, 31): 3, date(2024, 8, 31): 2, date(2025, 8, 31): 3},
    merged={"松山镇大洼教学点": ("松山镇中心小学", date(2024, 8, 31))},
    renamed={"开原市铁路小学": ("开原市站前小学", date(2023, 9, 1))},
)
# Village schools keep more than fifty pupils, teaching points fewer: those that close are those the plan merges.
ENROLMENT = Enrolment(2022, sizes={("小学", "220"): (66, 180), ("教学点", "220"): (12, 46)})
GROWTH = Growth(SEED, title="教育集团", single="紧密型教育集团", modes=("紧密型教育集团",), agreements=AGREEMENTS)


def _path(*shares: float) -> Path:
    return Path(shares)


# Order of the dates: the ends of 2022 and 2023, June 2024, the ends of 2024 and 2025.
FACTS = (
    YesNo("conditions_met", _path(0.2, 0.4, 0.4, 0.6, 0.8), of=is_vocational),
    Having("psych_teachers", _path(0.5, 0.62, 0.7, 0.84, 0.96), of=is_basic, per=2000),
    YesNo("arts_pe_full", _path(0.8, 0.88, 0.9, 0.97, 1.0), of=is_basic),
    PartOf("teachers_72_hours", _path(0.7, 0.8, 0.82, 0.92, 0.985), teachers, of=is_any),
    PartOf("teachers_training_passed", _path(0.85, 0.9, 0.93, 0.97, 1.0), teachers, of=is_any),
    PartOf("teachers_it_passed", _path(0.6, 0.75, 0.8, 0.92, 1.0), teachers, of=is_basic),
)
STORY = Story(
    place=PLACE,
    seed=SEED,
    name_zh="开原市",
    name_en="Kaiyuan",
    dates=DATES,
    world=partial(grown, SETTING, EVENTS, ENROLMENT, GROWTH, DATES),
    facts=FACTS,
    reports=REPORTS,
    plans=_path(0.7, 0.8, 0.9, 1.0, 1.0),
    quality_groups=_path(0.25, 0.3, 0.3, 0.37, 0.5),
    caveat_zh="新城、老城两街道的学校点位在县城附近随机生成，不是真实位置。",
    caveat_en="The points of schools in the streets 新城 and 老城 are drawn near the seat; they are no real places.",
)
