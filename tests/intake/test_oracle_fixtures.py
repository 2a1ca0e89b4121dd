"""The oracle against the two shared expectations, on a parse of the fixtures written for these two sheets only."""

import csv
import json
import random
import re
from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.oracle import COUNTING_RULES, LEAD_RULES, RURAL_SCOPES, coverage
from tests.towns import CODES, PLACES, Pairing, School, Town, area_names, random_town

FIXTURES = Path(__file__).parent.parent / "fixtures"
BANDS = {code: band for band, codes in CODES.items() for code in codes}
COUNTIES = {name: code for code, name in area_names().items() if code.isdigit() and len(code) == 6}


def school(code: str, name: str, county: str, band: str, stage: str, quality: bool, managing: str | None) -> School:
    kind = stage.removesuffix("学校")
    return School(code, name, COUNTIES[county], None, None, CODES[band][0], band, kind, quality, managing)


def huludao() -> Town:
    folder = FIXTURES / "huludao-2020"
    roster = openpyxl.load_workbook(folder / "2020年义务教育学校名册.xlsx").worksheets[0]
    rows = [row for row in roster.iter_rows(min_row=4, values_only=True) if row[3]]
    schools = [school(r[3], r[4], r[1], BANDS[r[5]], r[6], r[8] == "是", r[7]) for r in rows]
    ids = {(s.county_code, s.name): s.school_id for s in schools}
    ids |= {(s.county_code, area_names()[s.county_code] + s.name): s.school_id for s in schools}

    pairings, county = list[Pairing](), ""
    for row in (
        openpyxl.load_workbook(folder / "优质学校帮扶农村学校结对名单.xlsx")
        .worksheets[0]
        .iter_rows(min_row=5, values_only=True)
    ):
        if not isinstance(row[0], int):
            continue
        county = COUNTIES[row[1]] if row[1] else county
        if row[2]:
            year, month = map(int, row[8].split("."))
            pairings.append(Pairing("", county, ids[county, row[2]], (), "", date(year, month, 1)))
        last, member = pairings[-1], ids[county, row[4].replace(" ", "")]
        pairings[-1] = Pairing("", county, last.core, (*last.members, member), "", last.start)
    return Town("211400", date(2020, 12, 31), tuple(schools), tuple(pairings))


def zibo() -> Town:
    folder = FIXTURES / "zibo-2019"
    with (folder / "学校名册_2019.csv").open(encoding="gb18030", newline="") as handle:
        rows = list(csv.DictReader(handle))
    ids = {(row["区县"], row["学校名称"]): row["学校代码"] for row in rows}
    schools = [
        school(
            *(row["学校代码"], row["学校名称"], row["区县"], row["城乡类型"], row["办学类型"]),
            row["优质校"] == "√",
            ids[row["区县"], row["中心校"]] if row["中心校"] else None,
        )
        for row in rows
    ]
    pairings = []
    with (folder / "学校发展共同体明细表.csv").open(encoding="gb18030", newline="") as handle:
        for row in csv.DictReader(handle):
            year, month, day = map(int, re.findall(r"\d+", row["组建时间"]))
            members = tuple(ids[row["区县"], name] for name in row["成员校"].split("、"))
            core = ids[row["区县"], row["核心校"]]
            pairings.append(Pairing("", COUNTIES[row["区县"]], core, members, "", date(year, month, day)))
    return Town("370300", date(2019, 12, 31), tuple(schools), tuple(pairings))


@pytest.mark.parametrize(("name", "town"), [("huludao-2020", huludao), ("zibo-2019", zibo)])
def test_the_oracle_gives_the_shared_expectation_county_by_county(name, town):
    truth = town()
    expected = json.loads((FIXTURES / name / "expected.json").read_text(encoding="utf-8"))
    found = coverage(truth, expected["counting_rule"], "quality")
    assert {area: list(pair) for area, pair in found.by_area.items()} == expected["by_county"]
    assert list(found.place) == expected["place"]
    assert (len(truth.schools), len(truth.pairings)) == (expected["schools"], expected["partnerships"])


@pytest.mark.parametrize("place", PLACES)
def test_the_parts_of_a_random_town_equal_its_whole_under_every_rule(place):
    for seed in range(10):
        town = random_town(random.Random(seed), place)
        for rule, lead, scope in ((r, le, s) for r in COUNTING_RULES for le in LEAD_RULES for s in RURAL_SCOPES):
            found = coverage(town, rule, lead, scope)
            assert not found.covered & found.missing
            assert found.place == (len(found.covered), len(found.covered | found.missing))
            assert found.place == tuple(map(sum, zip(*found.by_area.values(), strict=True)))
        each = coverage(town, "each_site", "any")
        folded = coverage(town, "under_managing_school", "any")
        assert folded.place[1] <= each.place[1]
        assert {folded.unit_of[site] for site in each.covered} == folded.covered


def test_random_towns_hold_every_trap_somewhere():
    seen: Counter[str] = Counter()
    for place in PLACES:
        for seed in range(20):
            town = random_town(random.Random(seed), place)
            by_id = {s.school_id: s for s in town.schools}
            for s in town.schools:
                manager = by_id.get(s.managing or "")
                seen["managed by an urban school"] += bool(manager and manager.band == "城区" and s.stage == "教学点")
                seen["managed outside the stages"] += bool(manager and manager.stage in ("高中", "幼儿园"))
                seen["chain"] += bool(manager and manager.managing)
                seen["out of scope"] += s.stage in ("高中", "幼儿园")
                seen["no township"] += s.town_code is None
                seen["no coordinates"] += s.lon is None
                seen["no pupils stated"] += s.pupils is None
            for p in town.pairings:
                seen["core among its members"] += p.core in p.members
                seen["member in another county"] += any(by_id[m].county_code != p.county_code for m in p.members)
                seen["urban member"] += any(by_id[m].band == "城区" for m in p.members)
                seen["starts on the day"] += p.start == town.as_of
                seen["ends on the day"] += p.end == town.as_of
                seen["not begun"] += bool(p.start and p.start > town.as_of)
                seen["over"] += bool(p.end and p.end < town.as_of)
    assert len(seen) == 14
    assert min(seen.values()) >= 5, seen
