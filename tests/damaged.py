"""Data folders that are damaged in one place each: what is damaged, what must be named, which snapshots are left out."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data.paths import GEOGRAPHY, PROJECT, REGISTRY
from tests.data.older import rewrite
from tests.pages.published import new_folder

PLACE, OTHER = "211400", "530500"
KEPT, SPOILT = "2022-12-31", "2023-12-31"
DATES = ((PLACE, KEPT), (PLACE, SPOILT), (OTHER, "2020-12-31"))
SNAPSHOT = Path("snapshots") / f"place={PLACE}" / f"as_of={SPOILT}"
ARCHIVED = (
    Path("archive") / f"place={PLACE}" / "as_of=2021-12-31" / "20240101T080000Z_20240202T080000Z_replaced_0123abcd"
)
LOST = frozenset({(PLACE, SPOILT)})
Spoil = Callable[[Path], None]


@dataclass(frozen=True)
class Case:
    """A damage: its name, how it is done, the end of the file's name that must be named, the snapshots that are lost.

    `file` is empty where nothing that is used is damaged: then nothing is named.
    """

    name: str
    spoil: Spoil
    file: str
    lost: frozenset[tuple[str, str]] = frozenset()


@cache
def whole() -> Path:
    """Return an undamaged folder: three snapshots, one archived, own registries and outlines, a log and decisions."""
    folder = new_folder("whole")
    for place, day in DATES:
        part = Path("snapshots") / f"place={place}" / f"as_of={day}"
        shutil.copytree(PROJECT / "data" / part, folder / part)
    shutil.copytree(PROJECT / "data" / "snapshots" / f"place={PLACE}" / "as_of=2021-12-31", folder / ARCHIVED)
    shutil.copytree(REGISTRY, folder / "registry")
    shutil.copytree(GEOGRAPHY, folder / "geography")
    (folder / "intake").mkdir()
    kept = {PLACE: {"profiles": {}, "aliases": [{"written": "一小", "school_id": "2114020001"}]}}
    (folder / "intake" / "decisions.json").write_text(json.dumps(kept), encoding="utf-8")
    (folder / "access").mkdir()
    line = '{"at": "2026-01-01T08:00:00+00:00", "who": "shell:a", "did": "published"}\n'
    (folder / "access" / "audit-2026.jsonl").write_text(line, encoding="utf-8")
    return folder


def damaged(case: Case, folder: Path) -> Path:
    """Return a copy of the whole folder with the damage of a case."""
    shutil.copytree(whole(), folder, symlinks=True)
    case.spoil(folder)
    return folder


def manifest(change: Callable[[dict[str, Any]], object]) -> Spoil:
    """Change what a manifest says."""

    def spoil(folder: Path) -> None:
        path = folder / SNAPSHOT / "manifest.json"
        said = json.loads(path.read_text(encoding="utf-8"))
        change(said)
        path.write_text(json.dumps(said), encoding="utf-8")

    return spoil


def without(key: str) -> Spoil:
    return manifest(lambda said: said.pop(key))


def says(key: str, value: object) -> Spoil:
    return manifest(lambda said: said.update({key: value}))


def written(file: Path | str, content: bytes) -> Spoil:
    """Write other bytes into a file."""
    return lambda folder: _write(folder / file, content)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def changed(file: Path | str, change: Callable[[bytes], bytes]) -> Spoil:
    """Change the bytes of a file."""
    return lambda folder: _write(folder / file, change((folder / file).read_bytes()))


def replaced(file: Path | str, old: str, new: str) -> Spoil:
    """Replace the first `old` of a text file; there is one."""

    def change(content: bytes) -> bytes:
        assert old.encode() in content, (file, old)
        return content.replace(old.encode(), new.encode(), 1)

    return changed(file, change)


def gone(file: Path | str) -> Spoil:
    return lambda folder: remove(folder / file)


def remove(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def instead(file: Path | str, make: Callable[[Path], object]) -> Spoil:
    """Put something else in the place of a file or folder."""

    def spoil(folder: Path) -> None:
        remove(folder / file)
        make(folder / file)

    return spoil


def loop(path: Path) -> None:
    path.symlink_to(path)


def table(name: str, change: Callable[[pa.Table], pa.Table]) -> Spoil:
    """Change a table; its manifest fits."""

    def spoil(folder: Path) -> None:
        rewrite(folder / SNAPSHOT, name, change)
        _count(folder / SNAPSHOT, name)

    return spoil


def _count(folder: Path, name: str) -> None:
    path = folder / "manifest.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    said["tables"][name]["rows"] = pq.read_metadata(folder / f"{name}.parquet").num_rows
    path.write_text(json.dumps(said), encoding="utf-8")


def column(name: str, values: Callable[[pa.ChunkedArray], Any]) -> Callable[[pa.Table], pa.Table]:
    """Give a column other values; what may not be null may be so now."""

    def change(content: pa.Table) -> pa.Table:
        at = content.schema.get_field_index(name)
        return content.set_column(at, pa.field(name, content.schema.field(name).type), values(content[name]))

    return change


def first(value: object) -> Callable[[pa.ChunkedArray], pa.Array]:
    """Give the first row another value."""
    return lambda values: pa.array([value, *values.to_pylist()[1:]], values.type)


def doubled(content: pa.Table) -> pa.Table:
    return pa.concat_tables([content, content.slice(0, 1)])


def deep(_: bytes = b"") -> bytes:
    return b"[" * 200_000 + b"]" * 200_000


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def in_a_row(content: bytes) -> bytes:
    """Cut a list right behind a comma near its middle."""
    return content[: content.index(b",", len(content) // 2) + 1]


def features(change: Callable[[list[dict[str, Any]]], object]) -> Spoil:
    """Change the features of the outlines."""

    def spoil(folder: Path) -> None:
        path = folder / "geography" / "counties.geojson"
        said = json.loads(path.read_text(encoding="utf-8"))
        change(said["features"])
        path.write_text(json.dumps(said), encoding="utf-8")

    return spoil


def _mine(said: list[dict[str, Any]]) -> dict[str, Any]:
    return next(one for one in said if one["properties"]["city_code"] == PLACE)


def shaped(geometry: Callable[[dict[str, Any]], dict[str, Any]]) -> Spoil:
    """Give one of the place's outlines another geometry."""
    return features(lambda said: _mine(said).update(geometry=geometry(_mine(said)["geometry"])))


