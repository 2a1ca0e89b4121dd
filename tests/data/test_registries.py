"""The registries hold together, and a row that cannot be right is named by file and row."""

import re
from datetime import date
from pathlib import Path

import pytest

from data import registries
from data.layouts import LAYOUTS
from data.paths import REGISTRY
from data.registries import RegistryError, Row, areas, check_rows, places, registry
from data.schema import MODES, TABLES

PRESENT = sorted(name for name in LAYOUTS if (REGISTRY / f"{name}.csv").exists())
GOAL = {
    **{"goal_id": "X-1", "programme_id": "huludao-2020", "indicator_id": "rural_pairing_coverage"},
    **{"name_zh": "甲", "name_en": "A", "kind": "target", "comparator": ">=", "target": "60", "unit": "%"},
    **{"due": "2020-12-31", "milestone": "2020", "judged": "once", "scope": "city", "clause": "一"},
    **{"note_zh": "注", "note_en": "Note"},
}


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with registries of its own, to spoil; `registry` forgets before and after what it has read."""
    own = tmp_path / "registry"
    own.mkdir()
    for name in PRESENT:
        (own / f"{name}.csv").write_bytes((REGISTRY / f"{name}.csv").read_bytes())
    monkeypatch.setenv("LIANXIAO_DATA", str(tmp_path))
    monkeypatch.setattr(registries, "registry", registries.registry.__wrapped__)
    return own


def test_every_file_has_a_layout_and_every_layout_a_file() -> None:
    assert sorted(path.stem for path in REGISTRY.glob("*.csv")) == PRESENT
    assert sorted(LAYOUTS) == PRESENT


@pytest.mark.parametrize("name", PRESENT)
def test_every_registry_reads_and_every_foreign_key_points_somewhere(name: str) -> None:
    rows = registry(name)
    assert rows
    for column, (target, target_column) in LAYOUTS[name].foreign.items():
        assert {row[column] for row in rows} <= {row[target_column] for row in registry(target)}


def test_a_foreign_key_that_points_nowhere_is_named(copied: Path) -> None:
    path = copied / "goals.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("zibo-2019", "zibo-2099"), encoding="utf-8")
    with pytest.raises(RegistryError, match=r"goals\.csv row 4: programme_id='zibo-2099' is not in programmes\.csv"):
        registries.registry("goals")


def test_a_missing_column_is_named(copied: Path) -> None:
    path = copied / "stages.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("stage_scope", "scope", 1), encoding="utf-8")
    with pytest.raises(RegistryError, match=r"stages\.csv: columns .*'scope'"):
        registries.registry("stages")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([GOAL, GOAL], "goals.csv row 3: ('X-1',) stands twice"),
        ([GOAL | {"comparator": ">"}], "goals.csv row 2: comparator='>' is not one of"),
        ([GOAL | {"kind": ""}], "goals.csv row 2: column kind is empty"),
        ([GOAL | {"note_en": "  "}], "goals.csv row 2: column note_en is empty"),
        ([GOAL, {key: GOAL[key] for key in list(GOAL)[:-1]}], "goals.csv row 3: wrong number of cells"),
        ([GOAL | {"note_en": None}], "goals.csv row 2: wrong number of cells"),
        ([GOAL | {None: ["more"]}], "goals.csv row 2: wrong number of cells"),
        ([GOAL | {"scope": "province"}], "goals.csv row 2: scope='province' is not one of"),
        ([GOAL | {"judged": "often"}], "goals.csv row 2: judged='often' is not one of"),
    ],
)
def test_a_row_that_cannot_be_right_is_named_by_file_and_row(rows: list[Row], message: str) -> None:
    with pytest.raises(RegistryError, match=re.escape(message)):
        check_rows("goals", rows)


def test_a_right_row_passes() -> None:
    check_rows("goals", [GOAL, GOAL | {"goal_id": "X-2"}])


def test_dates_and_targets_of_goals_can_be_read() -> None:
    for row in registry("goals"):
        assert date.fromisoformat(row["due"])
        assert float(row["target"]) >= 0
        assert row["unit"] != "%" or float(row["target"]) <= 100


def test_places_are_their_own_place_and_areas_lie_in_one() -> None:
    assert {row["area_code"] for row in places()} == {"211000", "211400", "211282", "370300", "530500"}
    levels = {"township": {"county", "place"}, "office": {"county"}}
    for code, row in areas().items():
        assert areas()[row["place_code"]]["level"] == "place"
        parent = areas()[row["parent_code"]]
        assert parent["place_code"] == row["place_code"]
        assert parent["level"] in levels.get(row["level"], {"place"})
        if row["level"] in ("place", "county"):
            assert re.fullmatch(r"\d{6}", code)
        if row["level"] == "township":
            assert re.fullmatch(rf"{parent['area_code']}\d{{3}}", code)


def test_zones_have_a_local_id_inside_their_host_county() -> None:
    offices = [row for row in registry("areas") if row["level"] == "office"]
    assert [(row["area_code"], row["parent_code"]) for row in offices] == [("211402-yjzz", "211402")]


@pytest.mark.parametrize(("column", "allowed"), [("stage", None), ("mode", MODES)])
def test_synonyms_lead_to_words_the_schema_allows(column: str, allowed: tuple[str, ...] | None) -> None:
    known = set(allowed or {row["stage"] for row in registry("stages")})
    stored = {row["stored"] for row in registry("values") if row["column"] == column}
    assert stored
    assert stored <= known


def test_stage_words_are_those_a_school_can_have() -> None:
    assert len({row["order"] for row in registry("stages")}) == len(registry("stages"))
    assert {row["stage_scope"] for row in registry("programmes")} == {"义务教育"}
    assert "stage" in TABLES["schools"].names
