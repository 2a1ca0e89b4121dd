"""Draw a listing on screen: the table, its count and its downloads beside it; a long listing page by page."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from views.downloads.deferred import deferred
from views.exports.files import csv_text, parquet, xlsx
from views.exports.listing import SIZE, Column, Listing
from views.shell.fragments import fragment
from views.shell.layout import title
from views.tables.pager import first_row, switcher
from views.text.labels import absent, day, either, label, number, percent
from views.text.markdown import plain

Turn = Callable[[int, int], Listing]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAX_HEIGHT = 420
_ROW = 33
_LONGEST = 300


def show(listing: Listing, key: str, *, height: int = _MAX_HEIGHT, narrow: bool = False) -> None:
    """Draw a whole listing with its downloads beside its title, or below it if `narrow`; an empty listing says so."""
    listing = replace(listing, of=None)
    if listing.rows > SIZE:
        _leaf(listing, listing.part, key, height, narrow)
    else:
        _draw(listing, lambda: listing, key, height, narrow)


def paged(turn: Turn, key: str, *, height: int = _MAX_HEIGHT, narrow: bool = False) -> None:
    """Draw a listing that is read page by page: `turn(first, size)` returns `size` rows from row `first`.

    A listing of one page looks as `show` draws it. The downloads read all rows when they are clicked.
    """
    listing = turn(0, SIZE)
    if listing.rows > SIZE:
        _leaf(listing, turn, key, height, narrow)
    else:
        _draw(listing, lambda: listing, key, height, narrow)


@fragment
def _leaf(front: Listing, turn: Turn, key: str, height: int, narrow: bool) -> None:
    """Draw one page of a long listing and the buttons to the others; turning a page reruns nothing else."""
    first = first_row(key, (front.stem, front.rows, tuple(front.notes)), front.rows)
    listing = turn(first, SIZE) if first or len(front.frame) > SIZE else front
    _draw(replace(listing, columns=front.columns), lambda: turn(0, front.rows), key, height, narrow)
    switcher(key, first, front.rows)


def _draw(listing: Listing, whole: Callable[[], Listing], key: str, height: int, narrow: bool) -> None:
    if listing.frame.empty:
        title(listing.title, label("rows", rows=number(listing.rows)))
        st.info(label("empty_list"))
        return
    heading(listing, key, whole, narrow=narrow)
    shown = pd.DataFrame({column.header: _cells(listing.frame[column.name], column) for column in listing.columns})
    rows = SIZE if listing.rows > SIZE else len(shown)
    st.dataframe(
        shown,
        hide_index=True,
        width="stretch",
        height=min(height, _ROW * (rows + 1) + 3),
        key=f"table_{key}",
        placeholder=label("no_data"),
        column_config={column.header: _config(column) for column in listing.columns},
    )


def heading(
    listing: Listing, key: str, whole: Callable[[], Listing] | None = None, *, beside: str = "", narrow: bool = False
) -> None:
    """Draw a listing's title with its size, or with the text `beside`, and its downloads.

    If `narrow`, the downloads are below the title. `whole` returns all rows if the listing is one page of them.
    """
    words = beside or label("rows", rows=number(listing.rows))
    if narrow:
        title(listing.title, words)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"head_{key}"):
        if not narrow:
            title(listing.title, words)
        _downloads(listing, key, whole)


def _downloads(listing: Listing, key: str, whole: Callable[[], Listing] | None) -> None:
    kinds = (("XLSX", "xlsx", _XLSX, xlsx), ("CSV", "csv", "text/csv", csv_text), ("Parquet", "parquet", None, parquet))
    for words, ending, mime, write in kinds:
        file = f"{listing.stem}.{ending}"
        st.download_button(
            plain(words),
            data=deferred(partial(_file, write, whole or (lambda: listing)), file, listing.rows),
            file_name=file,
            mime=mime or "application/octet-stream",
            key=f"{key}_{ending}",
            icon=":material/download:",
            on_click="ignore",
            help=label(f"download_{ending}"),
        )


def _file(write: Callable[[Listing], bytes], whole: Callable[[], Listing]) -> bytes:
    return write(whole())


def _cells(values: pd.Series, column: Column) -> list[object]:
    if column.kind == "share":
        return [None if absent(value) else percent(float(value)) for value in values]
    if column.kind in ("count", "decimal", "gain", "points"):
        return [None if absent(value) else float(value) for value in values]
    return [day(value) if column.kind == "day" else _text(value) for value in values]


def _text(value: object) -> str:
    """Return the text of a cell; a very long text is cut on screen, but not in the downloads."""
    text = either(value, "—")
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… {label('cut_cell')}"


def _config(column: Column) -> ColumnConfig:
    formats: dict[str, str] = {
        "share": "%.1f%%",
        "count": "localized",
        "decimal": "%.1f",
        "gain": "%+d",
        "points": "%+.1f",
    }
    if column.kind in formats:
        return st.column_config.NumberColumn(column.header, format=formats[column.kind])
    return st.column_config.TextColumn(column.header)
