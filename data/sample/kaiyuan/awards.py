"""The yearly returns of 开原市: awards with made-up names, lectures, and the satisfaction of families."""

from collections.abc import Callable, Mapping
from random import Random

from data.sample.reports import Named, Rate, Total
from data.sample.story import Report

PLACE, SEED = "211282", "lianxiao-211282"
SURNAMES = "王 李 张 刘 陈 杨 赵 孙 周 吴 徐 郭 高 马 关 佟 金 宋 韩 崔"
GIVEN = "丽 敏 静 艳 秀英 志强 建国 海涛 晓东 春梅 玉兰 立新 文博 雪 明哲 桂芬 振华 佳怡 鹏飞 红霞"
SCHOOLS = (
    "开原市民主小学 开原市实验小学 开原市里仁学校 开原市咸州小学 开原市滨水小学 开原市第二初级中学 开原市第三初级中学 "
    "开原市老城初级中学 开原市高级中学 开原市第二高级中学 庆云堡镇中心小学 威远堡镇初级中学 八棵树镇中心小学 "
    "金沟子镇中心小学 中固镇初级中学 靠山镇中心小学 下肥镇中心小学 莲花镇中心小学 城东镇中心小学 李家台镇初级中学"
)
LESSONS = (
    "体育《篮球行进间运球》 美术《家乡的剪纸》 音乐《满族民歌》 体育《快速跑》 美术《色彩的冷暖》 音乐《二声部合唱》 "
    "体育《足球脚内侧传球》 书法《隶书笔画》 舞蹈《东北秧歌》 体育《跳绳接力》"
)


def _people(year: int, count: int, award: str) -> list[str]:
    random = Random(f"{SEED}-{award}-{year}")
    schools = random.sample(SCHOOLS.split(), k=count)
    return [f"{random.choice(SURNAMES.split())}{random.choice(GIVEN.split())}（{school}）" for school in schools]


def _schools(year: int, count: int, award: str) -> list[str]:
    return Random(f"{SEED}-{award}-{year}").sample(SCHOOLS.split(), k=count)


def _lessons(year: int, count: int, award: str) -> list[str]:
    lessons = [f"{lesson}（{school}）" for lesson in LESSONS.split() for school in SCHOOLS.split()]
    return Random(f"{SEED}-{award}-{year}").sample(lessons, k=count)


def _lectures(_year: int, count: int, _award: str) -> list[str]:
    return ["家庭教育巡讲（新城街道专场）", "家庭教育巡讲（乡镇专场）", "家庭教育巡讲（八棵树镇专场）"][:count]


def _named(indicator: str, names: Callable[[int, int, str], list[str]], counts: Mapping[int, int]) -> Named:
    return Named(indicator, PLACE, {year: names(year, count, indicator) for year, count in counts.items()})


def _years(*counts: int) -> dict[int, int]:
    return dict(enumerate(counts, start=2022))


REPORTS: tuple[Report, ...] = (
    _named("famous_teachers", _people, _years(6, 7, 8, 9)),
    # 2024 names one principal too few.
    _named("famous_principals", _people, _years(4, 5, 5, 6)),
    _named("famous_schools", _schools, _years(2, 2, 3, 4)),
    _named("ethics_model_schools", _schools, _years(4, 5, 6, 6)),
    _named("ethics_model_teachers", _people, _years(8, 9, 10, 9)),
    _named("arts_pe_model_schools", _schools, {2024: 4, 2025: 6}),
    _named("arts_pe_model_lessons", _lessons, {2024: 20, 2025: 26}),
    _named("family_lectures", _lectures, _years(1, 2, 2, 2)),
    Total("family_lecture_reach", PLACE, _years(5200, 7400, 8600, 10350)),
    Rate("homework_satisfaction", {PLACE: 12480}, {PLACE: (None, 0.931, 0.944, 0.956)}, first=2022),
    Rate("after_school_satisfaction", {PLACE: 12480}, {PLACE: (None, 0.928, 0.941, 0.954)}, first=2022),
)
