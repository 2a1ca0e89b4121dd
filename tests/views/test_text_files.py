"""CSV, Parquet and file names of what leaves the product."""

import csv
import io
import json
import math

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.views.made import COLUMNS, HOSTILE, NOTES, listing
from views.exports.files import csv_text, parquet

FORBIDDEN = set('\\/:*?"<>|\n\r\t ')


@pytest.fixture(scope="module")
def rows():
    return list(csv.reader(io.StringIO(csv_text(listing()).decode("utf-8-sig"), newline="")))


def test_a_text_table_begins_with_a_byte_order_mark_and_its_headers(rows):
    assert csv_text(listing()).startswith(b"\xef\xbb\xbf\xe5")
    assert rows[0] == [column.header for column in COLUMNS]
    assert len(rows) == len(HOSTILE) + 2


def test_a_cell_that_begins_like_a_formula_gets_an_apostrophe_and_no_other_does(rows):
    names = [row[0] for row in rows[1:-1]]
    assert names == ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", *HOSTILE[5:]]


def test_numbers_and_days_are_plain(rows):
    assert rows[1][1:] == ["000", "1234", "0", "0", "2019-09-01"]
    assert rows[2][1:] == ["001", "1235", "0.125", "1.25", "2019-09-02"]
    assert rows[-1] == [""] * len(COLUMNS)


def test_a_large_count_keeps_every_digit():
    made = listing()
    made.frame["pupils"] = made.frame["pupils"].astype("Int64") + 123_456_789
    text = csv_text(made).decode("utf-8-sig")
    assert text.splitlines()[1].split(",")[2] == str(123_456_789 + 1234)


def test_parquet_opens_with_headers_and_notes_beside_its_own_names():
    table = pq.read_table(io.BytesIO(parquet(listing())))
    assert table.column_names == [column.name for column in COLUMNS]
    notes = {key.decode(): value.decode() for key, value in table.schema.metadata.items()}
    assert json.loads(notes["headers"]) == {column.name: column.header for column in COLUMNS}
    assert [tuple(pair) for pair in json.loads(notes["notes"])] == NOTES
    assert notes["title"] == "未结对农村学校"


def test_parquet_keeps_types_and_values_as_they_are():
    table = pq.read_table(io.BytesIO(parquet(listing())))
    types = {field.name: field.type for field in table.schema}
    assert types["pupils"] == pa.int32() and types["value"] == pa.float64() and types["start"] == pa.date32()
    assert table["name"].to_pylist() == [*HOSTILE, None]
    assert table["pupils"].to_pylist() == [*range(1234, 1234 + len(HOSTILE)), None]
    assert table["value"].to_pylist()[-1] is None or math.isnan(table["value"].to_pylist()[-1])


def test_a_file_name_says_place_topic_and_date():
    assert listing().stem == "葫芦岛市_未结对农村学校_2020-12-31"


@pytest.mark.parametrize("title", ["a/b\\c", 'x:y*z?"q"', "<i>|p", "two words\n\tthree", "../../etc/passwd"])
def test_letters_that_file_systems_refuse_are_replaced(title):
    stem = listing(title, place="../乡 镇").stem
    assert not FORBIDDEN & set(stem)
    assert stem.endswith("_2020-12-31") and "乡_镇" in stem
    kept = [letter for letter in title if letter not in FORBIDDEN]
    assert [letter for letter in stem if letter in kept and letter.isalpha()] != []


def test_a_very_long_title_keeps_its_date_and_fits_a_file_system():
    stem = listing("县" * 200).stem
    assert stem.endswith("_2020-12-31") and len(f"{stem}.parquet".encode()) <= 255
