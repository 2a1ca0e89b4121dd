"""A made-up sixth city, 临河市, in a copy of the project: registry rows, outlines and sheets, no line of code."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from data.paths import PROJECT

PLACE, EAST, HILL = "999900", "999901", "999902"
PROGRAMME = "sixth-2023"
AREAS = [
    {"area_code": PLACE, "parent_code": PLACE, "level": "place", "name_zh": "临河市", "name_en": "Linhe"},
    {"area_code": EAST, "parent_code": PLACE, "level": "county", "name_zh": "河东区", "name_en": "Hedong"},
    {"area_code": HILL, "parent_code": PLACE, "level": "county", "name_zh": "山口县", "name_en": "Shankou"},
    {"area_code": f"{PLACE}-0", "parent_code": PLACE, "level": "direct", "name_zh": "市直属", "name_en": "Direct"},
    {"area_code": f"{EAST}001", "parent_code": EAST, "level": "township", "name_zh": "桥头街道", "name_en": "Qiaotou"},
    {"area_code": f"{HILL}100", "parent_code": HILL, "level": "township", "name_zh": "山口镇", "name_en": "Shankou"},
]
_RULES = {"rural_scope": "镇区+乡村", "counting_rule": "each_site", "lead_rule": "quality", "stage_scope": "义务教育"}
PROGRAMMES = [
    {
        **{"programme_id": PROGRAMME, "place_code": PLACE, "short_zh": "城乡携手", "short_en": "Hand in hand"},
        **{
            "title_zh": "城乡学校携手办学方案",
            "title_en": "Plan of schools hand in hand",
            "document_no": "临教〔2023〕1号",
        },
        **{"issued_on": "2023-03-01", "modes": "帮扶式", "milestones": "2024", "source": "测试"},
        **_RULES,
    }
]
_GOAL = {"programme_id": PROGRAMME, "due": "2024-12-31", "milestone": "2023", "judged": "once", "clause": "第一条"}
_GOAL |= {"kind": "target", "comparator": ">=", "unit": "%", "scope": "city and each county"}
_GOAL |= {"note_zh": "测试", "note_en": "A test"}
_TARGETS: list[dict[str, str]] = [
    {"goal_id": "LH-1", "indicator_id": "rural_pairing_coverage", "target": "50"},
    {"goal_id": "LH-2", "indicator_id": "recording_classroom", "target": "100", "scope": "city"},
    {
        **{"goal_id": "LH-3", "indicator_id": "famous_teachers", "target": "8", "unit": "人/年"},
        **{"judged": "each year", "scope": "county"},
    },
    {"goal_id": "LH-4", "indicator_id": "small_school_integration", "target": "100", "kind": "reference"},
    {"goal_id": "LH-5", "indicator_id": "principal_rotation", "target": "0", "unit": "人", "comparator": "<="},
]
GOALS = [_GOAL | {"name_zh": f"目标{row['goal_id']}", "name_en": f"Goal {row['goal_id']}"} | row for row in _TARGETS]
LEFT_OUT = ("snapshots", "archive", "sample", "__pycache__")


def copied_project(folder: Path) -> Path:
    """Copy the program without its snapshots and add the city's rows and outlines; return where it lies."""
    target = folder / "project"
    for name in ("data", "queries", "views", "pages", ".streamlit", "docs"):
        shutil.copytree(PROJECT / name, target / name, ignore=shutil.ignore_patterns(*LEFT_OUT))
    shutil.copy(PROJECT / "app.py", target / "app.py")
    for name, rows in (("areas", AREAS), ("programmes", PROGRAMMES), ("goals", GOALS)):
        add_rows(target / "data" / "registry" / f"{name}.csv", rows)
    outlines = target / "data" / "geography" / "counties.geojson"
    collection = json.loads(outlines.read_text(encoding="utf-8"))
    collection["features"] += [_outline(EAST, "河东区", 110.0), _outline(HILL, "山口县", 110.2)]
    outlines.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")
    return target


def add_rows(path: Path, rows: list[dict[str, str]]) -> None:
    """Append rows to a registry."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        columns = next(csv.reader(handle))
    with path.open("a", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, columns, lineterminator="\n")
        writer.writerows({"place_code": PLACE} | row if path.stem == "areas" else row for row in rows)


def _outline(code: str, name: str, west: float) -> dict[str, Any]:
    east, south, north = west + 0.2, 35.0, 35.2
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    properties = {"adcode": code, "name": name, "city_code": PLACE, "city_name": "临河市", "place": "临河"}
    middle = {"center_lon": west + 0.1, "center_lat": 35.1, "label_lon": west + 0.1, "label_lat": 35.1}
    return {
        "type": "Feature",
        "properties": properties | middle | {"area_km2": 400, "center_in_poly": True},
        "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]},
    }


def run(project: Path, data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the copy, its data folder elsewhere."""
    environment = os.environ | {"LIANXIAO_DATA": str(data), "PYTHONPATH": str(project), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
