"""A long list, page by page: every row is seen once, the files hold them all, and a short list knows nothing of pages."""

import csv
import io
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.pages.screens import names_listed, prose
from tests.views.made import COLUMNS, DAY, listing
from views.exports import files, sheets
from views.exports.listing import SIZE, Column, Listing
from views.listings.about import filled
from views.tables import table

MANY = 2 * SIZE + 345
ASKED: list[tuple[int, int]] = []


def long_list(rows: int = MANY, title: str = "长名单") -> Listing:
    frame = pd.concat([listing().frame] * (rows // len(listing().frame) + 1), ignore_index=True).head(rows)
    return Listing(title, "葫芦岛市", DAY, COLUMNS, frame.assign(name=[f"第{number}校" for number in range(rows)]))


def turn(first: int, size: int) -> Listing:
    ASKED.append((first, size))
    return long_list().part(first, size)


def opened(page: str) -> AppTest:
    ASKED.clear()
    source = {
        "paged": "import streamlit as st\nfrom dataclasses import replace\nfrom tests.views.test_paging import turn\n"
        "from views.tables import table\ntitle = st.text_input('title', '长名单', key='title')\n"
        "table.paged(lambda first, size: replace(turn(first, size), title=title), 'list')\n",
        "whole": "from tests.views.test_paging import long_list\nfrom views.tables import table\n"
        "table.show(long_list(), 'list')\n",
    }
    return AppTest.from_string(source[page], default_timeout=60).run()


def said(at: AppTest) -> str:
    return " ".join(prose(element.proto.body) for element in at.get("html"))


@pytest.mark.parametrize("page", ["paged", "whole"])
def test_turning_the_pages_shows_every_row_once_and_in_order(page):
    at = opened(page)
    seen = names_listed(at)
    assert len(seen) == SIZE and "2,345 行" in said(at) and f"第 1–{SIZE:,} 行，共 2,345 行 · 第 1/3 页" in said(at)
    assert at.button(key="list_first").disabled and at.button(key="list_previous").disabled
    while not at.button(key="list_next").disabled:
        at.button(key="list_next").click().run()
        seen += names_listed(at)
    assert seen == list(long_list().frame["name"])
    assert "第 2,001–2,345 行" in said(at) and at.button(key="list_last").disabled
    at.button(key="list_first").click().run()
    assert names_listed(at)[0] == "第0校"
    at.button(key="list_last").click().run()
    assert names_listed(at) == [f"第{number}校" for number in range(2 * SIZE, MANY)]
    assert not at.exception


def test_a_page_in_view_asks_for_no_more_than_its_rows():
    at = opened("paged")
    at.button(key="list_last").click().run()
    assert {size for _, size in ASKED} == {SIZE} and ASKED[-1] == (2 * SIZE, SIZE)


def test_a_list_of_something_else_begins_at_its_first_page():
    at = opened("paged")
    at.button(key="list_last").click().run()
    at.run()
    assert names_listed(at)[0] == f"第{2 * SIZE}校", "nothing was chosen anew"
    at.text_input(key="title").set_value("另一名单").run()
    assert names_listed(at)[0] == "第0校"


def test_a_short_list_has_no_pages():
    at = AppTest.from_string(
        "from tests.views.made import listing\nfrom views.tables import table\n"
        "table.paged(lambda first, size: listing(), 'list')\ntable.show(listing(), 'other')\n"
    ).run()
    assert not at.button and not at.caption and len(at.dataframe) == 2


@pytest.fixture
def made(monkeypatch):
    """Catch what the download buttons would write when clicked."""
    found = {}

    def caught(label, data, **more):
        found[label] = data

    monkeypatch.setattr(st, "download_button", caught)
    return found


def test_the_files_hold_the_whole_list_and_are_made_only_when_asked_for(made):
    opened("paged")
    assert {size for _, size in ASKED} == {SIZE}, "nothing beyond the page in view was asked for"
    names = list(long_list().frame["name"])
    sheet = openpyxl.load_workbook(io.BytesIO(made["XLSX"]()), read_only=True).worksheets[0]
    assert [row[0] for row in sheet.iter_rows(min_row=2, max_col=1, values_only=True)] == names
    rows = list(csv.reader(io.StringIO(made["CSV"]().decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == names
    frame = pd.read_parquet(io.BytesIO(made["Parquet"]()))
    assert list(frame["name"]) == names
    assert made["CSV"]() == files.csv_text(long_list()) and made["Parquet"]() == files.parquet(long_list())


def test_files_speak_the_language_of_the_session_that_asked(made):
    source = "import streamlit as st\nst.session_state['language'] = 'en'\nfrom tests.views.made import listing\n"
    AppTest.from_string(source + "from views.tables import table\ntable.show(listing(), 'list')\n").run()
    assert openpyxl.load_workbook(io.BytesIO(made["XLSX"]())).sheetnames[1] == "Notes"


def test_a_list_longer_than_a_sheet_goes_on_in_the_next(monkeypatch):
    monkeypatch.setattr(files, "SHEET_ROWS", 1000)
    monkeypatch.setattr(sheets, "LONG", 500)
    book = openpyxl.load_workbook(io.BytesIO(files.xlsx(long_list(title="长" * 40))))
    assert book.sheetnames == ["长" * 31, "长" * 29 + " 2", "长" * 29 + " 3", "说明"]
    found = [row[0] for sheet in book.worksheets[:3] for row in sheet.iter_rows(min_row=2, max_col=1, values_only=True)]
    assert found == list(long_list().frame["name"])
    assert [sheet.auto_filter.ref for sheet in book.worksheets[:3]] == ["A1:F1001", "A1:F1001", "A1:F346"]
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {
        "s",
        "n",
        "d",
        "inlineStr",
    }


def test_columns_that_another_page_may_fill_stay():
    frame = long_list().frame.assign(name=None)
    part = frame.head(SIZE)
    part.attrs["of"] = MANY
    assert filled(COLUMNS, part) == COLUMNS
    assert [column.name for column in filled(COLUMNS, frame)] == [column.name for column in COLUMNS[1:]]


def test_a_very_long_cell_is_cut_on_screen_only(monkeypatch):
    shown = list[pd.DataFrame]()
    monkeypatch.setattr(st, "dataframe", lambda frame, **_: shown.append(frame))
    long = replace(listing(), frame=listing().frame.assign(name="甲县、" * 500))
    table.show(long, "long")
    cell = shown[0][COLUMNS[0].header].iloc[0]
    assert len(cell) < 400 and cell.endswith("（全文见下载）")
    assert "甲县、" * 500 in files.csv_text(long).decode()


def test_a_share_short_of_the_whole_never_reads_100_on_screen(monkeypatch):
    shown = list[pd.DataFrame]()
    monkeypatch.setattr(st, "dataframe", lambda frame, **_: shown.append(frame))
    frame = pd.DataFrame({"part": [0.9997, 1.0, 0.486, None]})
    table.show(Listing("份额", "甲市", DAY, [Column("part", "份额", "share")], frame), "shares")
    assert [f"{value:.1f}" for value in shown[0]["份额"][:3]] == ["99.9", "100.0", "48.6"]
