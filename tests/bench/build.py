"""Builds a complete data folder, or finds the one built before: `python -m tests.bench.build nation --into DIR`."""

import argparse
import json
import shutil
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from data.store.publishing import publish
from tests.bench import agreements, geography, outlines, registries, reports, roster, school_table
from tests.bench.sizes import SIZES, Size

NOTE = "built_from.json"
VERSION = 1  # of what is built: a new one builds every folder anew
NOTES = {
    "status": "synthetic",
    "datum": ["wgs84"],
    "sources": [],
    "findings": [],
    "note_zh": "规模测试数据：学校、人数和结对关系均为虚构，不是任何地区的统计结果。",
    "note_en": "Data of a test of scale: schools, figures and partnerships are made up; they are no statistics of any place.",
}


def default_folder(size: Size) -> Path:
    """Return where a size is built unless told otherwise: below the system's temporary folder."""
    return Path(tempfile.gettempdir()) / "lianxiao-bench" / size.name


def built(size: Size, folder: Path | None = None) -> Path:
    """Return a data folder of the size; one that stands there from the same parameters is used again."""
    target = folder or default_folder(size)
    wanted = {"version": VERSION, **size.parameters}
    note = target / NOTE
    if note.exists():
        if json.loads(note.read_text(encoding="utf-8")) == wanted:
            return target
        shutil.rmtree(target)  # ours: the note says so
    assert not target.exists() or not any(target.iterdir()), f"{target} holds something else"
    build(size, target)
    note.write_text(json.dumps(wanted, ensure_ascii=False, indent=1), encoding="utf-8")
    return target


def build(size: Size, target: Path) -> None:
    """Write registries, outlines and snapshots of a size into a folder."""
    counties = geography.counties(size)
    schools = roster.roster(size, counties)
    agreed = agreements.agreements(size, schools)
    registries.write(target / "registry", registries.registries(size, schools))
    (target / "geography").mkdir()
    drawn = json.dumps(outlines.collection(size, counties), ensure_ascii=False, separators=(",", ":"))
    (target / "geography" / "counties.geojson").write_text(drawn, encoding="utf-8")
    for day in size.dates:
        tables = {
            "schools": school_table.school_table(schools, size, day),
            **agreements.agreement_tables(agreed, schools, size, day),
            **reports.report_tables(agreed, schools, size, day),
        }
        publish(target, size.place, day, tables, NOTES, published_at=datetime(day.year + 1, 1, 8, 8, tzinfo=UTC))


def add_size_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what changes a size: its numbers and the seed."""
    for name in ("schools", "partnerships", "counties", "years", "seed"):
        parser.add_argument(f"--{name}", type=int, help="instead of the size's own number")


def asked_size(name: str, arguments: argparse.Namespace) -> Size:
    """Return a size with the numbers the command line asks for."""
    asked = {key: getattr(arguments, key) for key in ("schools", "partnerships", "counties", "years", "seed")}
    return replace(SIZES[name], **{key: value for key, value in asked.items() if value is not None})


def main() -> None:
    """Build one size and say where and how fast."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.build", description=__doc__)
    parser.add_argument("size", choices=SIZES)
    parser.add_argument("--into", type=Path, help="folder to build in; by default below the temporary folder")
    add_size_arguments(parser)
    arguments = parser.parse_args()
    begun = time.perf_counter()
    folder = built(asked_size(arguments.size, arguments), arguments.into)
    print(f"{folder}  {time.perf_counter() - begun:.1f} s")


if __name__ == "__main__":
    main()
