"""Write the template: one sheet per table and the sheet of explanations."""

import io
from datetime import datetime
from pathlib import Path

import xlsxwriter

from data.intake.template.choices import choices
from data.intake.template.columns import SHEETS, TABLES, Column, columns
from data.intake.template.guide import GUIDE, allowed_words, guide_lines, meaning

_LAST_ROW = 5000
_WIDEST, _NARROWEST = 28, 12
_WIDE = ("name", "core_name", "member_name", "school", "indicator", "period", "title", "note")
_GUIDE_WIDTHS = (34, 74, 60)
_BOOK = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FONT = {"font_name": "Microsoft YaHei", "font_size": 11, "valign": "vcenter"}
_HEAD = {**_FONT, "bold": True, "align": "center", "text_wrap": True, "border": 1, "font_color": "#FFFFFF"}
_STYLES = {
    "required": {**_HEAD, "bg_color": "#B45309"},
    "optional": {**_HEAD, "bg_color": "#1F4E79"},
    "title": {**_FONT, "bold": True, "font_size": 14},
    "section": {**_FONT, "bold": True, "bg_color": "#DCE6F1", "text_wrap": True},
    "text": {**_FONT, "text_wrap": True, "valign": "top"},
}
_NUMBER_FORMATS = {"text": "@", "count": "0", "real": "General", "day": "yyyy-mm-dd", "yes_no": "@"}
_EXAMPLE = {"italic": True, "font_color": "#7F7F7F", "bg_color": "#F2F2F2"}


def template_for(place: str) -> bytes:
    """Return the blank workbook of all tables for a place, as bytes for the browser."""
    buffer = io.BytesIO()
    _write(buffer, TABLES, place)
    return buffer.getvalue()


def write_template(path: Path, place: str | None = None, table: str | None = None) -> None:
    """Write the blank workbook with all tables or one. For a place, its counties are dropdown options.

    Raises `OSError` if the file cannot be written.
    """
    try:
        _write(path, (table,) if table else TABLES, place)
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(error)) from error


def _write(target: Path | io.BytesIO, tables: tuple[str, ...], place: str | None) -> None:
    lines = guide_lines(tables, place)
    with xlsxwriter.Workbook(target, _BOOK) as book:
        for name in tables:
            _write_sheet(book, name, place, lines)
        _write_guide(book, lines)


def _write_sheet(
    book: xlsxwriter.Workbook, table: str, place: str | None, lines: list[tuple[str, tuple[str, ...]]]
) -> None:
    sheet = book.add_worksheet(SHEETS[table])
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, 48)
    styles = {name: book.add_format(style) for name, style in _STYLES.items()}
    for position, column in enumerate(columns(table)):
        shape = {**_FONT, "num_format": _NUMBER_FORMATS[column.kind]}
        width = _WIDEST if column.key in _WIDE else min(max(2 * len(column.title) + 2, _NARROWEST), _WIDEST)
        sheet.set_column(position, position, width, book.add_format(shape))
        sheet.write_string(0, position, column.title, styles["required" if column.required else "optional"])
        note = f"{meaning(column)}\n{'必填 required' if column.required else '选填 optional'}\n{allowed_words(column, place)}"
        sheet.write_comment(0, position, note, {"x_scale": 2.2, "y_scale": 1.6, "font_size": 10})
        _write_example(sheet, position, column, book.add_format({**shape, **_EXAMPLE}))
        _offer(sheet, position, column, place, lines)


def _write_example(
    sheet: xlsxwriter.worksheet.Worksheet, position: int, column: Column, shape: xlsxwriter.format.Format
) -> None:
    if column.example == "":
        sheet.write_blank(1, position, None, shape)
    elif column.kind == "day":
        sheet.write_datetime(1, position, datetime.fromisoformat(str(column.example)), shape)
    elif isinstance(column.example, str):
        sheet.write_string(1, position, column.example, shape)
    else:
        sheet.write_number(1, position, column.example, shape)


def _offer(
    sheet: xlsxwriter.worksheet.Worksheet,
    position: int,
    column: Column,
    place: str | None,
    lines: list[tuple[str, tuple[str, ...]]],
) -> None:
    listed = choices(column, place)
    if not listed:
        return
    source: list[str] | str = listed
    if column.key == "indicator":  # the list is longer than a cell's validation allows
        first = next(at for at, (_, cells) in enumerate(lines) if cells[0] == listed[0]) + 1
        source = f"='{GUIDE}'!$A${first}:$A${first + len(listed) - 1}"
    warning = {"error_type": "warning", "error_title": "不在选项中", "error_message": "请尽量从下拉选项中选择。"}
    sheet.data_validation(1, position, _LAST_ROW, position, {"validate": "list", "source": source, **warning})


def _write_guide(book: xlsxwriter.Workbook, lines: list[tuple[str, tuple[str, ...]]]) -> None:
    sheet = book.add_worksheet(GUIDE)
    styles = {name: book.add_format(style) for name, style in _STYLES.items()}
    for position, width in enumerate(_GUIDE_WIDTHS):
        sheet.set_column(position, position, width)
    for row, (style, cells) in enumerate(lines):
        for position, words in enumerate(cells):
            sheet.write_string(row, position, words, styles[style])
