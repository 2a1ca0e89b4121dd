"""The cities the mutants are tried on: the toy 葫芦岛 in three years, a folding 辽阳, and two places drawn once and for all."""

from datetime import date
from pathlib import Path

from data.registry.rows import Row, registry
from tests.queries import folding_city as folding
from tests.queries import toy_city as toy
from tests.queries.city import pairing, publish_city, publish_town, school, with_rules
from tests.queries.counted import goal
from tests.queries.odd_city import publish_odd
from tests.queries.stated import history
from tests.queries.test_yearly_goals import award

BEFORE, AFTER = date(2019, 12, 31), date(2021, 11, 30)
RULES = [
    (counting, lead, "镇区+乡村")
    for counting, lead in (
        ("under_managing_school", "quality"),
        ("each_site", "urban"),
        ("under_managing_school", "any"),
    )
]
MAIN = " ".join(RULES[0])
DRAWN = {"530500": (date(2018, 12, 31), date(2020, 12, 31)), "211282": (date(2024, 12, 31), date(2026, 3, 1))}
SEEDS = {"530500": 1, "211282": 1}
OTHERS = ("530500", "211282", "370300")  # with the goals of their own programmes


def goals() -> list[Row]:
    """建昌县 stands at exactly 3 of 5 by quality schools at the end of 2020, at 0 of 5 a year before, 5 of 5 after."""
    choices = [
        (comparator, target, due, kind, scope)
        for comparator, target in ((">=", "60"), ("<=", "60"), (">=", "61"))
        for due in ("2020-06-30", "2020-12-31", "2021-06-30", "2022-12-31")
        for kind, scope in (("target", "city and each county"), ("reference", "city"))
    ]
    rows = [
        goal("/".join(choice), comparator=choice[0], target=choice[1], due=choice[2], kind=choice[3], scope=choice[4])
        for choice in choices
    ]
    yearly = {"indicator_id": "famous_teachers", "target": "3", "unit": "人/年", "due": "2021-12-31"}
    rows.append(goal("yearly", **yearly, judged="each year", scope="county"))
    real = [row for row in registry("goals") if row["programme_id"] in ("baoshan-2016", "kaiyuan-2024")]
    return [*(row | {"programme_id": MAIN} for row in rows), *real]


def programmes() -> list[Row]:
    folds = with_rules(folding.PLACE, [folding.RULES])
    return [
        *with_rules(toy.PLACE, RULES),
        *folds,
        *(row for row in registry("programmes") if row["place_code"] in OTHERS),
    ]


def awards(*told: tuple[str, str, str, float]) -> list[dict[str, object]]:
    return [award(area, (start, end), number) for area, start, end, number in told]


def publish_toy(data: Path) -> None:
    """Publish three years of 葫芦岛, the middle one counted by hand."""
    y2019, y2020 = (toy.LIANSHAN, "2019-01-01", "2019-12-31", 3), (toy.LIANSHAN, "2020-01-01", "2020-12-31", 2)
    half, school_year = (toy.SUIZHONG, "2020-01-01", "2020-06-30", 3), (toy.SUIZHONG, "2020-09-01", "2021-08-31", 4)
    corrected = (*y2020[:3], 3)
    zone = (toy.ZONE, "2020-01-01", "2020-12-31", 1)
    earlier = [row | {"managing_school_id": None} if row["school_id"] == "B3" else row for row in toy.SCHOOLS]
    earlier = [row | {"school_id": "E0"} if row["school_id"] == "E9" else row for row in earlier]  # E9 was E0
    first = [pairing("D2", "D5", partnership_id="211400-003")]
    publish_city(data, toy.PLACE, earlier, first, BEFORE, returns=awards(y2019))
    held = [
        {
            "activity_id": "1",
            "kind": "教师交流",
            "county_code": toy.PLACE,
            "held_on": toy.AS_OF,
            "school_id": "B3",
            "teachers": 2,
        },
        {"activity_id": "2", "kind": "质量分析", "county_code": toy.PLACE, "held_on": AFTER, "school_id": "F5"},
    ]
    money = [
        {"fund_id": "1", "county_code": toy.PLACE, "task": "教师交流", "school_id": "B3", "amount": 5000.0}
        | {"period_start": date(2020, 9, 1), "period_end": date(2021, 8, 31)}
    ]
    returned = awards(y2019, y2020, half, zone)
    publish_city(data, toy.PLACE, toy.SCHOOLS, toy.PAIRINGS, toy.AS_OF, returns=returned, activities=held, funds=money)
    later = [*toy.PAIRINGS, pairing("F3", "F1", "F5")]
    # One step more than the chain of the toy, and a manager of another county.
    more = [
        school("B9", toy.LIANSHAN, "220", "教学点", managing_school_id="B3"),
        school("G9", toy.XINGCHENG, "220", "教学点", managing_school_id="F5"),
        school("H1", "211400-0", "121"),
    ]
    publish_city(data, toy.PLACE, [*toy.SCHOOLS, *more], later, AFTER, returns=awards(corrected, half, school_year))


def publish_all(data: Path) -> None:
    """Publish all of them below the data folder."""
    publish_toy(data)
    publish_odd(data)
    folding.publish_folding(data)
    for place, days in DRAWN.items():
        for town in history(SEEDS[place], place, days):
            publish_town(data, town)
