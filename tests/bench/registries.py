"""The registries of a data folder: its areas, its one programme and the goals it is judged by."""

import csv
from pathlib import Path

from data.registry.layouts import LAYOUTS
from tests.bench.roster import Roster
from tests.bench.sizes import Size

Row = dict[str, str]
TARGETS = (
    # indicator, name, English name, kind, comparator, target, unit, due, judged, scope
    "rural_pairing_coverage 农村学校结对覆盖率 Rural_schools_paired target >= 60 % 2022-12-31 once city_and_each_county",
    "county_plan_filed 县区方案备案率 County_plans_filed target >= 100 % 2021-12-31 once city",
    "school_plan_filed 帮扶校方案备案率 Plans_of_schools_filed target >= 90 % 2025-12-31 once county",
    "community_plan_filed 一共同体一案备案率 Plans_of_communities_filed target >= 95 % 2024-12-31 once county",
    "recording_classroom 自动录播教室覆盖率 Recording_classrooms target >= 95 % 2025-12-31 once city_and_each_county",
    "psych_teacher 心理教师配备率 Psychology_teachers target >= 90 % 2025-12-31 once county",
    "training_hours 教师年培训学时达标率 Training_hours target >= 90 % 2025-12-31 once city",
    "small_school_integration 小规模学校一体化比例 Small_schools_integrated reference >= 100 % 2025-12-31 once county",
    "after_school_satisfaction 课后服务满意度 After-school_service target >= 90 % 2025-12-31 once city",
    "famous_teachers 年度评选名师数 Famous_teachers target >= 5 人/年 2025-12-31 each_year county",
)


def registries(size: Size, roster: Roster) -> dict[str, list[Row]]:
    """Return the rows of areas.csv, programmes.csv and goals.csv."""
    return {"areas": _areas(size, roster), "programmes": [_programme(size)], "goals": _goals(size)}


def write(folder: Path, rows: dict[str, list[Row]]) -> None:
    """Write the registries into a folder, columns as the built-in ones."""
    folder.mkdir(parents=True)
    for name, listed in rows.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, LAYOUTS[name].columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(listed)


def _areas(size: Size, roster: Roster) -> list[Row]:
    place, codes = size.place, [one.code for one in roster.counties]
    rows = [
        (place, place, "place", size.place_zh, size.place_en),
        *((one.code, place, "county", one.name_zh, one.name_en) for one in roster.counties),
        (f"{place}-0", place, "direct", "直属", "Directly under the place"),
        *((one.code, codes[one.county], "township", one.name_zh, one.name_en) for one in roster.towns),
    ]
    columns = ("area_code", "parent_code", "level", "name_zh", "name_en")
    return [dict(zip(columns, row, strict=True)) | {"place_code": place} for row in rows]


def _programme(size: Size) -> Row:
    return {
        "programme_id": size.programme,
        "place_code": size.place,
        "short_zh": "城乡学校结对",
        "short_en": "Urban–rural pairing",
        "title_zh": f"{size.place_zh}城乡学校结对帮扶（规模测试）",
        "title_en": f"Pairing of urban and rural schools, {size.place_en} (test of scale)",
        "document_no": "虚构，仅供测速",
        "issued_on": "2018-01-01",
        "rural_scope": "镇区+乡村",
        "counting_rule": "under_managing_school",
        "lead_rule": "quality",
        "stage_scope": "义务教育",
        "modes": "帮扶式;联盟式;集团式;一体化;结对",
        "milestones": "2021;2022;2025",
        "source": "tests/bench",
    }


def _goals(size: Size) -> list[Row]:
    found = []
    for at, line in enumerate(TARGETS, start=1):
        indicator, name_zh, name_en, kind, comparator, target, unit, due, judged, scope = line.split()
        found.append(
            {
                "goal_id": f"B-{at}",
                "programme_id": size.programme,
                "indicator_id": indicator,
                "name_zh": name_zh,
                "name_en": name_en.replace("_", " "),
                "kind": kind,
                "comparator": comparator,
                "target": target,
                "unit": unit,
                "due": due,
                "milestone": due[:4],
                "judged": judged.replace("_", " "),
                "scope": scope.replace("_", " "),
                "clause": f"第{at}条",
                "note_zh": "虚构目标，仅供测速",
                "note_en": "Made up, to measure speed",
            }
        )
    return found
