"""`python -m queries measures|units|progress|years --programme ID …` prints figures; `prepare` computes the model of large data."""

import argparse
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from data.command_line import WRONG_USAGE, begin, json_alone, print_json
from data.damages import Damage
from data.paths import data_folder, using_data
from data.registry import rows as registries
from data.registry.rows import registry
from queries import (
    EvidenceError,
    NoSnapshotError,
    Scope,
    damages,
    goal_years,
    measures,
    places,
    programme,
    progress,
    units,
)
from queries.engine.stored_model import ModelNotKeptError, prepare

NO_SNAPSHOT, NOT_KEPT = 1, 1
_MEASURES = ("programme_id", "indicator_id", "as_of", "area_code", "area_name", "numerator", "denominator", "value")
_PROGRESS = (
    *("goal_id", "standing", "target", "numerator", "denominator", "value", "gap_units", "area_code"),
    *("area_name", "as_of", "met_on", "due", "unit", "indicator_id", "comparator", "kind", "scope", "due_as_of"),
    *("due_numerator", "due_denominator", "needed_a_year", "pace_a_year", "silent_areas", "missed_years"),
)


def main(arguments: list[str] | None = None) -> int:
    """Print one verb's rows; return 0, 1 if there is no such snapshot or the model cannot be stored, 2 on wrong usage."""
    _warn_of(registries.damages())
    asked = _parser().parse_args(arguments)
    with using_data(asked.data or data_folder()):
        return _answered(asked)


def _answered(asked: argparse.Namespace) -> int:
    begin(data_folder())
    if asked.verb == "prepare":
        return _prepared(asked)
    try:
        with json_alone(asked.json):
            _warn_of(one for one in damages() if one not in registries.damages())
            rows = _rows(asked)
    except NoAreaError as error:
        print(f"没有这个地区 no such area: {error}", file=sys.stderr)
        return WRONG_USAGE
    except NoSnapshotError as error:
        print(f"没有这个快照 no such snapshot: {error}", file=sys.stderr)
        return NO_SNAPSHOT
    if asked.json:
        print_json([_plain(row) for row in rows.to_dict("records")])
    else:
        print(rows.to_string(index=False))
    return 0


def _warn_of(found: Iterable[Damage]) -> None:
    for one in found:
        print(f"已损坏，不计 damaged and left out: {one}", file=sys.stderr)


def _prepared(asked: argparse.Namespace) -> int:
    try:
        file = prepare(asked.evidence)
    except (ModelNotKeptError, EvidenceError) as error:
        print(f"模型没有存下 the model is not stored: {error}", file=sys.stderr)
        return NOT_KEPT
    print(file or "内存即可 small enough to compute in memory")
    return 0


class NoAreaError(LookupError):
    """The programme's place has no such area; the message lists its areas."""


def _rows(asked: argparse.Namespace) -> pd.DataFrame:
    scope = Scope(asked.programme, asked.as_of, getattr(asked, "area", None))
    known = list(places(programme(asked.programme)["place_code"])["area_code"])
    if scope.area not in (None, *known):
        raise NoAreaError(f"{scope.area}（{'、'.join(known)}）")
    if asked.verb == "measures":
        return measures(scope, asked.indicator)[list(_MEASURES)]
    if asked.verb == "units":
        return units(scope, asked.indicator, missing=asked.missing or None)
    if asked.verb == "years":
        return goal_years(scope)
    return progress(scope)[list(_PROGRESS)]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m queries", description="查询指标与目标 Figures and goals")
    verbs = parser.add_subparsers(dest="verb", required=True)
    prepared = verbs.add_parser("prepare", help="预先计算大型数据 compute the model of large data beforehand")
    prepared.add_argument("--evidence", default="", help="证据链接所指的数据 what an evidence link pins")
    prepared.add_argument("--data", type=lambda name: Path(name).resolve(), help="含 snapshots/ 的文件夹")
    for verb in ("measures", "units", "progress", "years"):
        command = verbs.add_parser(verb)
        command.add_argument(
            "--programme", required=True, choices=[row["programme_id"] for row in registry("programmes")]
        )
        command.add_argument("--as-of", type=date.fromisoformat, help="YYYY-MM-DD, 默认最新快照 default: the newest")
        command.add_argument("--data", type=lambda name: Path(name).resolve(), help="含 snapshots/ 的文件夹")
        command.add_argument("--json", action="store_true")
        if verb in ("measures", "units"):
            command.add_argument(
                "--indicator", required=True, choices=[row["indicator_id"] for row in registry("indicators")]
            )
        if verb == "units":
            command.add_argument("--area", help="县区或乡镇代码 area code")
            command.add_argument("--missing", action="store_true", help="只列未覆盖的 only those missing")
    return parser


def _plain(row: dict[Any, Any]) -> dict[str, Any]:
    return {key: _plain_value(value) for key, value in row.items()}


def _plain_value(value: Any) -> Any:
    if value is None or value is pd.NaT or value is pd.NA or value != value:
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value.item() if hasattr(value, "item") else value


if __name__ == "__main__":
    sys.exit(main())
