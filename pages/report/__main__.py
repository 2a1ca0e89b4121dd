"""`python -m pages.report deck|workbook|document|bundle --programme P -o FILE`: a briefing without a browser, for schedules."""

import argparse
import sys
from datetime import date
from pathlib import Path

import queries
from data.registries import registry
from pages import offer_of, pick
from pages.briefing_files import briefing_file
from views.briefing.files import ENDINGS
from views.labels import LANGUAGES, speaking
from views.making import Steps

NO_SNAPSHOT, WRONG_USAGE = 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Write one file; return 0, 1 where there is no such snapshot, 2 on wrong usage."""
    asked = _parser().parse_args(arguments)
    programme = queries.programme(asked.programme)
    place = next(row for row in registry("areas") if row["area_code"] == programme["place_code"])
    found = offer_of(place)
    seen = str(asked.as_of or next(iter(found.days), ""))
    if seen not in found.days:
        dates = "、".join(found.days) or "—"
        print(f"没有这个快照 no such snapshot: {asked.programme} {seen}（{dates}）", file=sys.stderr)
        return NO_SNAPSHOT
    nowhere = [area for area in (asked.area, *asked.areas) if area and area not in found.below]
    if nowhere:
        print(f"没有这个地区 no such area: {'、'.join(nowhere)}（{'、'.join(found.below)}）", file=sys.stderr)
        return WRONG_USAGE
    known = [row["goal_id"] for row in registry("goals") if row["programme_id"] == asked.programme]
    unknown = [goal for goal in asked.goals if goal not in known]
    if unknown:
        print(f"没有这个目标 no such goal: {'、'.join(unknown)}（{'、'.join(known)}）", file=sys.stderr)
        return WRONG_USAGE
    kind = "township" if found.is_county else "county"
    with speaking(asked.lang, kind):
        picked = pick(programme, seen, asked.area)
        before = max((day for day in picked.others if day < picked.as_of), default=None)
        made = briefing_file(asked.what, picked, asked.goals, before, asked.areas, Steps())
        asked.output.write_bytes(made.content)
    if made.trouble:
        print(made.trouble, file=sys.stderr)
    print(f"{asked.output}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m pages.report", description="汇报材料 Briefings as files")
    parser.add_argument("what", choices=list(ENDINGS))
    parser.add_argument("--programme", required=True, choices=[row["programme_id"] for row in registry("programmes")])
    parser.add_argument("--as-of", type=date.fromisoformat, help="统计时点 YYYY-MM-DD; 默认最新 newest if left out")
    parser.add_argument("--area", help="县区代码 area code; 默认全部 the whole place if left out")
    words = "要比较的县区代码 codes of the areas to compare; 默认全部 all if left out"
    parser.add_argument("--areas", nargs="*", default=[], metavar="AREA", help=words)
    parser.add_argument("--goals", nargs="*", default=[], metavar="GOAL", help="目标编号 goal codes; 默认全部 all")
    parser.add_argument("--lang", choices=list(LANGUAGES), default="zh_CN")
    parser.add_argument("-o", "--output", type=Path, required=True)
    return parser


if __name__ == "__main__":
    sys.exit(main())
