"""A small 淄博 and a smaller 开原 of odd partnerships and returns, one for each way a word of the SQL could be wrong."""

from datetime import date
from pathlib import Path

from tests.queries.city import Record, pairing, publish_city, school

ZIBO, KAIYUAN = "370300", "211282"
A, B = "370302", "370303"
EARLIER, DAY = date(2019, 12, 31), date(2020, 12, 31)

SCHOOLS = [
    school("S1", A, "111", is_quality=True),
    school("S2", A, "220"),
    school("S3", B, "111"),
    school("S4", B, "220"),
    school("S5", B, "220"),
    school("S6", A, "220"),
    school("S7", A, "111"),
    *(school(f"H{number}", A, "111", "高中") for number in (1, 2)),
]
BEFORE = [pairing("S1", "S6", mode="集团式")]  # S6 leaves the group
PAIRINGS = [
    pairing("S1", "S2", mode="集团式", county_code=A, started_on=DAY, is_quality_group=True),  # begins today
    pairing("S3", "S4", mode="集团式", county_code=B, started_on=date(2021, 1, 1)),  # is to come
    pairing("S7", "S2", mode="集团式", county_code=A),  # a group nobody rates, in a county that rates
    pairing("S7", "S2", mode="集团式", county_code=A, is_ended=True),
    pairing("S3", "S4", county_code=B, is_ended=True, plan_filed=True),  # the county's only plan has ended
    pairing("S3", "S5", county_code=B),
    pairing("S1", "S4", plan_filed=True),  # nobody says who reports it: its core's county
    pairing(None, "S2", "S4", core_name=None, plan_filed=True),  # nobody leads it: its first member's
    pairing("S1", "S2", name="甲", county_code=A),  # one community with two cores
    pairing("S7", "S2", name="甲", county_code=A),
    pairing("S3", county_code=A),  # without members
    pairing(None, "H2", core_name="济南一中", core_place="济南市"),
    pairing("H1", "H1"),  # listed among its own members: helps nobody
]
TOWNS = [
    school("K2", KAIYUAN, "121", town_code="211282102"),
    school("K3", KAIYUAN, "220", town_code="211282103"),
    school("K4", KAIYUAN, "220"),
]
# One name, two cores of two townships; and a partnership nobody leads.
TIES = [pairing("K2", "K3", name="乙"), pairing("K3", "K2", name="乙"), pairing(None, "K4", core_name=None)]


def told(indicator: str, area: str, start: str, end: str, number: float, unit: str | None = None) -> Record:
    """Return a row of returns."""
    days = {"period_start": date.fromisoformat(start), "period_end": date.fromisoformat(end)}
    row = {"indicator_id": indicator, "area_code": area, "unit_id": unit or area}
    return row | days | {"numerator": number, "denominator": 1.0}


RETURNS = [
    # A period that begins a year before the other one ends is not of the same year.
    told("family_lectures", A, "2019-12-31", "2020-06-30", 1),
    told("family_lectures", A, "2020-07-01", "2020-12-31", 1),
    # Two counties that number their plans alike, a year apart.
    told("county_plan_filed", A, "2019-01-01", "2019-12-31", 1, "方案1"),
    told("county_plan_filed", B, "2020-01-01", "2020-12-31", 1, "方案1"),
]


def publish_odd(data: Path) -> None:
    """Publish 淄博 on two days and 开原 on one."""
    publish_city(data, ZIBO, SCHOOLS, BEFORE, EARLIER)
    publish_city(data, ZIBO, SCHOOLS, PAIRINGS, DAY, returns=RETURNS)
    publish_city(data, KAIYUAN, TOWNS, TIES, DAY)
