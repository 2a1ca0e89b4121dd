"""Write the workbook of a scope: an index, then one sheet for each topic, each goal with its areas and missing units."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from data.registry.rows import Row
from views.briefing.content import Briefing, Claim
from views.exports.listing import Listing
from views.exports.sheets import Book, names_for
from views.text.counting_rules import exclusions
from views.text.labels import formula, label, named

_INDEX_HEAD = 5  # row of the header of the index
_INDEX_WIDTHS, _LINE = (6, 44, 88, 12), 96


@dataclass(frozen=True)
class _Topic:
    """One sheet to write: the name of its tab, its full title, its number of rows, and the function that writes it."""

    tab: str
    title: str
    rows: int
    write: Callable[[Book, str], None]


def workbook(briefing: Briefing) -> bytes:
    """Return the workbook: 目录, 目标, 各县区, the areas and missing units of each claim, 变化, 说明."""
    topics = list(_topics(briefing))
    index, *names = names_for([label("workbook.index"), *(topic.tab for topic in topics)])
    book = Book(briefing.title, sum(topic.rows for topic in topics))
    _write_index(book, index, briefing, names, topics)
    for name, topic in zip(names, topics, strict=True):
        topic.write(book, name)
    return book.done()


def _topics(briefing: Briefing) -> Iterator[_Topic]:
    yield _table(label("workbook.goals"), briefing.standings)
    yield _table(label("workbook.areas"), briefing.areas)
    for claim in briefing.claims:
        by_area = f"{claim.code} {label('workbook.by_area')} {claim.title}"
        yield (
            _table(by_area, claim.by_area)
            if claim.by_area.frame["value"].notna().any()
            else _not_by_area(by_area, claim)
        )
        yield _table(f"{claim.code} {label('workbook.missing')} {claim.title}", claim.missing)
    if briefing.changes:
        title = label("workbook.changes")
        yield _Topic(title, title, len(briefing.changes), lambda book, name: _write_changes(book, name, briefing))
    pairs = [
        *_notes(briefing),
        *(pair for claim in briefing.claims for pair in _claim_notes(claim, briefing.programme)),
    ]
    yield _Topic(
        label("notes_sheet"), label("workbook.notes"), len(pairs), lambda book, name: _write_pairs(book, name, pairs)
    )


def _table(tab: str, listing: Listing) -> _Topic:
    return _Topic(tab, listing.title, len(listing.frame), lambda book, name: book.table(name, listing))


def _not_by_area(tab: str, claim: Claim) -> _Topic:
    """Return the sheet of a claim without figures by area; it says so."""
    return _Topic(
        tab, claim.by_area.title, 0, lambda book, name: book.line(book.sheet(name), 0, label("goals.not_by_area"))
    )


def _write_index(book: Book, name: str, briefing: Briefing, names: list[str], topics: list[_Topic]) -> None:
    """Write the first sheet: what the workbook is, and a link to each sheet with its title and number of rows."""
    sheet = book.sheet(name)
    headers = [label(f"workbook_index.{key}") for key in ("number", "sheet", "holds", "rows")]
    for row, text in enumerate((briefing.title, briefing.subtitle, label("workbook.how"))):
        book.line(sheet, row, text, bold=row == 0)
    book.header(sheet, _INDEX_HEAD, headers, _INDEX_WIDTHS)
    for row, (sheet_name, topic) in enumerate(zip(names, topics, strict=True), start=1):
        book.grow(sheet, _INDEX_HEAD + row, ("", sheet_name, topic.title), _INDEX_WIDTHS)
        book.count(sheet, _INDEX_HEAD + row, 0, row)
        book.go(sheet, _INDEX_HEAD + row, 1, sheet_name)
        book.text(sheet, _INDEX_HEAD + row, 2, topic.title)
        book.count(sheet, _INDEX_HEAD + row, 3, topic.rows)


def _write_changes(book: Book, name: str, briefing: Briefing) -> None:
    sheet = book.sheet(name)
    book.header(sheet, 0, [label("workbook.changes")], [_LINE])
    for row, line in enumerate(briefing.changes, start=1):
        book.grow(sheet, row, [line], [_LINE])
        book.text(sheet, row, 0, line)


def _write_pairs(book: Book, name: str, pairs: list[tuple[str, str]]) -> None:
    book.pairs(book.sheet(name), 0, pairs)


def _notes(briefing: Briefing) -> Iterator[tuple[str, str]]:
    """Yield the notes of the scope, with the briefing's own link last."""
    link = label("note.link")
    yield from (pair for pair in briefing.notes if pair[0] != link)
    if briefing.link:
        yield link, briefing.link


def _claim_notes(claim: Claim, programme: Row) -> Iterator[tuple[str, str]]:
    """Yield the notes of one claim: its finding, definition, rule, formula, clause and exclusions."""
    yield "", ""
    yield claim.code, f"{claim.title} · {claim.area}"
    yield label("note.finding"), f"{claim.sentence}{claim.counties}"
    yield label("note.definition"), named(claim.meaning, "sentence")
    yield label("note.rule"), claim.rule
    yield label("note.formula"), formula(claim.meaning)
    yield label("note.clause"), claim.source
    yield label("note.exclusions"), exclusions(claim.meaning, programme)
