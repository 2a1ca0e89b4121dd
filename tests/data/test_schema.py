"""Every column says what it means, in both languages, and where it comes from."""

import pyarrow as pa

from data.registry.rows import registry
from data.registry.schema import BANDS, MODES, TABLES, URBAN_RURAL_CODES, field

COLUMNS = [(table, field) for table, schema in TABLES.items() for field in schema]


def notes(field: "pa.Field[pa.DataType]") -> dict[str, str]:
    return {key.decode(): value.decode() for key, value in (field.metadata or {}).items()}


def test_each_column_is_documented() -> None:
    said = {f"{table}.{field.name}": notes(field) for table, field in COLUMNS}
    assert {name: one for name, one in said.items() if set(one) != {"zh", "en", "unit", "allowed", "source"}} == {}
    assert {
        name: one for name, one in said.items() if not all(one[key].strip() for key in ("zh", "en", "source"))
    } == {}
    assert [name for name, one in said.items() if one["zh"] == one["en"]] == []


def test_codes_and_identifiers_are_text() -> None:
    codes = [(table, field) for table, field in COLUMNS if field.name.endswith(("_id", "_code"))]
    assert codes
    assert [f"{table}.{field.name}" for table, field in codes if field.type != pa.string()] == []


def test_each_table_knows_its_snapshot_and_the_row_a_record_came_from() -> None:
    for table, schema in TABLES.items():
        assert (schema.names[:2], schema.names[-1]) == (["place_code", "as_of"], "source"), table
        assert len(set(schema.names)) == len(schema.names), table
        assert not any(schema.field(key).nullable for key in ("place_code", "as_of")), table


def test_allowed_values_are_those_of_the_code_lists() -> None:
    schools, partnerships = TABLES["schools"], TABLES["partnerships"]
    assert notes(schools.field("urban_rural_code"))["allowed"].split() == list(URBAN_RURAL_CODES)
    assert notes(schools.field("reported_band"))["allowed"].split() == list(BANDS)
    assert notes(partnerships.field("mode"))["allowed"].split() == list(MODES)
    assert set(URBAN_RURAL_CODES.values()) == set(BANDS)


def test_registries_named_as_allowed_values_exist() -> None:
    named = {notes(field)["allowed"] for _, field in COLUMNS}
    files = {name.removesuffix(".csv") for name in named if name.endswith(".csv")}
    assert files
    assert all(registry(name) for name in files)


def test_a_required_column_is_never_null() -> None:
    row = next(row for row in registry("fields") if row["required"] == "yes")
    made = field(row)
    assert not made.nullable
    assert field(row | {"required": "no"}).nullable
    assert notes(made)["zh"] == row["zh"]


def test_a_dash_in_the_registry_is_nothing_in_the_schema() -> None:
    row = registry("fields")[0]
    assert notes(field(row | {"unit": "—"}))["unit"] == ""
