"""A listing on screen: the table, its count, and its downloads beside it."""

from functools import partial

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from views.exports.files import csv_text, parquet, xlsx
from views.exports.listing import Column, Listing
from views.frame import title
from views.labels import absent, day, either, label, number

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAX_HEIGHT = 420
_ROW = 33


def show(listing: Listing, key: str, *, height: int = _MAX_HEIGHT, narrow: bool = False) -> None:
    """Draw a listing with its downloads beside its title, below it where the place is narrow; an empty one says so."""
    size = label("rows", rows=number(len(listing.frame)))
    if narrow:
        title(listing.title, size)
        buttons = list(st.columns(3))
    else:
        head, *buttons = st.columns([5, 1, 1, 1], vertical_alignment="center")
        with head:
            title(listing.title, size)
    if listing.frame.empty:
        st.info(label("empty_list"))
        return
    downloads(listing, key, buttons)
    shown = pd.DataFrame({column.header: _cells(listing.frame[column.name], column) for column in listing.columns})
    st.dataframe(
        shown,
        hide_index=True,
        width="stretch",
        height=min(height, _ROW * (len(shown) + 1) + 3),
        key=f"table_{key}",
        placeholder=label("no_data"),
        column_config={column.header: _config(column) for column in listing.columns},
    )


def downloads(listing: Listing, key: str, columns: list[st.delta_generator.DeltaGenerator]) -> None:
    """Draw a listing's three downloads, one a column."""
    kinds = (("XLSX", "xlsx", _XLSX, xlsx), ("CSV", "csv", "text/csv", csv_text), ("Parquet", "parquet", None, parquet))
    for column, (words, ending, mime, write) in zip(columns, kinds, strict=True):
        column.download_button(
            words,
            data=partial(write, listing),
            file_name=f"{listing.stem}.{ending}",
            mime=mime or "application/octet-stream",
            key=f"{key}_{ending}",
            icon=":material/download:",
            on_click="ignore",
            width="stretch",
            help=label(f"download_{ending}"),
        )


def _cells(values: pd.Series, column: Column) -> list[object]:
    if column.kind == "share":
        return [None if absent(value) else float(value) * 100 for value in values]
    if column.kind in ("count", "decimal", "gain", "points"):
        return [None if absent(value) else float(value) for value in values]
    return [day(value) if column.kind == "day" else either(value, "—") for value in values]


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
