"""Random towns: plain schools and pairings inside real counties and townships, for oracle and intake tests."""

import csv
import random
from datetime import date, timedelta
from functools import cache

from hypothesis import strategies

from data.paths import GEOGRAPHY
from data.registry.rows import Row, registry
from tests.town import Pairing, School, Town

PLACES = ("211000", "211400", "370300", "530500", "211282")
ZONE, ZONE_TOWN, ZONE_NAME = "211402-yjzz", "211402400", "杨家杖子经济开发区"
CODES = {"城区": ("111", "112"), "镇区": ("121", "122", "123"), "乡村": ("210", "220")}
COMPULSORY = ("小学", "初中", "九年一贯制", "完全中学", "十二年一贯制", "教学点")
MODES = ("帮扶式", "联盟式", "集团式", "学区", "一体化", "结对")
VILLAGES = ("大岭", "石桥", "后屯", "河口", "前屯", "西山", "东沟", "柳树", "北沟", "南沟", "小庙", "六家子")


def counties(place: str) -> list[Row]:
    """Return the county rows of a place; a county-level city is its own county."""
    level = "place" if place == "211282" else "county"
    return [row for row in registry("areas") if row["place_code"] == place and row["level"] == level]


def area_names() -> dict[str, str]:
    """Return the Chinese name of every area code."""
    return {row["area_code"]: row["name_zh"] for row in registry("areas")}


