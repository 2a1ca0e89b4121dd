"""The registries hold together, and what is damaged in one is left out alone and named by file, row and column."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from data.damages import brief
from data.paths import REGISTRY
from data.registry import rows as registries
from data.registry.layouts import LAYOUTS
from data.registry.rows import Row, areas, places, registry
from data.registry.schema import MODES, TABLES

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


def test_every_registry_reads_and_every_foreign_key_points_somewhere() -> None:
    assert [name for name in PRESENT if not registry(name)] == []
    lost = [
        (f"{name}.csv", column, row[column])
        for name in PRESENT
        for column, (target, target_column) in LAYOUTS[name].foreign.items()
        for row in registry(name)
        if row[column] not in {other[target_column] for other in registry(target)}
    ]
    assert lost == []


def test_nothing_built_in_is_damaged() -> None:
    assert registries.damages() == ()


def loaded(name: str) -> tuple[set[str], list[tuple[str, str]]]:
    """Return the keys of the sound rows, and kind and words of what is damaged."""
    rows, damages = registries.load(name)
    return {row[LAYOUTS[name].key[0]] for row in rows}, [(one.kind, one.en) for one in damages]


def rewrite(path: Path, old: str, new: str, count: int = 1) -> None:
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new, count), encoding="utf-8")


def test_a_goal_whose_programme_is_not_there_is_left_out_alone(copied: Path) -> None:
    rewrite(copied / "goals.csv", "ZB-1,zibo-2019", "ZB-1,zibo-2099")
    keys, damages = loaded("goals")
    assert damages == [("row", "row 4 column programme_id: 'zibo-2099' is not in programmes.csv; this row is not used")]
    assert keys == {row["goal_id"] for row in registry("goals")} - {"ZB-1"}


def test_goals_of_a_programme_that_is_left_out_go_with_it(copied: Path) -> None:
    rewrite(copied / "programmes.csv", "each_site,quality", "each_house,quality")
    keys, damages = loaded("goals")
    lost = {row["goal_id"] for row in registry("goals") if row["programme_id"] == "liaoyang-2018"}
    assert keys == {row["goal_id"] for row in registry("goals")} - lost
    assert len(damages) == len(lost)


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff" * 99, b"\0" * 99, b'"' * 999])
def test_a_file_that_cannot_be_read_gives_way_to_the_built_in_one_but_for_programmes_and_goals(
    copied: Path, content: bytes
) -> None:
    for name in PRESENT:
        path = copied / f"{name}.csv"
        sound = path.read_bytes()
        path.write_bytes(content)
        rows, damages = registries.load(name)
        assert rows == (() if name in ("programmes", "goals") else registry(name)), name
        assert [(one.file, bool(one.fix_zh and one.fix_en)) for one in damages] == [(f"registry/{name}.csv", True)]
        path.write_bytes(sound)


def test_a_folder_in_the_place_of_a_registry_is_named(copied: Path) -> None:
    for name in PRESENT:
        path = copied / f"{name}.csv"
        sound = path.read_bytes()
        path.unlink()
        path.mkdir()
        assert [one.file for one in registries.load(name)[1]] == [f"registry/{name}.csv"]
        path.rmdir()
        path.write_bytes(sound)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-8"])
def test_a_registry_is_read_as_excel_saves_it(copied: Path, encoding: str) -> None:
    for path in copied.glob("*.csv"):
        path.write_bytes(path.read_text(encoding="utf-8-sig").replace("\n", "\r\n").encode(encoding))
    assert [name for name in PRESENT if registries.load(name) != (registry(name), ())] == []


def test_a_wrong_byte_costs_one_row_and_not_the_encoding(copied: Path) -> None:
    content = bytearray((copied / "goals.csv").read_bytes())
    at = content.index("农村学校城乡协作体覆盖率".encode())
    content[at] = 0xFF
    (copied / "goals.csv").write_bytes(bytes(content))
    keys, ((kind, words),) = loaded("goals")
    assert (kind, "column name_zh holds characters that cannot be read" in words) == ("row", True)
    assert keys == {row["goal_id"] for row in registry("goals")} - {"LY-1"}


def test_a_faulty_area_gives_way_to_the_built_in_one(copied: Path) -> None:
    rewrite(copied / "areas.csv", "211002,211000,211000,county", "211002,211000,211000,kounty")
    rows, (damage,) = registries.load("areas")
    assert damage.kind == "row_replaced" and damage.zh.startswith("第 3 行列 level")
    assert rows == registry("areas")


def test_a_label_that_is_missing_or_cannot_be_filled_in_is_the_built_in_one(copied: Path) -> None:
    built_in = {row["key"]: row for row in registry("labels")}
    lines = ["key,zh_CN,en", "product,我们的看板,Ours", "skip,,Skip", "snapshots.title,{0.__class__},{nothing}"]
    (copied / "labels.csv").write_text("\n".join(lines), encoding="utf-8")
    rows, damages = registries.load("labels")
    found = {row["key"]: row for row in rows}
    assert found == built_in | {"product": {"key": "product", "zh_CN": "我们的看板", "en": "Ours"}}
    assert [one.kind for one in damages] == ["row_replaced", "row_replaced"]


def test_a_missing_column_is_named(copied: Path) -> None:
    rewrite(copied / "stages.csv", "stage_scope", "scope")
    rows, (damage,) = registries.load("stages")
    assert "stage_scope" in damage.en and rows == registry("stages")


def test_an_extra_column_is_named_and_not_read(copied: Path) -> None:
    path = copied / "stages.csv"
    path.write_text("".join(f"{line},x\n" for line in path.read_text(encoding="utf-8").splitlines()), encoding="utf-8")
    rows, (damage,) = registries.load("stages")
    assert (damage.kind, rows) == ("registry_columns", registry("stages"))


def test_a_quotation_mark_left_open_costs_one_row(copied: Path) -> None:
    rewrite(copied / "goals.csv", "ZB-1,", '"ZB-1,')
    keys, damages = loaded("goals")
    assert damages == [("row", "row 4 has a quotation mark left open; this row is not used")]
    assert keys == {row["goal_id"] for row in registry("goals")} - {"ZB-1"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"comparator": ">"}, "column comparator: '>' is not one of"),
        ({"kind": ""}, "column kind is empty"),
        ({"note_en": "  "}, "column note_en is empty"),
        ({"scope": "province"}, "column scope: 'province' is not one of"),
        ({"judged": "often"}, "column judged: 'often' is not one of"),
        ({"target": "sixty"}, "column target: 'sixty' is no number"),
        ({"target": "NaN"}, "column target: 'NaN' is no number"),
        ({"target": "1e99"}, "column target: '1e99' is no number"),
        ({"target": "-1"}, "column target: '-1' is no number"),
        ({"target": "0.12345"}, "column target: '0.12345' is no number"),
        ({"due": "2020/12/31"}, "column due: '2020/12/31' is no date"),
        ({"due": "20201231"}, "column due: '20201231' is no date"),
        ({"due": "9999-12-31"}, "column due: '9999-12-31' is no date"),
        ({"unit": "匹"}, "column unit: labels.csv has no goal_unit.匹"),
        ({"indicator_id": "../x"}, "column indicator_id: '../x' is not in indicators.csv"),
        ({"clause": "a\0b"}, "column clause holds characters that cannot be read"),
    ],
)
def test_a_row_that_cannot_be_right_is_left_out_and_named(copied: Path, change: Row, words: str) -> None:
    write(copied / "goals.csv", [list(GOAL), list(GOAL.values()), list((GOAL | {"goal_id": "X-2"} | change).values())])
    keys, ((kind, said),) = loaded("goals")
    assert (keys, kind) == ({"X-1"}, "row")
    assert said.startswith(f"row 3 {words}")


def test_a_key_that_stands_twice_and_a_row_of_other_length_are_named(copied: Path) -> None:
    values = list(GOAL.values())
    write(copied / "goals.csv", [list(GOAL), values, values, values[:-1], [*values, "more"]])
    keys, damages = loaded("goals")
    assert keys == {"X-1"}
    assert [words.split(";")[0] for _, words in damages] == [
        "row 3 repeats the key of a row above: X-1",
        "row 4 has the wrong number of cells",
        "row 5 has the wrong number of cells",
    ]


def write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows(rows)


@pytest.mark.parametrize(
    "row",
    [
        "990100,990100,990000,place,甲,A",
        "990100,990000,990000,county,甲,A",
        "211098,211098,211000,county,甲,A",
        "211098,211400,211000,county,甲,A",
        "211002001,211000016,211000,township,甲,A",
    ],
)
def test_an_area_that_lies_nowhere_is_left_out(copied: Path, row: str) -> None:
    path = copied / "areas.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").rstrip("\n") + f"\n{row}\n", encoding="utf-8")
    rows, damages = registries.load("areas")
    assert rows == registry("areas")
    assert len(damages) == 1


def test_of_many_faulty_rows_the_first_are_named_and_the_others_counted(copied: Path) -> None:
    path = copied / "titles.csv"
    text = path.read_text(encoding="utf-8-sig").rstrip("\n")
    path.write_text("\n".join([text, *[text.splitlines()[-1]] * 30]), encoding="utf-8")
    found = brief(registries.load("titles")[1])
    assert [one.kind for one in found] == ["row"] * 10 + ["more_rows"]
    assert found[-1].en == "20 more rows are wrong"


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
