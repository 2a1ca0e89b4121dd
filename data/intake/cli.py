"""The command line of intake: check or publish sheets as a snapshot, or write the blank template.

`python -m data.intake check|publish FILE… --place CODE --as-of DATE` `python -m data.intake template -o FILE.xlsx`
"""

import argparse
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from data.command_line import WRONG_USAGE, begin, json_alone, print_json
from data.intake.checks.removed_schools import removed_schools
from data.intake.choices import Choices
from data.intake.formats.file_types import READABLE
from data.intake.pipeline import Reading, check
from data.intake.publish import last_snapshot, publish_or_tell, standing_snapshot
from data.intake.report import as_object, tell
from data.intake.template import TABLES, write_template
from data.intake.values.datums import DATUMS
from data.paths import data_folder, using_data
from data.registry.rows import places

DONE, BLOCKED = 0, 1


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0 done, 1 blocked by findings, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    if options.command == "template":
        return _template(options)
    with using_data(options.data or data_folder()):
        return _read(options)


def _read(options: argparse.Namespace) -> int:
    begin(data_folder())
    try:
        with json_alone(options.json):
            reading, published = _checked(options)
    except OSError as error:
        print(f"读不了文件 cannot read: {error}", file=sys.stderr)
        return WRONG_USAGE
    if options.json:
        print_json(as_object(reading, published))
    else:
        tell(reading, options.command, published, whole=options.all)
    done = published if options.command == "publish" else not reading.blocked
    return DONE if done else BLOCKED


def _checked(options: argparse.Namespace) -> tuple[Reading, bool]:
    """Read the files and, where that was options for and nothing blocks, publish them; tell whether that was done."""
    standing = standing_snapshot(options.place, options.as_of)
    reading = check(options.files, options.place, options.as_of, options.datum, date.today(), standing, options.choices)
    names = "、".join(path.name for path in options.files)
    before, carried = last_snapshot(options.place, options.as_of), reading.base is not None
    reading.findings += removed_schools(reading.tables["schools"], before, names, carried=carried)
    published = False
    if options.command == "publish" and not reading.blocked:
        now = datetime.now(UTC)
        reading.findings += publish_or_tell(reading, options.files, standing, replace=options.replace, now=now)
        published = not reading.blocked
    return reading, published


def _template(options: argparse.Namespace) -> int:
    try:
        write_template(options.output, options.place, options.table)
    except OSError as error:
        print(f"写不了文件 cannot write: {error}", file=sys.stderr)
        return WRONG_USAGE
    print(f"已写出 written: {options.output}")
    return DONE


def _parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        "python -m data.intake", description="把区县报表发布为快照 Publish sheets as a snapshot"
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="check|publish|template")
    _add_reading(commands.add_parser("check", help="只检查不写入 check only"))
    publishing = commands.add_parser("publish", help="检查并发布 check and publish")
    _add_reading(publishing)
    publishing.add_argument("--replace", action="store_true", help="该日期已发布时替换, 旧快照移入 archive/")
    _add_template(commands.add_parser("template", help="写出空白填报模板 write a blank workbook"))
    return parser


def _add_reading(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "files",
        nargs="+",
        type=_file,
        metavar="FILE",
        help=f"要读取的表, 按内容识别 sheets to read, recognised by content: {', '.join(READABLE)}",
    )
    command.add_argument("--place", required=True, choices=_places(), help="地区代码 GB/T 2260")
    command.add_argument("--as-of", required=True, type=_day, help="统计时点 YYYY-MM-DD")
    command.add_argument("--datum", choices=list(DATUMS), help="表中未写明时的坐标系 coordinate system")
    command.add_argument("--data", type=Path, help="含 snapshots/ 的文件夹, 默认 LIANXIAO_DATA 或项目的 data/")
    command.add_argument(
        "--choices", type=_choices, metavar="FILE.json", help="人工指定的列、表头和校名 choices by hand"
    )
    command.add_argument("--json", action="store_true", help="输出一个 JSON 对象")
    command.add_argument("--all", action="store_true", help="逐条列出所有提醒和说明 write out every finding")


def _add_template(command: argparse.ArgumentParser) -> None:
    command.add_argument("--place", choices=_places(), help="地区代码: 县区列给出下拉选项")
    command.add_argument("--table", choices=TABLES, help="只要一张表, 默认五张都要")
    command.add_argument("-o", "--output", required=True, type=Path, metavar="FILE.xlsx", help="写到哪个文件")


def _places() -> list[str]:
    return [row["area_code"] for row in places()]


def _file(name: str) -> Path:
    path = Path(name)
    try:
        is_file = path.is_file()
    except PermissionError as error:
        raise argparse.ArgumentTypeError(f"无权读取 you may not read: {name}") from error
    if not is_file:
        raise argparse.ArgumentTypeError(f"文件不存在 no such file: {name}")
    return path


def _choices(name: str) -> Choices:
    try:
        return Choices.from_dict(json.loads(_file(name).read_text(encoding="utf-8-sig")))
    except (ValueError, TypeError, AttributeError) as error:
        raise argparse.ArgumentTypeError(f"不是人工指定的文件 no file of choices: {name} ({error})") from error


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"日期应为 YYYY-MM-DD: {words}") from error
