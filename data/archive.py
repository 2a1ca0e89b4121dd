"""`python -m data.archive list|compare|restore|remove`: the versions of a place's snapshots, from the shell."""

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
    asked = _parser().parse_args(arguments)
    with using_data(asked.data):
        return _run(asked)


def _run(asked: argparse.Namespace) -> int:
    begin(asked.data)
    act: Callable[[argparse.Namespace], list[Row]] = asked.act
    try:
        with json_alone(asked.json):
            rows = act(asked)
    except BeingWrittenError as error:
        return _told(f"有人正在写入这个时点, 请稍后再试 somebody is writing this date, try again: {error}")
    except (LookupError, SnapshotBrokenError, OSError) as error:
        return _told(f"做不到, 没有改动 cannot be done, nothing has changed: {error}")
    if asked.json:
        print_json(rows)
    else:
        for row in rows:
            print("  ".join(f"{name}={value}" for name, value in row.items() if value not in (None, "", [])))
    return DONE


def _told(words: str) -> int:
    print(words, file=sys.stderr)
    return IMPOSSIBLE


def _listed(asked: argparse.Namespace) -> list[Row]:
    return [_row(one) for one in versions(asked.place) if asked.as_of in (None, one.as_of)]


def _compared(asked: argparse.Namespace) -> list[Row]:
    now, before = (_version(asked, key) for key in (asked.version, asked.against))
    for one in (now, before):
        if one.trouble:
            raise LookupError(one.trouble)
    return difference({name: now.snapshot.table(name) for name in TABLES}, before.snapshot)


def _restored(asked: argparse.Namespace) -> list[Row]:
    restore(_version(asked, asked.version), at=datetime.now(UTC))
    return [_row(_version(asked, "standing"))]


def _removed(asked: argparse.Namespace) -> list[Row]:
    return [_row(remove(asked.place, asked.as_of, at=datetime.now(UTC)))]


def _version(asked: argparse.Namespace, key: str) -> Version:
    """Return the version of a date under its key; raises `LookupError` naming those there are."""
    every = {one.key: one for one in versions(asked.place) if one.as_of == asked.as_of}
    if key not in every:
        raise LookupError(f"没有这个版本 no such version: {key}（{'、'.join(every) or '—'}）")
    return every[key]


def _row(version: Version) -> Row:
    told = {
        name: version.manifest.get(name, "") for name in ("status", "published_at", "published_by", "restored_from")
    }
    tables = version.manifest.get("tables")
    return {
        "as_of": version.as_of.isoformat(),
        "version": version.key,
        **told,
        "archived_at": version.archived_at.isoformat() if version.archived_at else "",
        "reason": version.reason,
        "fingerprint": version.manifest.get("fingerprint", ""),
        "rows": {name: entry["rows"] for name, entry in tables.items()} if tables and not version.trouble else {},
        "sources": [] if version.trouble else [f"{one.name} sha256:{one.sha256}" for one in sources(version)],
        "trouble": version.trouble,
    }


def _parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser("python -m data.archive", description="快照的各个版本 Versions of snapshots")
    commands = whole.add_subparsers(required=True, metavar="list|compare|restore|remove")
    for name, act, words in _commands():
        command = commands.add_parser(name, help=words)
        command.set_defaults(act=act)
        command.add_argument("--place", required=True, choices=[row["area_code"] for row in places()], help="地区代码")
        command.add_argument("--as-of", type=date.fromisoformat, required=name != "list", help="统计时点 YYYY-MM-DD")
        if name in ("compare", "restore"):
            command.add_argument(
                "--version", required=True, metavar="KEY", help="list 给出的 version; as list tells it"
            )
        if name == "compare":
            command.add_argument("--against", default="standing", metavar="KEY", help="与哪个版本比 默认现行 standing")
        command.add_argument("--data", type=_folder, default=data_folder(), help="含 snapshots/ 的文件夹")
        command.add_argument("--json", action="store_true", help="输出 JSON")
    return whole


def _commands() -> Iterator[tuple[str, Callable[[argparse.Namespace], list[Row]], str]]:
    yield "list", _listed, "现行与归档的全部版本 what stands and what is archived"
    yield "compare", _compared, "一个版本与另一个的差别 what one version has otherwise than another"
    yield "restore", _restored, "把归档的版本重新发布, 现行的移入归档 publish an archived version again"
    yield "remove", _removed, "撤下现行快照, 移入归档 take the standing snapshot away, into the archive"


def _folder(name: str) -> Path:
    return Path(name).expanduser().resolve()


if __name__ == "__main__":
    sys.exit(main())
