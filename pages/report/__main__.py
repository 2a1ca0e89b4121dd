"""`python -m pages.report deck|workbook|document|bundle --programme P -o FILE`: writes a briefing without a browser, for scheduled jobs."""

import argparse
import sys

import queries
from data.command_line import WRONG_USAGE, begin
from data.paths import data_folder
from data.registry.rows import registry
from data.rights import audit
from pages.context import options_of, pick
from pages.report.arguments import address_of, parser
from pages.report.assemble.files import briefing_file
from views.downloads.file_job import Progress
from views.shell import evidence_link
from views.text.labels import speaking

NO_SNAPSHOT = 1


def main(arguments: list[str] | None = None) -> int:
    """Write one file; return 0, 1 if there is no such snapshot or evidence, 2 on wrong usage."""
    asked = parser().parse_args(arguments)
    begin(data_folder())
    try:
        with evidence_link.writing_for("", asked.evidence), speaking(asked.lang, "county"):
            return _report(asked)
    except queries.EvidenceError as error:
        print(error, file=sys.stderr)
        return NO_SNAPSHOT


def _report(asked: argparse.Namespace) -> int:
    programme = queries.programme(asked.programme)
    place = next(row for row in registry("areas") if row["area_code"] == programme["place_code"])
    found = options_of(place)
    seen = str(asked.as_of or next(iter(found.days), ""))
    if seen not in found.days:
        dates = "、".join(found.days) or "—"
        print(f"没有这个快照 no such snapshot: {asked.programme} {seen}（{dates}）", file=sys.stderr)
        return NO_SNAPSHOT
    unknown_areas = [area for area in (asked.area, *asked.areas) if area and area not in found.below]
    if unknown_areas:
        print(f"没有这个地区 no such area: {'、'.join(unknown_areas)}（{'、'.join(found.below)}）", file=sys.stderr)
        return WRONG_USAGE
    known = [row["goal_id"] for row in registry("goals") if row["programme_id"] == asked.programme]
    unknown_goals = [goal for goal in asked.goals if goal not in known]
    if unknown_goals:
        print(f"没有这个目标 no such goal: {'、'.join(unknown_goals)}（{'、'.join(known)}）", file=sys.stderr)
        return WRONG_USAGE
    kind, address = "township" if found.is_county else "county", address_of(asked, place["area_code"], seen)
    with speaking(asked.lang, kind), evidence_link.writing_for(address, asked.evidence):
        picked = pick(programme, seen, asked.area)
        before = max((day for day in picked.others if day < picked.as_of), default=None)
        file = briefing_file(asked.what, picked, asked.goals, before, asked.areas, Progress())
        try:
            asked.output.write_bytes(file.content)
        except OSError as error:
            print(f"写不了文件 cannot write: {error}", file=sys.stderr)
            return WRONG_USAGE
        audit.exported(asked.output.name, place["area_code"], asked.area, seen)
    if file.trouble:
        print(file.trouble, file=sys.stderr)
    print(f"{asked.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
