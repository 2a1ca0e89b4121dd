"""`python -m data.rights roles|log`: look at the register of roles and at the log of what was done, from the shell."""

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from data.command_line import begin, json_alone, print_json
from data.paths import data_folder
from data.rights.audit import DONE, Event, events
from data.rights.roles import RolesError, roles, roles_file

FINE, FAULTY = 0, 1


def main(arguments: list[str] | None = None) -> int:
    """Print the register or the log; return 0, or 1 where the register is faulty and lets nobody in."""
    asked = _parser().parse_args(arguments)
    data = asked.data or data_folder()
    begin(data)
    return _roles(data) if asked.command == "roles" else _log(data, asked)


def _roles(data: Path) -> int:
    try:
        found = roles(data)
    except RolesError as faults:
        print(f"{roles_file(data)}: 有误，无人可以进入 faulty, nobody is let in", file=sys.stderr)
        print(faults, file=sys.stderr)
        return FAULTY
    for who, grant in found.items():
        print(f"{grant.role.value:14} {grant.area:8} {who}")
    print(f"{roles_file(data)}: {len(found)} 人 registered")
    return FINE


def _log(data: Path, asked: argparse.Namespace) -> int:
    with json_alone(asked.json):
        wanted = [asdict(event) for event in events(data) if _wanted(event, asked)][: asked.last]
    wanted.reverse()
    if asked.json:
        print_json(wanted)
        return FINE
    for event in wanted:
        print("  ".join(str(value) for value in event.values() if value not in ("", None)))
    return FINE


def _wanted(event: Event, asked: argparse.Namespace) -> bool:
    return asked.did in (None, event.did) and (not asked.who or asked.who.casefold() in event.who.casefold())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m data.rights", description="角色登记与操作记录 Roles and the log")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, words in (("roles", "核对角色登记 check the register"), ("log", "查看操作记录 read the log")):
        one = commands.add_parser(name, help=words)
        one.add_argument("--data", type=lambda path: Path(path).resolve(), help="含 snapshots/ 的文件夹")
    one.add_argument("--did", choices=DONE, help="只看这一类 only these")
    one.add_argument("--who", default="", help="只看此人 only of this user")
    one.add_argument("--last", type=int, default=1000, help="最近几条 how many, the newest")
    one.add_argument("--json", action="store_true", help="输出 JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
