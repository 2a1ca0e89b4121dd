"""List, compare, restore and remove versions of a place's snapshots: `python -m data.archive list|compare|restore|remove`."""

import argparse
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from data.command_line import begin, json_alone, print_json
from data.files.locking import BeingWrittenError
from data.intake.difference import difference
from data.paths import data_folder, using_data
from data.registry.rows import places
from data.registry.schema import TABLES
from data.store.archive import Version, remove, restore, sources, versions
from data.store.snapshots import SnapshotBrokenError

DONE, IMPOSSIBLE = 0, 1
Row = dict[str, Any]


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0 done, 1 where it cannot be done, 2 on wrong usage."""
    options = _parser().parse_args(arguments)
    with using_data(options.data):
        return _run(options)


def _run(options: argparse.Namespace) -> int:
    begin(options.data)
    act: Callable[[argparse.Namespace], list[Row]] = options.act
    try:
        with json_alone(options.json):
            rows = act(options)
    except BeingWrittenError as error:
        return _told(f"有人正在写入这个时点, 请稍后再试 this date is being written, try again: {error}")
    except (LookupError, SnapshotBrokenError, OSError) as error:
        return _told(f"做不到, 没有改动 cannot be done, nothing has changed: {error}")
    if options.json:
        print_json(rows)
    else:
        for row in rows:
            print("  ".join(f"{name}={value}" for name, value in row.items() if value not in (None, "", [])))
    return DONE


def _told(words: str) -> int:
    print(words, file=sys.stderr)
    return IMPOSSIBLE


def _listed(options: argparse.Namespace) -> list[Row]:
    return [_row(one) for one in versions(options.place) if options.as_of in (None, one.as_of)]


def _compared(options: argparse.Namespace) -> list[Row]:
    version, other = (_version(options, key) for key in (options.version, options.against))
    for compared in (version, other):
        if compared.trouble:
            raise LookupError(compared.trouble)
    return difference({name: version.snapshot.table(name) for name in TABLES}, other.snapshot)


def _restored(options: argparse.Namespace) -> list[Row]:
    restore(_version(options, options.version), at=datetime.now(UTC))
    return [_row(_version(options, "standing"))]


def _removed(options: argparse.Namespace) -> list[Row]:
    return [_row(remove(options.place, options.as_of, at=datetime.now(UTC)))]


def _version(options: argparse.Namespace, key: str) -> Version:
    """Return the version of a date under its key; raises `LookupError` naming those there are."""
    every = {one.key: one for one in versions(options.place) if one.as_of == options.as_of}
    if key not in every:
        raise LookupError(f"没有这个版本 no such version: {key}（{'、'.join(every) or '—'}）")
    return every[key]


def _row(version: Version) -> Row:
    facts = {
        name: version.manifest.get(name, "") for name in ("status", "published_at", "published_by", "restored_from")
    }
    tables = version.manifest.get("tables")
    return {
        "as_of": version.as_of.isoformat(),
        "version": version.key,
        **facts,
        "archived_at": version.archived_at.isoformat() if version.archived_at else "",
        "reason": version.reason,
        "fingerprint": version.manifest.get("fingerprint", ""),
        "rows": {name: entry["rows"] for name, entry in tables.items()} if tables and not version.trouble else {},
        "sources": [] if version.trouble else [f"{source.name} sha256:{source.sha256}" for source in sources(version)],
        "trouble": version.trouble,
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m data.archive", description="快照的各个版本 Versions of snapshots")
    commands = parser.add_subparsers(required=True, metavar="list|compare|restore|remove")
    for name, act, help_text in _commands():
        command = commands.add_parser(name, help=help_text)
        command.set_defaults(act=act)
        command.add_argument("--place", required=True, choices=[row["area_code"] for row in places()], help="地区代码")
        command.add_argument("--as-of", type=date.fromisoformat, required=name != "list", help="统计时点 YYYY-MM-DD")
        if name in ("compare", "restore"):
            command.add_argument(
                "--version", required=True, metavar="KEY", help="list 给出的 version; as shown by list"
            )
        if name == "compare":
            command.add_argument(
                "--against", default="standing", metavar="KEY", help="与哪个版本比 默认现行 standing: the current one"
            )
        command.add_argument("--data", type=_folder, default=data_folder(), help="含 snapshots/ 的文件夹")
        command.add_argument("--json", action="store_true", help="输出 JSON")
    return parser


def _commands() -> Iterator[tuple[str, Callable[[argparse.Namespace], list[Row]], str]]:
    yield "list", _listed, "现行与归档的全部版本 list the current and the archived versions"
    yield "compare", _compared, "一个版本与另一个的差别 list the differences between two versions"
    yield "restore", _restored, "把归档的版本重新发布, 现行的移入归档 publish an archived version again"
    yield "remove", _removed, "撤下现行快照, 移入归档 move the current snapshot to the archive"


def _folder(name: str) -> Path:
    return Path(name).expanduser().resolve()


if __name__ == "__main__":
    sys.exit(main())
