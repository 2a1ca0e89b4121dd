"""A snapshot published before a column or table existed opens, with nulls; one that cannot be right is left out alone."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from data.registry.rows import registry
from data.registry.schema import TABLES
from data.store.snapshots import SnapshotBrokenError, read_snapshot
from queries import Scope, activities, damages, funds, measures, pairings, progress, schools, trend
from queries.engine import pool
from tests.data.older import FIRST_LAYOUT, make_old, rewrite
from tests.data.published import DAY, PLACE, publish
from tests.folder import in_folder
from tests.queries.city import INDICATOR, school

NEXT = date(2021, 12, 31)
NOW = [
    school("A", "211402", "111", is_quality=True, recording_classrooms=1, plan_filed=True),
    school("B", "211402", "220", recording_classrooms=0, plan_filed=False, pupils=30, is_integrated=True),
]
NEWER = [(table, field.name) for table, schema in TABLES.items() for field in schema if table in FIRST_LAYOUT]


@pytest.fixture(autouse=True)
def fresh_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_engines", {})


def place_figure(data: Path, indicator: str, day: date) -> tuple[float, float]:
    row = in_folder(data, measures, Scope("huludao-2020", day), indicator).iloc[0]
    return row["numerator"], row["denominator"]


def test_an_old_snapshot_reads_with_nulls_for_what_it_does_not_state(tmp_path: Path) -> None:
    folder = publish(tmp_path, NOW).folder
    make_old(folder)
    found = read_snapshot(folder)
    assert found.table("schools").schema.names == TABLES["schools"].names
    assert found.table("schools")["name"].to_pylist() == ["A校", "B校"]
    for table, columns in FIRST_LAYOUT.items():
        for column in set(TABLES[table].names) - set(columns):
            assert found.table(table)[column].null_count == found.table(table).num_rows, (table, column)
    assert found.path("activities") is None
    for table in ("activities", "funds"):
        assert found.table(table).num_rows == 0
        assert found.table(table).schema.equals(TABLES[table])


def test_the_first_layout_holds_every_required_column() -> None:
    required = {(row["table"], row["column"]) for row in registry("fields") if row["required"] == "yes"}
    old = {(table, column) for table, columns in FIRST_LAYOUT.items() for column in columns}
    assert {pair for pair in required if pair[0] in FIRST_LAYOUT} <= old
    assert set(NEWER) - old


def test_old_and_new_snapshots_are_asked_together(tmp_path: Path) -> None:
    make_old(publish(tmp_path, NOW).folder)
    publish(tmp_path, NOW, NEXT)
    assert in_folder(tmp_path, damages) == []
    assert place_figure(tmp_path, INDICATOR, DAY) == place_figure(tmp_path, INDICATOR, NEXT) == (1, 1)
    for indicator in ("recording_classroom", "school_plan_filed"):
        assert place_figure(tmp_path, indicator, DAY) == (0, 0), "not stated then: no data, not none"
        assert place_figure(tmp_path, indicator, NEXT) == (1, 2)
    steps = in_folder(tmp_path, trend, Scope("huludao-2020"), "small_school_integration")
    at_place = steps[steps["area_code"] == PLACE]
    assert list(at_place["denominator"]) == [0, 1]


def test_every_verb_answers_on_an_old_snapshot_alone(tmp_path: Path) -> None:
    make_old(publish(tmp_path, NOW).folder)
    scope = Scope("huludao-2020")
    assert len(in_folder(tmp_path, schools, scope)) == 2
    assert len(in_folder(tmp_path, pairings, scope)) == 1
    assert in_folder(tmp_path, activities, scope).empty
    assert in_folder(tmp_path, funds, scope).empty
    standings = in_folder(tmp_path, progress, scope)
    assert set(standings.loc[standings["goal_id"] == "HL-3", "standing"]) == {"no_data"}
    assert set(standings.loc[standings["area_code"] == "211402", "standing"]) > {"no_data"}


def unknown(content: pa.Table) -> pa.Table:
    return content.append_column("from_tomorrow", pa.array([1] * content.num_rows))


def nameless(content: pa.Table) -> pa.Table:
    return content.drop_columns(["name"])


def numbers_for_codes(content: pa.Table) -> pa.Table:
    at = content.schema.get_field_index("county_code")
    return content.set_column(at, "county_code", content["county_code"].cast(pa.int64()))


@pytest.mark.parametrize("spoil", [unknown, nameless, numbers_for_codes])
def test_a_snapshot_with_columns_that_cannot_be_right_is_left_out_alone(tmp_path: Path, spoil: object) -> None:
    publish(tmp_path, NOW)
    folder = publish(tmp_path, NOW, NEXT).folder
    rewrite(folder, "schools", spoil)
    with pytest.raises(SnapshotBrokenError, match=r"schools\.parquet"):
        read_snapshot(folder)
    (line,) = in_folder(tmp_path, damages)
    assert folder.name in line.file
    assert place_figure(tmp_path, INDICATOR, DAY) == (1, 1)
    assert list(in_folder(tmp_path, trend, Scope("huludao-2020"), INDICATOR)["as_of"].unique()) == [DAY]


def test_a_table_the_manifest_names_and_nobody_finds_breaks_its_snapshot(tmp_path: Path) -> None:
    folder = publish(tmp_path, NOW).folder
    (folder / "funds.parquet").unlink()
    with pytest.raises(SnapshotBrokenError, match=r"funds\.parquet"):
        read_snapshot(folder)
