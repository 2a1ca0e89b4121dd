"""`python -m data.intake check|publish FILE… --place CODE --as-of DATE`: sheets to a snapshot, from the shell.

`python -m data.intake template -o FILE.xlsx` writes the blank workbook that intake itself recognises.
"""

import argparse
import json
import sys
from datetime import UTC, date, datetime

from data.intake.checks.removed_schools import vanished
from data.intake.cli import parser
from data.intake.desk import last_snapshot, publish_or_tell, standing_snapshot
from data.intake.pipeline import check
from data.intake.report import as_object, tell
from data.intake.template import write_template
from data.paths import data_folder

DONE, BLOCKED, WRONG_USAGE = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0 done, 1 blocked by findings, 2 wrong usage."""
    asked = parser().parse_args(arguments)
    return _template(asked) if asked.command == "template" else _read(asked)


def _read(asked: argparse.Namespace) -> int:
    data = asked.data or data_folder()
    standing = standing_snapshot(data, asked.place, asked.as_of)
    try:
        reading = check(asked.files, asked.place, asked.as_of, asked.datum, date.today(), standing, asked.choices)
    except OSError as error:
        print(f"读不了文件 cannot read: {error}", file=sys.stderr)
        return WRONG_USAGE
    names = "、".join(path.name for path in asked.files)
    reading.findings += vanished(reading, last_snapshot(data, asked.place, asked.as_of), names)
    published = False
    if asked.command == "publish" and not reading.blocked:
        now = datetime.now(UTC)
        reading.findings += publish_or_tell(reading, asked.files, data, standing, replace=asked.replace, now=now)
        published = not reading.blocked
    if asked.json:
        print(json.dumps(as_object(reading, published), ensure_ascii=False, indent=1))
    else:
        tell(reading, asked.command, published)
    done = published if asked.command == "publish" else not reading.blocked
    return DONE if done else BLOCKED


def _template(asked: argparse.Namespace) -> int:
    try:
        write_template(asked.output, asked.place, asked.table)
    except OSError as error:
        print(f"写不了文件 cannot write: {error}", file=sys.stderr)
        return WRONG_USAGE
    print(f"已写出 written: {asked.output}")
    return DONE


if __name__ == "__main__":
    sys.exit(main())