def points(change: Callable[[list[float]], list[Any]]) -> Spoil:
    return shaped(
        lambda found: {
            "type": "MultiPolygon",
            "coordinates": [[[change(one) for one in ring] for ring in rings] for rings in found["coordinates"]],
        }
    )


def moved(old: Path | str, new: Path | str) -> Spoil:
    def spoil(folder: Path) -> None:
        (folder / new).parent.mkdir(parents=True, exist_ok=True)
        (folder / old).rename(folder / new)

    return spoil


M, S, R, G = SNAPSHOT / "manifest.json", "schools.parquet", "registry", "geography/counties.geojson"
SCHOOLS = SNAPSHOT / S
REQUIRED = (
    "format",
    "place",
    "as_of",
    "published_at",
    "fingerprint",
    "tables",
    "status",
    "datum",
    "sources",
    "findings",
)
MANIFESTS = [
    *(("empty", written(M, b"")), ("gone", gone(M)), ("no_json", written(M, b'{"format": 2, "pl'))),
    *(("null", written(M, b"null")), ("a_list", written(M, b"[]")), ("a_text", written(M, b'"a"'))),
    *(("a_number", written(M, b"5")), ("an_object", written(M, b"{}")), ("deep", changed(M, deep))),
    *((f"without_{key}", without(key)) for key in REQUIRED),
    ("invalid_utf8", written(M, b"\xff\xfe\x00")),
    ("half_a_character", replaced(M, "synthetic", "\\ud800")),
    ("nan", replaced(M, '"findings": []', '"findings": NaN')),
    ("huge_number", replaced(M, '"format": 2', f'"format": {"9" * 5000}')),
    *(("format_newer", says("format", 99)), ("format_text", says("format", "2")), ("format_zero", says("format", 0))),
    *(("other_place", says("place", OTHER)), ("other_date", says("as_of", KEPT)), ("no_date", says("as_of", "2023-02-30"))),
    *(("date_number", says("as_of", 20231231)), ("tables_list", says("tables", []))),
    ("tables_text", manifest(lambda said: said["tables"].update(schools="x"))),
    ("no_hash", manifest(lambda said: said["tables"]["schools"].pop("sha256"))),
    ("no_rows", manifest(lambda said: said["tables"]["schools"].pop("rows"))),
    ("path_up", manifest(lambda said: said["tables"].update({"../x": said["tables"]["schools"]}))),
    ("more_tables", manifest(lambda said: said["tables"].update(teachers=said["tables"]["schools"]))),
    ("fewer_tables", manifest(lambda said: said["tables"].pop("returns"))),
    *(("findings_text", says("findings", "x")), ("findings_wrong", says("findings", [{"code": 5}]))),
    *(("findings_numbers", says("findings", [1, 2])), ("published_never", says("published_at", "yesterday"))),
    *(("published_naive", says("published_at", "2024-01-01T08:00:00")), ("sources_text", says("sources", "x"))),
    *(("sources_wrong", says("sources", [{"file": 1}])), ("status_unknown", says("status", "draft"))),
    *(("status_list", says("status", [])), ("datum_text", says("datum", "wgs84")), ("datum_numbers", says("datum", [1]))),
    ("a_folder", instead(M, lambda path: path.mkdir())),
    *(("a_loop", instead(M, loop)), ("a_pipe", instead(M, os.mkfifo))),
]  # fmt: skip
TABLES = [
    ("short", SCHOOLS, changed(SCHOOLS, half)),
    ("empty", SCHOOLS, written(SCHOOLS, b"")),
    ("a_byte", SCHOOLS, changed(SCHOOLS, lambda content: content[:200] + bytes([content[200] ^ 255]) + content[201:])),
    ("gone", SCHOOLS, gone(SCHOOLS)),
    ("other_count", SCHOOLS, manifest(lambda said: said["tables"]["schools"].update(rows=7))),
    ("a_folder", SCHOOLS, instead(SCHOOLS, lambda path: path.mkdir())),
    ("a_loop", SCHOOLS, instead(SCHOOLS, loop)),
    ("a_pipe", SCHOOLS, instead(SCHOOLS, os.mkfifo)),
    ("a_device", SCHOOLS, instead(SCHOOLS, lambda path: path.symlink_to("/dev/zero"))),
    ("other_columns", SCHOOLS, table("schools", lambda found: found.rename_columns([f"x{one}" for one in found.column_names]))),
    ("other_type", SCHOOLS, table("schools", lambda found: found.set_column(0, "place_code", pc.cast(found["place_code"], pa.int64())))),
    ("other_place", SCHOOLS, table("schools", column("place_code", first(OTHER)))),
    ("other_date", SCHOOLS, table("schools", column("as_of", first(date(2019, 1, 1))))),
    ("doubled", SCHOOLS, table("schools", doubled)),
    ("null_key", SCHOOLS, table("schools", column("school_id", first(None)))),
    ("null_county", SCHOOLS, table("schools", column("county_code", first(None)))),
    ("stage_unknown", SCHOOLS, table("schools", column("stage", first("大学")))),
    ("class_unknown", SCHOOLS, table("schools", column("urban_rural_code", first("999")))),
    ("not_a_number", SCHOOLS, table("schools", column("lon", first(float("nan"))))),
    ("far_north", SCHOOLS, table("schools", column("lat", first(1234.5)))),
    ("endless", SCHOOLS, table("schools", column("principal_years", first(float("inf"))))),
    ("below_zero", SCHOOLS, table("schools", column("pupils", first(-5)))),
    ("before_history", SCHOOLS, table("schools", column("supervised_on", first(date(1, 1, 1))))),
    ("county_unknown", SCHOOLS, table("schools", column("county_code", first("999999")))),
    ("mode_unknown", SNAPSHOT / "partnerships.parquet", table("partnerships", column("mode", first("互助")))),
    ("partnership_doubled", SNAPSHOT / "partnerships.parquet", table("partnerships", doubled)),
    ("member_of_none", SNAPSHOT / "members.parquet", table("members", column("partnership_id", first("X-1")))),
    ("member_no_school", SNAPSHOT / "members.parquet", table("members", column("school_id", first("X")))),
    ("members_doubled", SNAPSHOT / "members.parquet", table("members", doubled)),
    ("returns_doubled", SNAPSHOT / "returns.parquet", table("returns", doubled)),
    ("fund_without_end", SNAPSHOT / "funds.parquet", table("funds", column("amount", first(float("-inf"))))),
    ("activity_unknown", SNAPSHOT / "activities.parquet", table("activities", column("kind", first("联欢")))),
]  # fmt: skip
OWN = sorted(path.stem for path in REGISTRY.glob("*.csv"))
REGISTRIES = [
    *((f"{name}_empty", f"{R}/{name}.csv", written(f"{R}/{name}.csv", b"")) for name in OWN),
    *((f"{name}_a_folder", f"{R}/{name}.csv", instead(f"{R}/{name}.csv", lambda path: path.mkdir())) for name in OWN),
    *((f"{name}_short", f"{R}/{name}.csv", changed(f"{R}/{name}.csv", in_a_row)) for name in OWN),
    ("goals_column_missing", f"{R}/goals.csv", replaced(f"{R}/goals.csv", "target,", "aim,")),
    ("goals_nul", f"{R}/goals.csv", replaced(f"{R}/goals.csv", "HL-1", "HL\0-1")),
    ("goals_open_quote", f"{R}/goals.csv", replaced(f"{R}/goals.csv", "HL-1", '"HL-1')),
    ("goals_no_number", f"{R}/goals.csv", replaced(f"{R}/goals.csv", ",100,%,2020-12-31", ",many,%,2020-12-31")),
    ("goals_no_day", f"{R}/goals.csv", replaced(f"{R}/goals.csv", ",100,%,2020-12-31", ",100,%,soon")),
    ("goals_unit", f"{R}/goals.csv", replaced(f"{R}/goals.csv", ",100,%,", ",100,头,")),
    ("goals_indicator", f"{R}/goals.csv", replaced(f"{R}/goals.csv", "rural_pairing_coverage", "no_such")),
    ("goals_programme", f"{R}/goals.csv", replaced(f"{R}/goals.csv", "huludao-2020", "no-such")),
    ("programme_words", f"{R}/programmes.csv", replaced(f"{R}/programmes.csv", "under_managing_school", "by_moon")),
    ("programme_place", f"{R}/programmes.csv", replaced(f"{R}/programmes.csv", "huludao-2020,211400", "huludao-2020,999999")),
    ("areas_county", f"{R}/areas.csv", replaced(f"{R}/areas.csv", "211402,211400,211400,county", "211402,211400,211400,shire")),
    ("areas_itself", f"{R}/areas.csv", replaced(f"{R}/areas.csv", "211402,211400", "211402,211402")),
    ("labels_one_language", f"{R}/labels.csv", replaced(f"{R}/labels.csv", "overview.title,", "overview.title,,")),
    ("labels_braces", f"{R}/labels.csv", replaced(f"{R}/labels.csv", "skip,跳到正文", "skip,{跳到正文")),
    ("labels_detail", f"{R}/labels.csv", replaced(f"{R}/labels.csv", "skip,跳到正文", "skip,跳到{x.__class__}")),
    ("indicators_braces", f"{R}/indicators.csv", replaced(f"{R}/indicators.csv", ",{rule},", ",{rule,")),
    ("indicators_no_sql", f"{R}/indicators.csv", replaced(f"{R}/indicators.csv", "\nrural_pairing_coverage,", "\nno_such,")),
    ("stages_extra", f"{R}/stages.csv", replaced(f"{R}/stages.csv", "小学,义务教育,2,yes,小学", "小学,义务教育,2,yes,小学,x")),
    ("labels_bytes", f"{R}/labels.csv", replaced(f"{R}/labels.csv", "跳到正文", "\ufffd")),
    ("a_file", f"{R}/programmes.csv", instead(R, lambda path: path.write_bytes(b"x"))),
]  # fmt: skip
GEOGRAPHIES = [
    *(("no_json", written(G, b'{"type": "Feat')), ("empty", written(G, b"")), ("deep", changed(G, deep))),
    *(("a_list", written(G, b"[]")), ("a_pipe", instead(G, os.mkfifo)), ("bytes", written(G, b"\xff\xfe"))),
    ("no_code", features(lambda said: _mine(said)["properties"].pop("adcode"))),
    ("no_properties", features(lambda said: _mine(said).pop("properties"))),
    ("not_a_number", points(lambda one: [float("nan"), one[1]])),
    ("a_text", points(lambda one: ["x", one[1]])),
    ("a_number_too_long", points(lambda one: [10**400, one[1]])),
    ("swapped", points(lambda one: [one[1], one[0]])),
    ("a_point", shaped(lambda _: {"type": "Point", "coordinates": [120.8, 40.7]})),
    ("no_extent", shaped(lambda _: {"type": "Polygon", "coordinates": [[[120.8, 40.7]] * 4]})),
    ("no_geometry", shaped(lambda _: None)),  # type: ignore[arg-type, return-value]
    ("no_coordinates", shaped(lambda _: {"type": "MultiPolygon", "coordinates": []})),
]  # fmt: skip
OTHERS = [
    ("log_a_folder", "audit-2026.jsonl", instead("access/audit-2026.jsonl", lambda path: path.mkdir())),
    ("log_no_events", "", written("access/audit-2026.jsonl", b'\xff\0{"at": 5}\n[1]\n"x"\nnull\n' + deep() + b"\n")),
    ("decisions_no_json", "decisions.json", written("intake/decisions.json", b"{")),
    ("decisions_deep", "decisions.json", changed("intake/decisions.json", deep)),
    ("decisions_list", "decisions.json", written("intake/decisions.json", b"[]")),
    ("decisions_wrong", "decisions.json", written("intake/decisions.json", b'{"211400": {"profiles": [], "aliases": 5}}')),
    ("decisions_a_folder", "decisions.json", instead("intake/decisions.json", lambda path: path.mkdir())),
    ("archived_table", S, changed(ARCHIVED / S, lambda content: content[:-9])),
    ("archived_manifest", "manifest.json", changed(ARCHIVED / "manifest.json", deep)),
    ("archived_name", "as_of=2020-20-20", moved(ARCHIVED, ARCHIVED.parent.with_name("as_of=2020-20-20") / "99999999T999999Z")),
    ("archive_a_file", "", instead("archive", lambda path: path.write_bytes(b"x"))),
    ("geography_a_file", "geography", instead("geography", lambda path: path.write_bytes(b"x"))),
    ("townships", "", written("geography/townships.csv", b"\xff\0")),
    ("polygon", "", shaped(lambda found: {"type": "Polygon", "coordinates": found["coordinates"][0]})),
    ("heights", "", points(lambda one: [*one, 7.0])),
    ("leftover", "", moved(ARCHIVED, "snapshots/.staging-211400-2021-12-31-0")),
    ("leftover_bad", "", lambda folder: (folder / "snapshots" / ".staging-211400-2021-99-99-5").mkdir()),
    ("leftover_loop", "", lambda folder: loop(folder / "snapshots" / ".staging-211400-2021-12-31-5")),
    ("with_a_bom", "", changed(M, lambda content: b"\xef\xbb\xbf" + content)),
]  # fmt: skip
FOLDERS = [
    ("date_bad", "as_of=2023-13-31", moved(SNAPSHOT, SNAPSHOT.with_name("as_of=2023-13-31")), LOST),
    ("date_words", "as_of=last", moved(SNAPSHOT, SNAPSHOT.with_name("as_of=last")), LOST),
    ("date_moved", "as_of=2019-12-31/manifest.json", moved(SNAPSHOT, SNAPSHOT.with_name("as_of=2019-12-31")), LOST),
    ("place_moved", "manifest.json", moved(SNAPSHOT, f"snapshots/place=370300/as_of={SPOILT}"), LOST),
    ("place_unknown", "manifest.json", moved(SNAPSHOT, f"snapshots/place=999999/as_of={SPOILT}"), LOST),
    ("a_stranger", "my backup", lambda folder: (folder / "snapshots" / "my backup").mkdir(), frozenset()),
    ("a_file", "as_of=2023-12-31/manifest.json", instead(SNAPSHOT, lambda path: path.write_bytes(b"x")), LOST),
    ("place_a_file", f"place={PLACE}", instead(SNAPSHOT.parent, lambda path: path.write_bytes(b"x")), LOST | {(PLACE, KEPT)}),
    ("a_loop", "manifest.json", instead(SNAPSHOT, loop), LOST),
    ("all_a_file", "snapshots", instead("snapshots", lambda path: path.write_bytes(b"x")), frozenset(DATES)),
    ("all_gone", "", gone("snapshots"), frozenset(DATES)),
]  # fmt: skip
CASES = [
    *(Case(f"manifest_{name}", spoil, "manifest.json", LOST) for name, spoil in MANIFESTS),
    *(Case(f"table_{name}", spoil, path.name, LOST) for name, path, spoil in TABLES),
    *(Case(f"registry_{name}", spoil, file) for name, file, spoil in REGISTRIES),
    *(Case(f"geography_{name}", spoil, "counties.geojson") for name, spoil in GEOGRAPHIES),
    *(Case(f"other_{name}", spoil, file) for name, file, spoil in OTHERS),
    *(Case(f"folder_{name}", spoil, file, lost) for name, file, spoil, lost in FOLDERS),
]
