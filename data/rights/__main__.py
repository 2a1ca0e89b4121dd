"""`python -m data.rights roles|migrate|log`: the register of roles and the log of what was done, from the shell."""

import argparse
import csv
import json
import sys
from dataclasses import asdict
from pathlib import Path

from data.paths import data_folder
from data.rights.audit import DONE, Event, events
from data.rights.migrate import migrate
from data.rights.roles import RolesError, roles, roles_file

FINE, FAULTY = 0, 1


def main(arguments: list[str] | None = None) -> int:
    """Print the register or the log; return 0, or 1 where the register is faulty and lets nobody in."""
    asked = _parser().parse_args(arguments)
    data = asked.data or data_folder()
    if asked.command == "migrate":
        return _migrate(data, asked.issuer)
    return _roles(data) if asked.command == "roles" else _log(data, asked)


def _roles(data: Path) -> int:
    try:
        found = roles(data)
    except RolesError as faults:
        print(f"{roles_file(data)}: 有误，无人可以进入 faulty, nobody is let in", file=sys.stderr)
        print(faults, file=sys.stderr)
        return FAULTY
    for (issuer, name), grant in found.items():
        print(f"{grant.role.value:14} {grant.area:8} {f'{name}  ({issuer})' if issuer else name}")
    print(f"{roles_file(data)}: {len(found)} 人 registered")
    return FINE


def _migrate(data: Path, issuer: str) -> int:
    try:
        new = migrate(data, issuer)
    except (ValueError, OSError, csv.Error) as fault:
        print(fault, file=sys.stderr)
        return FAULTY
    print(f"{new}: 请核对后改名为 look at it, then rename it to {roles_file(data).name}")
    return FINE


def _log(data: Path, asked: argparse.Namespace) -> int:
    wanted = [event for event in events(data) if _wanted(event, asked)]
    for event in reversed(wanted[: asked.last]):
        if asked.json:
            print(json.dumps(asdict(event), ensure_ascii=False))
        else:
            print("  ".join(str(value) for value in asdict(event).values() if value not in ("", None)))
    return FINE


def _wanted(event: Event, asked: argparse.Namespace) -> bool:
    return asked.did in (None, event.did) and (not asked.who or asked.who.casefold() in event.who.casefold())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m data.rights", description="角色登记与操作记录 Roles and the log")
    commands = parser.add_subparsers(dest="command", required=True)
    told = {
        "roles": "核对角色登记 check the register",
        "migrate": "把旧格式的登记另存为新格式 write a register of the old format anew",
        "log": "查看操作记录 read the log",
    }
    for name, words in told.items():
        one = commands.add_parser(name, help=words)
        one.add_argument("--data", type=lambda path: Path(path).resolve(), help="含 snapshots/ 的文件夹")
        if name == "migrate":
            one.add_argument("--issuer", default="", help="身份标识的签发方 the issuer of the subjects")
    one.add_argument("--did", choices=DONE, help="只看这一类 only these")
    one.add_argument("--who", default="", help="只看此人 only of this user")
    one.add_argument("--last", type=int, default=1000, help="最近几条 how many, the newest")
    one.add_argument("--json", action="store_true", help="每行一个对象 one object a line")
    return parser


if __name__ == "__main__":
    sys.exit(main())
