"""The facts of the schools of 保山市, and the returns of its counties, 2016 to 2020.

昌宁县 reports no music, PE and art; 龙陵县 lists no weak school; 腾冲市 reports no supervision.
"""

from datetime import date

from data.sample.facts import Amount, PartOf, RestOf, YesNo, stating, teachers
from data.sample.reports import Filing, Rate
from data.sample.school import School, is_compulsory, is_urban
from data.sample.story import Path
from data.sample.terms import PrincipalYears, SupervisedOn

DATES = tuple(date(year, 12, 31) for year in range(2016, 2021))
LONGYANG, SHIDIAN, LONGLING, CHANGNING, TENGCHONG = "530502", "530521", "530523", "530524", "530581"


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
        # 施甸 is exactly at the target of 95 % in 2020.
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
