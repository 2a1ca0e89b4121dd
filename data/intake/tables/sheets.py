"""Open one file and find its tables, with the findings on sheets and headers before rows are read."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date

from data.intake.choices import IGNORED, Choices
from data.intake.findings import Finding, Location, finding
from data.intake.formats.file import File
from data.intake.formats.files import sheets
from data.intake.formats.sheet import Sheet, UnreadableFileError, formula_findings
from data.intake.resolve.areas import Areas
from data.intake.tables.column_findings import column_findings
from data.intake.tables.forms import EXPLAINS, forms
from data.intake.tables.header.contents import SCHOOL
from data.intake.tables.header.table_kinds import half_header, is_title
from data.intake.tables.merged_cells import merged_cells
from data.intake.tables.roles import with_roles
from data.intake.tables.rows.headings import heading
from data.intake.tables.rows.records import tables
from data.intake.tables.rows.table import Table
from data.intake.tables.titles.vocabulary import usual_title
from data.intake.values.cells import UnreadableCellError, code, is_missing, text
from data.intake.values.years import other_years, years_in

_EXCEL_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"}
_TABLE_WIDTH, _TABLE_ROWS = 4, 3
_OF_FIGURES = re.compile("数|口径|统计")
_CODE = re.compile(r"\d{10}")
_NUMBERED = re.compile(r"第?(?<![一二三四五六七八九十\d])[一二三四五六七八九十\d]+[小中初高]")


Opened = list[tuple[Sheet, list[Table]]]


def opened_sheets(path: File, areas: Areas, choices: Choices, as_of: date, findings: list[Finding]) -> Opened:
    """Return the sheets of a file with their tables.

    Findings on the file, its sheets and headers are added to `findings`.
    """
    opened = _opened(path, findings)
    for sheet in opened:
        sheet.choices = choices.of(sheet.file, sheet.name)
    read_sheets = [sheet for sheet in opened if not _is_left_out(sheet, findings)]
    return [
        (sheet, _understood(sheet, areas, as_of, findings, only=len(opened) == 1) if sheet in read_sheets else [])
        for sheet in opened
    ]


def _is_left_out(sheet: Sheet, findings: list[Finding]) -> bool:
    ignored = [choice for choice in sheet.choices.headers if choice.table == IGNORED]
    sheet.choices.used.update(ignored)
    findings += [finding("sheet_left_out", Location(sheet.file, sheet.name)) for _ in ignored[:1]]
    return bool(ignored)


def _opened(path: File, findings: list[Finding]) -> list[Sheet]:
    try:
        opened = sheets(path, is_title)
    except UnreadableFileError as error:
        findings.append(error.finding)
        return []
    for sheet in opened:
        findings += sheet.findings
    return opened


def _understood(sheet: Sheet, areas: Areas, as_of: date, findings: list[Finding], *, only: bool) -> list[Table]:
    found_tables, laid_out = tables(sheet, areas, as_of), list[Sheet]()
    if not found_tables:
        laid_out = with_roles(sheet) or forms(sheet)
        found_tables = [table for form in laid_out for table in tables(form, areas, as_of)]
    if not found_tables and any(not is_missing(cell) for row in sheet.rows for cell in row):
        findings.append(_not_read(sheet, laid_out, areas, only=only))
    for table in (table for table in found_tables if not table.is_derived):
        findings += _contradictions(table) + column_findings(table) + _error_cells(table) + _examples(table)
        findings += [
            *_chosen(table),
            *merged_cells(table),
            *heading_findings(table),
            *_widths(table),
            *_lost_digits(table),
            *_notes(table, as_of),
            *_direction(table),
        ]
    findings += _formulas(sheet, found_tables)
    return found_tables


def _contradictions(table: Table) -> list[Finding]:
    titles = {
        column: "、".join(table.header.titles[at] for at in at_all) for column, at_all in table.header.doubled.items()
    }
    return [
        finding(
            "pairing_unclear" if column == "pairing" else "column_doubled",
            table.location(record, column),
            contradiction,
            titles=titles.get(column, column),
        )
        for record in table.records
        for column, contradiction in record.contradictions.items()
    ]


def _not_read(sheet: Sheet, laid_out: list[Sheet], areas: Areas, *, only: bool) -> Finding:
    """Return the finding on a sheet without a table: an error if it names schools, so that no list is missed."""
    filled = [row for row in sheet.rows if any(not is_missing(cell) for cell in row)]
    looks_tabular = sum(sum(not is_missing(cell) for cell in row) >= _TABLE_WIDTH for row in filled) >= _TABLE_ROWS
    half, schools = half_header(sheet), _schools_named(sheet, areas)
    if EXPLAINS.search(sheet.name):
        return finding("sheet_without_table", Location(sheet.file, sheet.name))
    if half is None and laid_out and schools:
        half = min(row for row, _ in laid_out[0].origins.values())
    if half is not None:
        return finding("header_incomplete", Location(sheet.file, sheet.name, half + 1))
    if schools or (only and not looks_tabular):
        return finding("header_missing", Location(sheet.file, sheet.name))
    code = "sheet_summary_left_out" if looks_tabular else "sheet_without_table"
    return finding(code, Location(sheet.file, sheet.name))


def _schools_named(sheet: Sheet, areas: Areas) -> int:
    """Return the number of distinct cell texts that name a school or its code."""
    words = {text(cell) for row in sheet.rows for cell in row if cell is not None and not is_title(cell)}
    return sum(_CODE.fullmatch(each) is not None or _names_school(each, areas) for each in words)


def _names_school(words: str, areas: Areas) -> bool:
    """Return whether a text names one school. 城区小学 and similar words are kinds of schools, not names."""
    if SCHOOL.fullmatch(words) is None:
        return False
    kind = heading(words, areas.place)
    return bool(kind.unknown or kind.town or _NUMBERED.search(words))


def heading_findings(table: Table) -> list[Finding]:
    """Return an error for each heading over records where it is uncertain whether the rows count."""
    remarks = []
    for row in table.headings:
        if row.records and row.heading.effect == "asked":
            location = Location(table.sheet.file, table.sheet.name, row.number)
            remark = finding(
                "heading_unclear", location, row.heading.words, unknown=row.heading.unknown or "—", rows=row.records
            )
            remarks.append(replace(remark, heading=row.heading.words))
    return remarks


def _formulas(sheet: Sheet, found: list[Table]) -> list[Finding]:
    """Return an error for each formula without a result in a column that is read. In totals they are only a note."""
    if not sheet.unsaved_formulas:
        return []
    read = {
        (record.number - 1, at)
        for table in found
        for record in table.records
        for at, column in table.header.columns.items()
        if column not in ("seq", "note", IGNORED)
    }
    totals = {total.number - 1 for table in found for total in table.totals}
    noted = [spot for spot in sheet.unsaved_formulas if spot[0] in totals]
    remarks = formula_findings(sheet, [spot for spot in sheet.unsaved_formulas if spot in read or not found])
    if noted:
        location = Location(sheet.file, sheet.name, noted[0][0] + 1, noted[0][1] + 1)
        remarks.append(finding("total_formula_unsaved", location, len(noted)))
    return remarks


_RESTRICTS = re.compile(
    r"撤并|停办|不计|未计|不含|未包括|不包括|拟建|在建|拟撤|预估|估算|暂估|预计|合并后|待核实|作废|重复统计"
)


def _notes(table: Table, as_of: date) -> list[Finding]:
    """Return a warning for each note that may say that rows do not count, or that figures are of another year."""
    remarks = []
    for row in table.skipped:
        location = Location(table.sheet.file, table.sheet.name, row.number)
        if row.reason == "note" and _RESTRICTS.search(row.words):
            remarks.append(finding("note_restricts", location, row.words[:80]))
        elif row.reason == "note" and _OF_FIGURES.search(row.words) and other_years(years_in(row.words), as_of):
            remarks.append(finding("note_of_other_year", location, row.words[:80], as_of=as_of))
    return remarks


def _widths(table: Table) -> list[Finding]:
    """Return an error for each record of a text file with more or fewer cells than its header.

    Shorter rows are accepted if the program omits empty cells at the end of every row.
    """
    widths, rows = table.sheet.widths, table.sheet.rows
    if widths is None or table.sheet.origins or not table.records:
        return []
    wanted, last = widths[table.header.last], max(table.header.titles) + 1
    numbers = [record.number - 1 for record in table.records]
    usual = Counter(widths[at] for at in numbers).most_common(1)[0][0]
    allowed = {wanted} | ({usual} if usual >= last and all(len(rows[at]) <= last for at in numbers) else set())
    drops_empty_ends = all(width == len(row) for width, row in zip(widths, rows, strict=False))
    always = [at for at in table.header.titles if _mostly_filled(table, at)]
    return [
        finding("row_width", table.location(record), width, width=wanted)
        for record in table.records
        if (width := widths[record.number - 1]) not in allowed
        and not (width < last and drops_empty_ends and all(at < width for at in always))
    ]


def _mostly_filled(table: Table, position: int) -> bool:
    """Return whether nearly every record fills a column: then a row without it has more likely lost a cell."""
    filled = sum(table.sheet.cell(record.number - 1, position) is not None for record in table.records)
    return filled >= 0.8 * len(table.records) or filled == len(table.records) - 1 > 0


_CODES = ("school_id", "managing", "core_id", "member_id")


def _direction(table: Table) -> list[Finding]:
    """Return a warning if cells name two sides (A—B) and only their order says who helps whom."""
    places = [at for at, column in table.header.columns.items() if column == "pairing"]
    return [finding("pairing_order", table.header_location(at)) for at in places if table.records]


def _lost_digits(table: Table) -> list[Finding]:
    """Return an error for each code that lost digits: a number of more than fifteen digits, or 2.12E+09."""
    remarks = []
    for record in table.records:
        for column in _CODES:
            try:
                code(record.cells.get(column))
            except UnreadableCellError as error:
                remarks.append(finding("code_unreadable", table.location(record, column), str(error)))
    return remarks


def _chosen(table: Table) -> list[Finding]:
    """Return the findings on columns that a user decided, and mark those choices as used."""
    header, remarks = table.header, []
    for position, choice in header.chosen.items():
        table.sheet.choices.used.add(choice)
        location = Location(table.sheet.file, table.sheet.name, header.last + 1, position + 1, header.titles[position])
        code = "column_left_out" if choice.field == IGNORED else "column_by_hand"
        meant = usual_title(header.table, choice.field) or choice.field
        remarks.append(finding(code, location, header.titles[position], field=meant))
    for row in table.sheet.choices.headers:
        if (row.first - 1, row.last - 1, row.table) == (header.first, header.last, header.table):
            table.sheet.choices.used.add(row)
    return remarks


def _examples(table: Table) -> list[Finding]:
    file, sheet = table.sheet.file, table.sheet.name
    return [
        finding("example_left_out", Location(file, sheet, row.number))
        for row in table.skipped
        if row.reason == "example"
    ]


def _error_cells(table: Table) -> list[Finding]:
    return [
        finding("cell_error", table.location(record, column), text(cell))
        for record in table.records
        for column, cell in record.cells.items()
        if text(cell).upper() in _EXCEL_ERRORS
    ]
