"""Write a listing as the bytes of an XLSX, CSV or Parquet file."""

import csv
import io
import json

import pyarrow as pa
import pyarrow.parquet as pq

from views.exports.listing import Column, Listing
from views.exports.sheets import SHEET_ROWS, Book, names_for
from views.text.labels import absent, label

_NUMBERS = {"count", "share", "decimal", "gain", "points"}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def xlsx(listing: Listing) -> bytes:
    """Return a workbook: the table as on screen with typed cells, frozen header and filter, then a sheet of notes.

    Text is always written as text, so no cell becomes a formula or a link. A list too long for one sheet continues in
    the next.
    """
    parts = [listing.part(first, SHEET_ROWS) for first in range(0, max(1, len(listing.frame)), SHEET_ROWS)]
    notes, *tables = names_for([label("notes_sheet"), *(listing.title for _ in parts)])
    book = Book(listing.title, len(listing.frame))
    for name, part in zip(tables, parts, strict=True):
        book.table(name, part)
    book.pairs(book.sheet(notes), 0, listing.notes)
    return book.done()


def csv_text(listing: Listing) -> bytes:
    """Return the list as CSV in UTF-8 with BOM.

    Shares are fractions; a cell that begins like a formula gets a leading apostrophe.
    """
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
    """Return the list as Parquet with the frame's column names; title, headers and notes are metadata."""
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
