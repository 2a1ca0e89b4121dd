"""An evidence link shows the same figures for ever, or says why it cannot."""

import csv
import shutil
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cachetools import LRUCache

from data.paths import REGISTRY
from data.registry.rows import registry
from data.store.archive import remove, restore, versions
from data.store.snapshots import MANIFEST, snapshot_folder
from queries import (
    EvidenceError,
    Scope,
    damages,
    data_version,
    evidence,
    evidence_link,
    measures,
    programmes,
    progress,
    trend,
    units,
    using_link,
)
from queries.engine import pool, stored_model
from queries.evidence import rules as rules_module
from queries.evidence.link import Evidence, read_evidence
from queries.evidence.rules import RULES, rules
from tests.folder import in_folder
from tests.queries.city import INDICATOR, pairing, publish_city, school
from tests.queries.counted import DUE, FIRST, PLACE, PROGRAMME, publish_counts

NEXT, SCOPE = date(2021, 12, 31), Scope(PROGRAMME)
NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
OTHER = "530500"


def replace_due(data: Path, covered: int = 4) -> None:
    """Publish the date DUE anew with 4 rural schools, some of them paired."""
    rural = [f"{FIRST}-{number}" for number in range(4)]
    rows = [school("CORE", FIRST, "111", is_quality=True), *(school(code, FIRST, "220") for code in rural)]
    publish_city(data, PLACE, rows, [pairing("CORE", *rural[:covered])], DUE, replace=True)


def said(data: Path) -> dict[str, object]:
    """Return what is answered of the place: dates, figures, goals, names."""
    course = in_folder(data, trend, SCOPE, INDICATOR)
    goals = in_folder(data, progress, SCOPE)
    return {
        "course": course[["as_of", "area_code", "numerator", "denominator"]].to_dict("records"),
        "goals": goals[["goal_id", "area_code", "standing", "target", "last_as_of", "pace_a_year"]]
        .astype(str)
        .to_dict("records"),
        "units": in_folder(data, units, SCOPE, INDICATOR)["unit_id"].tolist(),
    }


def frozen(data: Path) -> tuple[str, dict[str, object]]:
    """Publish one snapshot of the place; return its link and what is answered."""
    publish_counts(data, DUE, {FIRST: (1, 4)})
    return in_folder(data, evidence_link, PLACE), said(data)


def under(link: str, data: Path) -> dict[str, object]:
    with using_link(link):
        return said(data)


def afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget every open engine, as a new server does."""
    monkeypatch.setattr(pool, "_engines", {})
    pool._pinned.cache_clear()


def test_a_link_shows_what_was_there_when_it_was_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link, then = frozen(tmp_path)
    publish_counts(tmp_path, NEXT, {FIRST: (3, 4)})
    replace_due(tmp_path)
    assert said(tmp_path) != then
    assert under(link, tmp_path) == then
    afresh(monkeypatch)
    assert under(link, tmp_path) == then
    assert in_folder(tmp_path, measures, SCOPE, INDICATOR).iloc[0]["as_of"] == NEXT


def test_a_link_holds_through_restoring_and_removing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, then = frozen(tmp_path)
    replace_due(tmp_path)
    second, later = in_folder(tmp_path, evidence_link, PLACE), said(tmp_path)
    in_folder(tmp_path, restore, in_folder(tmp_path, versions, PLACE)[1], at=NOW)
    assert said(tmp_path) == then
    assert not in_folder(tmp_path, evidence, first).is_newer, "what is published again is what was pinned"
    assert in_folder(tmp_path, evidence, second).since == NOW
    publish_counts(tmp_path, NEXT, {FIRST: (3, 4)})
    in_folder(tmp_path, remove, PLACE, DUE, at=NOW)
    in_folder(tmp_path, remove, PLACE, NEXT, at=NOW)
    afresh(monkeypatch)
    assert (under(first, tmp_path), under(second, tmp_path)) == (then, later)
    assert in_folder(tmp_path, evidence, first).is_newer
    assert (in_folder(tmp_path, programmes), in_folder(tmp_path, evidence_link, PLACE)) == ([], "")


def test_the_same_data_has_the_same_link_and_other_data_another(tmp_path: Path) -> None:
    link, _ = frozen(tmp_path)
    assert in_folder(tmp_path, evidence_link, PLACE) == link
    with using_link(link):
        assert in_folder(tmp_path, evidence_link, PLACE) == link
    publish_counts(tmp_path, NEXT, {FIRST: (3, 4)})
    assert in_folder(tmp_path, evidence_link, PLACE) != link
    with using_link(link):
        assert in_folder(tmp_path, evidence_link, PLACE) == link


def test_newer_data_is_told_from_when_it_came(tmp_path: Path) -> None:
    link, _ = frozen(tmp_path)
    told = in_folder(tmp_path, evidence, link)
    assert (told.is_newer, told.since, told.lost, told.changed_rules) == (False, None, (), ())
    publish_city(tmp_path, OTHER, [school("A", "530502", "220")], [], DUE)
    assert not in_folder(tmp_path, evidence, link).is_newer, "another city's data is no newer data"
    publish_counts(tmp_path, NEXT, {FIRST: (3, 4)})
    published = datetime.fromisoformat(in_folder(tmp_path, versions, PLACE)[0].manifest["published_at"])
    assert (in_folder(tmp_path, evidence, link).is_newer, in_folder(tmp_path, evidence, link).since) == (
        True,
        published,
    )


def test_only_the_place_of_a_link_is_seen_under_it(tmp_path: Path) -> None:
    publish_city(tmp_path, OTHER, [school("A", "530502", "220")], [], DUE)
    link, then = frozen(tmp_path)
    with using_link(link):
        assert {row["place_code"] for row in in_folder(tmp_path, programmes)} == {PLACE}
        assert in_folder(tmp_path, damages) == []
        assert in_folder(tmp_path, evidence_link, OTHER) == ""
        pinned = in_folder(tmp_path, data_version)
    assert pinned != in_folder(tmp_path, data_version)
    assert {row["place_code"] for row in in_folder(tmp_path, programmes)} == {PLACE, OTHER}
    assert under(link, tmp_path) == then


def test_two_threads_one_pinned_one_not(tmp_path: Path) -> None:
    link, then = frozen(tmp_path)
    replace_due(tmp_path)
    now, found = said(tmp_path), dict[str, list[object]](pinned=[], free=[])
    start = threading.Barrier(2)

    def ask(name: str, which: str) -> None:
        start.wait()
        for _ in range(5):
            found[name].append(under(which, tmp_path))

    threads = [threading.Thread(target=ask, args=one) for one in (("pinned", link), ("free", ""))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {"pinned": [then] * 5, "free": [now] * 5}
    assert now != then


def test_a_lost_archive_is_told_and_no_figure_shown(tmp_path: Path) -> None:
    link, _ = frozen(tmp_path)
    replace_due(tmp_path)
    shutil.rmtree(tmp_path / "archive")
    assert in_folder(tmp_path, evidence, link).lost == ((DUE, ""),)
    with using_link(link), pytest.raises(EvidenceError, match="2020-12-31"):
        said(tmp_path)


def test_a_broken_archive_is_told_by_its_file(tmp_path: Path) -> None:
    link, _ = frozen(tmp_path)
    replace_due(tmp_path)
    (in_folder(tmp_path, versions, PLACE)[1].folder / "schools.parquet").write_bytes(b"rot")
    ((day, why),) = in_folder(tmp_path, evidence, link).lost
    assert (day, "schools.parquet" in why) == (DUE, True)
    with using_link(link), pytest.raises(EvidenceError, match=r"schools\.parquet"):
        in_folder(tmp_path, measures, SCOPE, INDICATOR)


def test_data_changed_in_place_is_not_what_was_pinned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link, _ = frozen(tmp_path)
    manifest = snapshot_folder(tmp_path, PLACE, DUE) / MANIFEST
    words = manifest.read_text(encoding="utf-8")
    manifest.write_text(words.replace('"status": "', '"status": "un'), encoding="utf-8")
    afresh(monkeypatch)
    assert in_folder(tmp_path, evidence, link).lost == ((DUE, ""),)


@pytest.mark.parametrize("cut", [1, 9, 30])
def test_a_link_cut_off_or_altered_is_no_link(tmp_path: Path, cut: int) -> None:
    link, _ = frozen(tmp_path)
    altered = link.replace("211400", "211401")
    for wrong in (link[:-cut], link[cut:], altered, "../../etc", "", "a.b.c.d.e", f"{link}\n"):
        with pytest.raises(EvidenceError):
            read_evidence(wrong)
    with using_link(link[:-cut]), pytest.raises(EvidenceError):
        in_folder(tmp_path, measures, SCOPE, INDICATOR)


def test_a_link_of_many_snapshots_is_still_an_address() -> None:
    found = read_evidence(_link_of(60))
    assert len(found.snapshots) == 60
    assert len(found.link) < 700


def _link_of(months: int) -> str:
    days = tuple((date(2020 + number // 12, number % 12 + 1, 1), bytes([number] * 5)) for number in range(months))
    return Evidence(PLACE, NOW, days, rules(PLACE)).link


def test_changed_rules_are_told_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link, then = frozen(tmp_path)
    own = tmp_path / "registry" / "goals.csv"
    own.parent.mkdir()
    with (REGISTRY / "goals.csv").open(encoding="utf-8", newline="") as source, own.open("w", encoding="utf-8") as out:
        rows = list(csv.DictReader(source))
        for row in rows:
            if row["goal_id"] == "HL-1":
                row["target"] = "99"
            if row["programme_id"] == "zibo-2019":
                row["target"] = "1"
            row["note_en"] += " (reworded)"
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    monkeypatch.setenv("LIANXIAO_DATA", str(tmp_path))
    _forget()
    try:
        afresh(monkeypatch)
        assert in_folder(tmp_path, evidence, link).changed_rules == ("goals",)
        assert under(link, tmp_path) != then
    finally:
        monkeypatch.undo()
        _forget()


def _forget() -> None:
    registry.cache_clear()
    rules.cache_clear()
    stored_model.recipe.cache_clear()


def test_a_changed_statement_is_a_changed_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link, _ = frozen(tmp_path)
    read = rules_module.statement
    monkeypatch.setattr(rules_module, "statement", lambda name: f"-- a remark\n{read(name)}")
    rules.cache_clear()
    assert in_folder(tmp_path, evidence, link).changed_rules == ()
    monkeypatch.setattr(rules_module, "statement", lambda name: f"{read(name)} LIMIT 1")
    rules.cache_clear()
    told = read_evidence(link).changed_rules
    rules.cache_clear()
    assert told == ["statements"]
    assert set(told) < set(RULES)


def test_a_big_model_of_a_link_lies_in_a_file_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link, then = frozen(tmp_path)
    replace_due(tmp_path)
    monkeypatch.setattr(stored_model, "IN_MEMORY", 2)
    monkeypatch.setenv("LIANXIAO_IN_MEMORY", "2")
    afresh(monkeypatch)
    assert said(tmp_path) != then
    assert under(link, tmp_path) == then
    assert len(list((tmp_path / ".model").glob("*.duckdb"))) == 2


def test_only_so_many_links_are_kept_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool._pinned, "cache", LRUCache(1))
    first, then = frozen(tmp_path)
    replace_due(tmp_path)
    second, later = in_folder(tmp_path, evidence_link, PLACE), said(tmp_path)
    assert [under(link, tmp_path) for link in (first, second)] == [then, later]
    assert [link for _, link in pool._pinned.cache] == [second]
