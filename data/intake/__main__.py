"""`python -m data.intake check|publish FILE… --place CODE --as-of DATE`: sheets to a snapshot, from the shell.

`python -m data.intake template -o FILE.xlsx` writes the blank workbook that intake itself recognises.
"""

import argparse
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from data.intake.arguments import parser
from data.intake.findings import Place, finding
from data.intake.publishing import BaseChangedError, publish
from data.intake.reading import Reading, check
from data.intake.telling import as_object, tell
from data.intake.template import write_template
from data.paths import data_folder
from data.store import Snapshot, SnapshotBrokenError, SnapshotExistsError, read_snapshot, snapshot_folder

DONE, BLOCKED, WRONG_USAGE = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0 done, 1 blocked by findings, 2 wrong usage."""
    asked = parser().parse_args(arguments)
    return _template(asked) if asked.command == "template" else _read(asked)


def _read(asked: argparse.Namespace) -> int:
    data = asked.data or data_folder()
    standing = _standing(data, asked.place, asked.as_of)
    try:
        reading = check(asked.files, asked.place, asked.as_of, asked.datum, date.today(), standing)
    except OSError as error:
        print(f"读不了文件 cannot read: {error}", file=sys.stderr)
        return WRONG_USAGE
    published = False
    if asked.command == "publish" and not reading.blocked:
        published = _publish(reading, asked, data)
    if asked.json:
        print(json.dumps(as_object(reading, published), ensure_ascii=False, indent=1))
    else:
        tell(reading, asked.command, published)
    done = published if asked.command == "publish" else not reading.blocked
    return DONE if done else BLOCKED


def _standing(data: Path, place: str, as_of: date) -> Snapshot | None:
    try:
        return read_snapshot(snapshot_folder(data, place, as_of))
    except SnapshotBrokenError:  # none is published, or none that can be built on
        return None


def _publish(reading: Reading, asked: argparse.Namespace, data: Path) -> bool:
    place = Place(str(snapshot_folder(data, reading.place, reading.as_of)))
    try:
        publish(reading, asked.files, data, replace=asked.replace, published_at=datetime.now(UTC))
    except SnapshotExistsError:
        reading.findings.append(finding("snapshot_exists", place, str(reading.as_of)))
    except BaseChangedError:
        reading.findings.append(finding("base_changed", place, str(reading.as_of)))
    except OSError as error:
        reading.findings.append(finding("disk_refuses", place, str(error)))
    return not reading.blocked


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
