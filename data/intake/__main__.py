"""`python -m data.intake check|publish FILE… --place CODE --as-of DATE`: sheets to a snapshot, from the shell."""

import argparse
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from data.intake.findings import Finding, Place, finding
from data.intake.locations import DATUMS
from data.intake.publishing import publish
from data.intake.reading import Reading, check
from data.paths import data_folder
from data.registries import places
from data.store import SnapshotExistsError, snapshot_folder

DONE, BLOCKED, WRONG_USAGE = 0, 1, 2
_ORDER = {"error": 0, "warning": 1, "info": 2}
_SHOWN = 3
_WORDS = {"error": "错误 error", "warning": "提醒 warning", "info": "说明 note"}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0 done, 1 blocked by findings, 2 wrong usage."""
    asked = _parser().parse_args(arguments)
    data = asked.data or data_folder()
    try:
        reading = check(asked.files, asked.place, asked.as_of, asked.datum, date.today())
    except OSError as error:
        print(f"读不了文件 cannot read: {error}", file=sys.stderr)
        return WRONG_USAGE
    published = False
    if asked.command == "publish" and not reading.blocked:
        published = _publish(reading, asked, data)
    if asked.json:
        print(json.dumps(_object(reading, published), ensure_ascii=False, indent=1))
    else:
        _tell(reading, asked.command, published)
    done = published if asked.command == "publish" else not reading.blocked
    return DONE if done else BLOCKED


def _publish(reading: Reading, asked: argparse.Namespace, data: Path) -> bool:
    place = Place(str(snapshot_folder(data, reading.place, reading.as_of)))
    try:
        publish(reading, asked.files, data, replace=asked.replace, published_at=datetime.now(UTC))
    except SnapshotExistsError:
        reading.findings.append(finding("snapshot_exists", place, str(reading.as_of)))
    except OSError as error:
        reading.findings.append(finding("disk_refuses", place, str(error)))
    return not reading.blocked


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m data.intake", description="把区县报表发布为快照 Publish sheets as a snapshot"
    )
    parser.add_argument("command", choices=("check", "publish"), help="check 只检查不写入; publish 检查并发布")
    parser.add_argument("files", nargs="+", type=_file, metavar="FILE", help="xlsx 或 csv 文件")
    parser.add_argument(
        "--place", required=True, choices=[row["area_code"] for row in places()], help="地区代码 GB/T 2260"
    )
    parser.add_argument("--as-of", required=True, type=_day, help="统计时点 YYYY-MM-DD")
    parser.add_argument("--datum", choices=DATUMS, help="表中未写明时的坐标系 coordinate system")
    parser.add_argument("--data", type=Path, help="含 snapshots/ 的文件夹, 默认 LIANXIAO_DATA 或项目的 data/")
    parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象")
    parser.add_argument("--replace", action="store_true", help="该日期已发布时替换, 旧快照移入 archive/")
    return parser


def _file(name: str) -> Path:
    path = Path(name)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"文件不存在 no such file: {name}")
    return path


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"日期应为 YYYY-MM-DD: {words}") from error


def _object(reading: Reading, published: bool) -> dict[str, object]:
    return {
        "place": reading.place,
        "as_of": reading.as_of.isoformat(),
        "published": published,
        "counts": reading.counts,
        "datum": reading.datums,
        "sheets": reading.sheets,
        "findings": [remark.as_dict() for remark in _sorted(reading.findings)],
    }


def _sorted(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda remark: _ORDER[remark.severity])


def _tell(reading: Reading, command: str, published: bool) -> None:
    for sheet in reading.sheets:
        print(
            f"■ {sheet['file']} / {sheet['sheet']}: {sheet['table']}, 表头 header row {sheet['header_rows']}, 记录 records {sheet['records']}"
        )
        print("  " + "; ".join(f"{title} → {column}" for title, column in sheet["columns"].items()))
        for row in sheet["skipped"]:
            print(f"  跳过第 {row['row']} 行 skipped ({row['reason']}): {row['words']}")
    _tell_findings(reading.findings)
    print("合计 counts: " + ", ".join(f"{name} {number:,}" for name, number in reading.counts.items()))
    if command == "publish":
        print("已发布 published" if published else "未发布 not published: 先处理以上错误 mend the errors above")
    else:
        print(
            "可以发布 ready to publish"
            if not reading.blocked
            else "不能发布 blocked: 先处理以上错误 mend the errors above"
        )


def _tell_findings(findings: list[Finding]) -> None:
    alike: dict[tuple[str, ...], list[Finding]] = {}
    for remark in _sorted(findings):
        alike.setdefault((remark.severity, remark.code, remark.file, remark.sheet), []).append(remark)
    for remarks in alike.values():
        for remark in remarks[:_SHOWN]:
            row = remark.row and f"行 {remark.row}"
            where = " / ".join(str(part) for part in (remark.file, remark.sheet, row, remark.column) if part)
            print(f"[{_WORDS[remark.severity]}] {where}")
            print(f"  {remark.message} 处理：{remark.mend}\n  {remark.message_en} Mend: {remark.mend_en}")
        if len(remarks) > _SHOWN:
            print(f"  另有 {len(remarks) - _SHOWN} 处 and {len(remarks) - _SHOWN} more")


if __name__ == "__main__":
    sys.exit(main())
