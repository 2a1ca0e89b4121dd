"""The engine and the disk: what is published is what the next call sees, and nothing else gets in."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.store.snapshots import MANIFEST, read_snapshot, snapshot_folder
from queries import (
    NoSnapshotError,
    Scope,
    damages,
    measures,
    pairings,
    places,
    programmes,
    progress,
    schools,
    snapshots,
    trend,
    units,
)
from queries.engine import database as engine_module
from queries.engine.pool import engine
from tests.folder import in_folder
from tests.queries.city import INDICATOR, NOTES, pairing, publish_city, school
from tests.queries.counted import DUE, FIRST, PLACE, PROGRAMME, publish_counts

NEXT = date(2021, 12, 31)
SCOPE = Scope(PROGRAMME)


def place_figure(data: Path, as_of: date | None = None) -> tuple[date, float, float]:
    row = in_folder(data, measures, Scope(PROGRAMME, as_of), INDICATOR).iloc[0]
    return row["as_of"], row["numerator"], row["denominator"]


def test_a_new_snapshot_is_seen_by_the_next_call(tmp_path: Path) -> None:
    publish_counts(tmp_path, DUE, {FIRST: (1, 4)})
    opened = in_folder(tmp_path, engine)
    assert place_figure(tmp_path) == (DUE, 1, 4)
    assert in_folder(tmp_path, engine) is opened
    publish_counts(tmp_path, NEXT, {FIRST: (3, 4)})
    assert place_figure(tmp_path) == (NEXT, 3, 4)
    assert place_figure(tmp_path, DUE) == (DUE, 1, 4)
    assert list(in_folder(tmp_path, trend, SCOPE, INDICATOR)["as_of"].unique()) == [DUE, NEXT]
    assert list(in_folder(tmp_path, trend, Scope(PROGRAMME, DUE), INDICATOR)["as_of"].unique()) == [DUE]


def test_a_replaced_snapshot_is_seen_by_the_next_call(tmp_path: Path) -> None:
    publish_counts(tmp_path, DUE, {FIRST: (1, 4)})
    assert place_figure(tmp_path) == (DUE, 1, 4)
    rows = [school("A", FIRST, "111", is_quality=True), school("B", FIRST, "220")]
    publish_city(tmp_path, PLACE, rows, [pairing("A", "B")], DUE, replace=True)
    assert place_figure(tmp_path) == (DUE, 1, 1)


def test_a_snapshot_replaced_while_it_is_read_is_never_half_of_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_counts(tmp_path, DUE, {FIRST: (1, 4)})
    build, rows = engine_module.build, [school("A", FIRST, "111", is_quality=True), school("B", FIRST, "220")]

    def overtaken(*arguments: Any) -> None:
        monkeypatch.setattr(engine_module, "build", build)
        publish_city(tmp_path, PLACE, rows, [pairing("A", "B")], DUE, replace=True)
        build(*arguments)

    monkeypatch.setattr(engine_module, "build", overtaken)
    opened = in_folder(tmp_path, engine)
    assert [one.fingerprint for one in opened.snapshots] == [
        read_snapshot(snapshot_folder(tmp_path, PLACE, DUE)).fingerprint
    ]
    assert place_figure(tmp_path) == (DUE, 1, 1)


def test_a_withdrawn_snapshot_is_gone_with_the_next_call(tmp_path: Path) -> None:
    publish_counts(tmp_path, DUE, {FIRST: (1, 4)})
    publish_counts(tmp_path, NEXT, {FIRST: (2, 4)})
    assert place_figure(tmp_path) == (NEXT, 2, 4)
    shutil.rmtree(snapshot_folder(tmp_path, PLACE, NEXT))
    assert place_figure(tmp_path) == (DUE, 1, 4)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("schools.parquet", b"PAR1 cut short"),
        ("members.parquet", b""),
        (MANIFEST, b'{"format": 1, "place'),
        (MANIFEST, b""),
        (MANIFEST, b"\xff\xfe\x00"),
        (MANIFEST, b"{}"),
        (MANIFEST, b"null"),
        (MANIFEST, b'{"tables": []}'),
    ],
)
def test_a_broken_file_takes_down_its_snapshot_only(tmp_path: Path, file: str, content: bytes) -> None:
    publish_counts(tmp_path, DUE, {FIRST: (1, 4)})
    publish_counts(tmp_path, NEXT, {FIRST: (2, 4)})
    folder = snapshot_folder(tmp_path, PLACE, NEXT)
    (folder / file).write_bytes(content)
    assert place_figure(tmp_path) == (DUE, 1, 4)
    (line,) = in_folder(tmp_path, damages)
    assert line.file == folder.joinpath(file).relative_to(tmp_path).as_posix()


def test_each_folder_has_its_own_answers_and_each_question_its_own(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    publish_counts(one, DUE, {FIRST: (1, 4)})
    publish_counts(other, DUE, {FIRST: (3, 4)})
    for _ in range(2):
        assert (place_figure(one), place_figure(other)) == ((DUE, 1, 4), (DUE, 3, 4))
        missing, covered = (in_folder(one, units, SCOPE, INDICATOR, missing=asked) for asked in (True, False))
        assert (len(missing), len(covered)) == (3, 1)


def test_a_missing_table_takes_down_its_snapshot_only(tmp_path: Path) -> None:
    publish_counts(tmp_path, DUE, {FIRST: (1, 4)})
    publish_counts(tmp_path, NEXT, {FIRST: (2, 4)})
    (snapshot_folder(tmp_path, PLACE, NEXT) / "returns.parquet").unlink()
    assert place_figure(tmp_path) == (DUE, 1, 4)
    assert in_folder(tmp_path, damages)[0].file.endswith("returns.parquet")


def test_a_snapshot_moved_to_another_date_is_not_believed(tmp_path: Path) -> None:
    publish_counts(tmp_path, DUE, {FIRST: (1, 4)})
    folder = snapshot_folder(tmp_path, PLACE, DUE)
    folder.rename(folder.with_name("as_of=2021-12-31"))
    with pytest.raises(NoSnapshotError):
        in_folder(tmp_path, measures, SCOPE, INDICATOR)
    assert len(in_folder(tmp_path, damages)) == 1


@pytest.mark.parametrize("folder", ["empty", "missing"])
def test_an_empty_data_folder_has_no_snapshots_and_says_so(tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty").mkdir()
    data = tmp_path / folder
    assert in_folder(data, programmes) == []
    assert in_folder(data, damages) == []
    assert in_folder(data, snapshots, PLACE).empty
    assert len(in_folder(data, places, PLACE)) == 7
    for ask in (progress, pairings, schools):
        with pytest.raises(NoSnapshotError):
            in_folder(data, ask, SCOPE)


def test_an_unknown_date_and_a_place_without_snapshots_raise(tmp_path: Path) -> None:
    publish_counts(tmp_path, DUE, {FIRST: (1, 4)})
    for scope in (Scope(PROGRAMME, date(2020, 6, 30)), Scope("zibo-2019")):
        for ask in (measures, units, trend):
            with pytest.raises(NoSnapshotError):
                in_folder(tmp_path, ask, scope, INDICATOR)
    assert [row["programme_id"] for row in in_folder(tmp_path, programmes)] == [PROGRAMME]


def test_snapshots_are_listed_with_where_they_come_from(tmp_path: Path) -> None:
    publish_counts(tmp_path, NEXT, {FIRST: (1, 4)})
    publish_counts(tmp_path, DUE, {FIRST: (1, 9)})
    found = in_folder(tmp_path, snapshots, PLACE)
    assert list(found["as_of"]) == [DUE, NEXT]
    assert list(found["schools"]) == [10, 5]
    assert set(found["status"]) == {"synthetic"}
    assert set(found["datum"]) == set(NOTES["datum"])


def test_many_threads_get_the_same_answers(tmp_path: Path) -> None:
    publish_counts(tmp_path, DUE, {FIRST: (3, 7)})
    publish_counts(tmp_path, NEXT, {FIRST: (5, 7)})

    def ask(number: int) -> list[tuple[date, float, float]]:
        return [place_figure(tmp_path, (DUE, NEXT)[(number + call) % 2]) for call in range(50)]

    expected = [(DUE, 3, 7), (NEXT, 5, 7)]
    with ThreadPoolExecutor(8) as threads:
        for number, answers in enumerate(threads.map(ask, range(8))):
            assert answers == [expected[(number + call) % 2] for call in range(50)]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('{}')",
        "SELECT * FROM '{}'",
        "SELECT * FROM read_text('{}')",
        "COPY (SELECT 1) TO '{}'",
        "ATTACH '{}' AS other",
        "SET enable_external_access = true",
        "INSTALL httpfs",
    ],
)
def test_sql_reaches_no_file(tmp_path: Path, query: str) -> None:
    publish_counts(tmp_path, DUE, {FIRST: (3, 7)})
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n", encoding="utf-8")
    cursor = in_folder(tmp_path, engine)._connection.cursor()
    with pytest.raises((duckdb.PermissionException, duckdb.InvalidInputException)):
        cursor.execute(query.replace("{}", str(secret)))
    assert secret.read_text(encoding="utf-8") == "a\n1\n"


def test_a_parameter_is_a_value_never_sql(tmp_path: Path) -> None:
    publish_counts(tmp_path, DUE, {FIRST: (3, 7)})
    area = "211421' OR '1'='1"
    assert in_folder(tmp_path, units, Scope(PROGRAMME, area=area), INDICATOR).empty