@cache
def town_points() -> dict[str, tuple[float, float]]:
    """Return a point of each township that has one."""
    with (GEOGRAPHY / "townships.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    return {row["town_code"]: (float(row["lon"]), float(row["lat"])) for row in rows if row["lon"] and row["lat"]}


class _Builder:
    """Collects the schools of one town; names are unique inside a county, not across counties."""

    def __init__(self, rng: random.Random, place: str) -> None:
        self.rng, self.place, self.schools = rng, place, list[School]()
        self.taken: set[tuple[str, str]] = set()

    def add(self, county: Row, town: Row | None, name: str, band: str, stage: str, **more: str | None) -> str | None:
        if (county["area_code"], name) in self.taken:
            return None
        self.taken.add((county["area_code"], name))
        rng, kind = (
            self.rng,
            {"小学": "21", "教学点": "21", "幼儿园": "11", "高中": "34", "完全中学": "34"}.get(stage, "31"),
        )
        code = f"{kind}{self.place[:2]}{len(self.schools) + rng.randint(0, 3) * 1000 + 1:06d}"
        point = town_points().get(town["area_code"]) if town and rng.random() < 0.8 else None
        big = {"城区": (600, 2300), "镇区": (150, 1100), "乡村": (12, 420)}[band]
        pupils = rng.randint(0, 50) if stage == "教学点" else rng.randint(*big)
        self.schools.append(
            School(
                code,
                name,
                county["area_code"],
                town["area_code"] if town else None,
                town["name_zh"] if town else None,
                rng.choice(CODES[band]),
                band,
                stage,
                rng.random() < {"城区": 0.6, "镇区": 0.2, "乡村": 0.08}[band],
                more.get("managing"),
                None if rng.random() < 0.03 else pupils,
                rng.choice([None, rng.randint(0, pupils)]),
                pupils // 14 + 1,
                point and round(point[0] + rng.uniform(-0.004, 0.004), 6),
                point and round(point[1] + rng.uniform(-0.004, 0.004), 6),
                ZONE if town and town["area_code"] == ZONE_TOWN else None,
            )
        )
        return code

    def county(self, county: Row, towns: list[Row], budget: int) -> None:
        rng, stop = self.rng, len(self.schools) + budget
        urban = [town for town in towns if town["name_zh"].endswith("街道")] or towns[:1]
        head = self.add(county, rng.choice(urban), f"{rng.choice(['', county['name_zh']])}实验小学", "城区", "小学")
        self.add(county, rng.choice(urban), "第一初级中学", "城区", "初中")
        for name, band, stage in (
            ("高级中学", "城区", "高中"),
            ("第二高级中学", "镇区", "高中"),
            ("中心幼儿园", "镇区", "幼儿园"),
        ):
            if rng.random() < 0.4:
                self.add(county, rng.choice(towns), name, band, stage)
        rural = [town for town in towns if town not in urban] or towns
        while len(self.schools) < stop:
            if rng.random() < 0.25:
                town = rng.choice(urban)
                stem = county["name_zh"] + town["name_zh"].removesuffix("街道")
                name, stage = rng.choice(
                    [("第一小学", "小学"), ("初级中学", "初中"), ("完全中学", "完全中学"), ("学校", "十二年一贯制")]
                )
                self.add(county, town, stem + name, "城区", stage)
                continue
            self.township(county, rng.choice(rural), head)

    def township(self, county: Row, town: Row, head: str | None) -> None:
        rng, name = self.rng, town["name_zh"]
        seat = "镇区" if name.endswith(("镇", "街道")) else "乡村"
        kinds = [("中心小学", "小学"), ("九年一贯制学校", "九年一贯制"), ("初级中学", "初中"), ("完全中学", "完全中学")]
        word, stage = rng.choices(kinds, (6, 3, 2, 1))[0]
        centre = self.add(county, town, name + word, seat, stage)
        top = centre or head
        for village in rng.sample(VILLAGES, rng.randint(0, 4)):
            kind, managed_by = rng.choices(["小学", "教学点"], (3, 2))[0], rng.choices([top, head, None], (8, 1, 1))[0]
            high = [
                s.school_id
                for s in self.schools
                if s.stage in ("高中", "幼儿园") and s.county_code == county["area_code"]
            ]
            if high and rng.random() < 0.06:
                managed_by = rng.choice(high)
            site = name + village + kind
            known = town if self.place != "211282" or rng.random() < 0.85 else None
            added = self.add(county, known, site, "乡村", kind, managing=managed_by)
            if added and kind == "小学" and rng.random() < 0.3:
                self.add(county, town, f"{name}{village}东教学点", "乡村", "教学点", managing=added)


def random_town(rng: random.Random, place: str, size: int = 0) -> Town:
    """Return a random town of a place of areas.csv, with 30 to 150 schools or about as many as asked for."""
    builder, rows, size = _Builder(rng, place), counties(place), size or rng.randint(30, 130)
    for county in rows:
        towns = [
            row for row in registry("areas") if row["level"] == "township" and row["parent_code"] == county["area_code"]
        ]
        builder.county(county, towns, max(4, size // len(rows)))
    year = rng.choice([2019, 2020, 2021])
    as_of = rng.choice([date(year, 12, 31), date(year, 6, 30), date(year, 9, 15), date(year, 3, 1)])
    return Town(place, as_of, tuple(builder.schools), tuple(_pairings(rng, builder.schools, as_of)))


def _pairings(rng: random.Random, schools: list[School], as_of: date) -> list[Pairing]:
    found, led = list[Pairing](), set[tuple[str, date | None]]()
    strong = [school for school in schools if school.quality or school.band == "城区"]
    for _ in range(max(3, len(schools) // 7)):
        core = rng.choice(strong if strong and rng.random() < 0.75 else schools)
        near = [s.school_id for s in schools if s.county_code == core.county_code and s != core]
        rural = [s.school_id for s in schools if s.county_code == core.county_code and s.band != "城区" and s != core]
        far = [s.school_id for s in schools if s.county_code != core.county_code]
        members = set(rng.sample(rural, min(len(rural), rng.randint(1, 4))))
        members |= {rng.choice(near)} if rng.random() < 0.15 else set()
        members |= {rng.choice(far)} if far and rng.random() < 0.12 else set()
        members |= {core.school_id} if rng.random() < 0.06 else set()
        start, end = _period(rng, as_of)
        month = start and start.replace(day=1)
        if not members or (core.school_id, month) in led:
            continue
        led.add((core.school_id, month))
        ordinal = "" if not any(p.core == core.school_id for p in found) else f"第{len(found)}"
        name = f"{core.name}{ordinal}教育共同体"
        ordered = tuple(rng.sample(sorted(members), len(members))[:5])
        mode, ended = rng.choice(MODES), rng.random() < 0.05
        found.append(Pairing(name, core.county_code, core.school_id, ordered, mode, start, end, ended))
    return sorted(found, key=lambda pairing: pairing.county_code)


def _period(rng: random.Random, as_of: date) -> tuple[date | None, date | None]:
    early = [as_of - timedelta(days=rng.randint(40, 1200)) for _ in range(4)]
    start = rng.choice([None, *early, as_of, as_of + timedelta(days=1), as_of.replace(day=1)])
    ends = [None, None, None, None, as_of, as_of - timedelta(days=1), as_of + timedelta(days=200)]
    end = rng.choice(ends)
    return start, end if end is None or start is None or start <= end else None


def towns(place: str | None = None) -> strategies.SearchStrategy[Town]:
    """Return a hypothesis strategy of random towns; hypothesis draws and shrinks the seed."""
    chosen = strategies.sampled_from(PLACES) if place is None else strategies.just(place)
    seeds = strategies.integers(0, 2**32 - 1)
    return strategies.builds(lambda seed, code: random_town(random.Random(seed), code), seeds, chosen)
