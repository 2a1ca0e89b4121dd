"""`python -m data.rights roles|migrate|log|verify`: the roles file, the log of actions, and the check that both log and snapshots are complete."""

import argparse
import csv
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data.command_line import begin, json_alone, print_json
from data.paths import data_folder, using_data
from data.rights.audit import DONE, Event, events
from data.rights.migrate import migrate
from data.rights.roles import RolesError, roles, roles_file
from data.verification.report import Report, verify
from data.verification.troubles import Trouble

FINE, FAULTY = 0, 1


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0, or 1 if the roles file is faulty, a file cannot be read, or `verify` finds a fault."""
    asked = _parser().parse_args(arguments)
    acts = {"roles": _roles, "migrate": _migrate, "log": _log, "verify": _verify}
    with using_data(asked.data or data_folder()):
        begin(data_folder())
        return acts[asked.command](asked)


def _roles(_: argparse.Namespace) -> int:
    try:
        grants = roles()
    except RolesError as faults:
        print(f"{roles_file()}: 有误，无人可以进入 faulty, no one can sign in", file=sys.stderr)
        print(faults, file=sys.stderr)
        return FAULTY
    for (issuer, name), grant in grants.items():
        print(f"{grant.role.value:14} {grant.area:8} {f'{name}  ({issuer})' if issuer else name}")
    print(f"{roles_file()}: {len(grants)} 人 registered")
    return FINE


def _migrate(asked: argparse.Namespace) -> int:
    try:
        new = migrate(asked.issuer)
    except (ValueError, OSError, csv.Error) as fault:
        print(fault, file=sys.stderr)
        return FAULTY
    print(f"{new}: 请核对后改名为 check it, then rename it to {roles_file().name}")
    return FINE


def _log(asked: argparse.Namespace) -> int:
    with json_alone(asked.json):
        wanted = [asdict(event) for event in events() if _wanted(event, asked)][: asked.last]
    wanted.reverse()
    if asked.json:
        print_json(wanted)
        return FINE
    for event in wanted:
        details = {key: value for key, value in event.items() if key not in ("number", "before")}
        print("  ".join(str(value) for value in details.values() if value not in ("", None)))
    return FINE


def _verify(asked: argparse.Namespace) -> int:
    try:
        with json_alone(asked.json):
            report = verify(data_folder(), noted=asked.noted)
    except OSError as error:
        print(f"读不了 cannot be read: {error}", file=sys.stderr)
        return FAULTY
    if asked.json:
        print_json(_as_object(report))
    else:
        for one in report.troubles:
            print(f"{_where(one)}: {one.zh} {one.en}")
        print(f"{'完整 whole' if report.whole else '不完整 not whole'}: {data_folder()}")
        print(f"  {report.events} 条链接的记录 chained events, {report.before_chain} 条建链以前 from before the chain")
        print(f"  {report.snapshots} 个快照 snapshots, {report.older} 个建链以前 from before the chain")
        print(f"  最后一条 last event: {report.last_at} {report.head}")
    return FINE if report.whole else FAULTY


def _where(one: Trouble) -> str:
    return f"{one.file}:{one.line}" if one.line else one.file


def _as_object(report: Report) -> dict[str, Any]:
    """Return a report as plain values for JSON."""
    numbers = {key: value for key, value in asdict(report).items() if key != "troubles"}
    notes = [asdict(one) for one in report.troubles if not one.is_fault]
    return {"whole": report.whole, **numbers, "faults": [asdict(one) for one in report.faults], "notes": notes}


def _wanted(event: Event, asked: argparse.Namespace) -> bool:
    return asked.did in (None, event.did) and (not asked.who or asked.who.casefold() in event.who.casefold())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m data.rights", description="角色登记与操作记录 Roles and the log")
    commands = parser.add_subparsers(dest="command", required=True)
    words = {"roles": "核对角色登记 check the register", "log": "查看操作记录 read the log"}
    words["migrate"] = "把旧格式的登记另存为新格式 convert a roles file of the old format"
    words["verify"] = "核对操作记录与快照是否完整 check that log and snapshots are whole"
    each = {name: commands.add_parser(name, help=text) for name, text in words.items()}
    for one in each.values():
        one.add_argument("--data", type=lambda path: Path(path).resolve(), help="含 snapshots/ 的文件夹")
    each["migrate"].add_argument("--issuer", default="", help="身份标识的签发方 the issuer of the subjects")
    each["log"].add_argument("--did", choices=DONE, help="只看这一类 only these")
    each["log"].add_argument("--who", default="", help="只看此人 only of this user")
    each["log"].add_argument("--last", type=int, default=1000, help="最近几条 how many, the newest")
    each["log"].add_argument("--json", action="store_true", help="输出 JSON")
    each["verify"].add_argument("--json", action="store_true", help="输出一个对象 print one object")
    each["verify"].add_argument(
        "--noted",
        default="",
        metavar="NUMBER:HASH",
        help="以前记下的最后一条, 应仍在记录中 the last event as noted earlier; the log must still have it",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
