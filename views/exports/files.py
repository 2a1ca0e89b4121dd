"""Write a listing as XLSX, CSV or Parquet bytes."""

import csv
import io
import json
from datetime import date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from views.exports.listing import Column, Listing
from views.labels import absent, label

_FORMATS = {
    "count": "#,##0",
    "share": "0.0%",
    "day": "yyyy-mm-dd",
    "decimal": "#,##0.0",
    "gain": "+#,##0;-#,##0;0",
    "points": "+0.0;-0.0;0.0",
    "text": "@",
    "code": "@",
}
_NUMBERS = {"count", "share", "decimal", "gain", "points"}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_EPOCH = datetime(2000, 1, 1)
SHEET_ROWS = 1_048_575  # what a sheet holds below its header
_LONG = 20_000


def xlsx(listing: Listing) -> bytes:
    """Return a workbook: the table as on screen (typed, frozen header, filter), then a sheet of notes.

    Text cells are written as text: none can become a formula or a link. A list longer than a sheet can hold goes on
    in the next sheet.
    """
    buffer = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    options |= {"constant_memory": True} if len(listing.frame) > _LONG else {"in_memory": True}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": listing.title, "created": _EPOCH})
    head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "valign": "vcenter"})
    formats = {kind: book.add_format({"num_format": code, "valign": "top"}) for kind, code in _FORMATS.items()}
    for number, first in enumerate(range(0, max(1, len(listing.frame)), SHEET_ROWS), start=1):
        part = listing.part(first, SHEET_ROWS)
        _write_table(book.add_worksheet(_sheet_name(listing.title, number)), part, head, formats)
    _write_notes(book, listing)
    book.close()
    return buffer.getvalue()


def _write_table(
    sheet: xlsxwriter.worksheet.Worksheet,
    listing: Listing,
    head: xlsxwriter.format.Format,
    formats: dict[str, xlsxwriter.format.Format],
) -> None:
    sheet.set_row(0, 24)
    for at, column in enumerate(listing.columns):
        sheet.write_string(0, at, column.header, head)
        sheet.set_column(at, at, _width(listing, column))
    cells = zip(*(listing.frame[column.name] for column in listing.columns), strict=True)
    for row, values in enumerate(cells, start=1):
        for at, (value, column) in enumerate(zip(values, listing.columns, strict=True)):
            _write_cell(sheet, row, at, value, column, formats[column.kind])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(listing.frame)), len(listing.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write_cell(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    at: int,
    value: object,
    column: Column,
    shape: xlsxwriter.format.Format,
) -> None:
    if absent(value):
        if column.kind == "share":
            sheet.write_string(row, at, label("no_data"), shape)
        else:
            sheet.write_blank(row, at, None, shape)
    elif column.kind in _NUMBERS:
        sheet.write_number(row, at, float(str(value)), shape)
    elif column.kind == "day" and isinstance(value, date):
        sheet.write_datetime(row, at, datetime(value.year, value.month, value.day), shape)
    else:
        sheet.write_string(row, at, str(value), shape)


def _width(listing: Listing, column: Column) -> float:
    cells = [column.header, *(str(value) for value in listing.frame[column.name].head(500))]
    longest = max(sum(2 if ord(letter) > 255 else 1 for letter in cell) for cell in cells)
    heading = sum(2 if ord(letter) > 255 else 1 for letter in column.header)
    return min(48, longest + 3) if column.kind in ("text", "code") else max(12, heading + 3)


def _write_notes(book: xlsxwriter.Workbook, listing: Listing) -> None:
    sheet = book.add_worksheet(label("notes_sheet"))
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 90)
    for row, (heading, text) in enumerate(listing.notes):
        sheet.write_string(row, 0, heading, bold)
        sheet.write_string(row, 1, text, wrapped)


def _sheet_name(title: str, number: int) -> str:
    """Return a name that Excel takes: the title, of a further sheet with its number."""
    tail = f" {number}" if number > 1 else ""
    return "".join("_" if letter in "[]:*?/\\'" else letter for letter in title)[: 31 - len(tail)] + tail


def csv_text(listing: Listing) -> bytes:
    """Return UTF-8 with BOM; shares as fractions; a cell that begins like a formula gets a leading apostrophe."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([column.header for column in listing.columns])
    for row in listing.frame[[column.name for column in listing.columns]].itertuples(index=False):
        writer.writerow([_plain(value, column) for value, column in zip(row, listing.columns, strict=True)])
    return buffer.getvalue().encode("utf-8-sig")


def _plain(value: object, column: Column) -> str:
    if absent(value):
        return ""
    if column.kind in ("count", "gain"):
        return f"{float(str(value)):.0f}"
    if column.kind in _NUMBERS:
        return f"{float(str(value)):.6g}"
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def parquet(listing: Listing) -> bytes:
    """Return the table with its own column names; headers and notes travel as metadata."""
    frame = listing.frame[[column.name for column in listing.columns]].reset_index(drop=True)
    table = pa.Table.from_pandas(frame, preserve_index=False)
    notes = {
        "title": listing.title,
        "headers": json.dumps({column.name: column.header for column in listing.columns}, ensure_ascii=False),
        "notes": json.dumps(listing.notes, ensure_ascii=False),
    }
    buffer = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(notes), buffer, compression="zstd")
    return buffer.getvalue()
