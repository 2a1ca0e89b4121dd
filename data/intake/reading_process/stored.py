"""What a reading process has read, as files: small things as JSON, tables and the cells of sheets as Arrow.

The server maps the Arrow files into memory and takes only the rows it shows; nothing of it is ever run.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa

from data.intake.choices import Choice, Choices
from data.intake.difference import difference
from data.intake.findings import Finding, Location, finding
from data.intake.ledger import Entry, Ledger, LeftOut
from data.intake.pipeline import Reading
from data.intake.preview import ColumnView, OpenedSheet, RowView, SheetView, TableView
from data.intake.reading_process.job import Job
from data.intake.results import counts, tables_of
from data.registry.schema import TABLES

_READING, _DIFFERENCE = "reading.json", "difference.json"
_BATCH = 500  # rows
_SHOWN = 1_000  # characters of a cell
_OF_A_KIND, _IN_ALL = 1_000, 5_000  # findings
_ROWS = pa.schema(
    [("role", pa.string()), ("cells", pa.list_(pa.string())), ("entries", pa.list_(pa.int32()))]
)  # an entry is the place in the sheet's list of kinds, -1 for an empty cell


@dataclass(frozen=True)
class StoredSheet:
    """A `SheetView` of a sheet whose cells lie in a file."""

    file: str
    sheet: str
    height: int
    width: int
    tables: tuple[TableView, ...]
    kinds: tuple[Entry, ...]
    path: Path
    told_samples: Mapping[tuple[str, int], list[str]]
    told_below: Mapping[tuple[str, int], tuple[int, list[str]]]

    def rows(self, first: int = 1, count: int = 50) -> list[RowView]:
        """Return rows from number `first` on, each as wide as the sheet."""
        if not self.height:
            return []
        found = self._cells.slice(first - 1, count).to_pylist()
        return [self._row(number, row).padded(self.width) for number, row in enumerate(found, start=first)]

    @cached_property
    def _cells(self) -> pa.Table:
        """The cells, mapped when they are first shown."""
        return _table(self.path)

    def _row(self, number: int, row: Mapping[str, Any]) -> RowView:
        entries = tuple(None if at < 0 else self.kinds[at] for at in row["entries"])
        return RowView(number, row["role"], tuple(row["cells"]), entries)

    def samples(self, letter: str, row: int) -> list[str]:
        """Return the first values of a column that is asked about."""
        return self.told_samples.get((letter, row), [])

    def below(self, heading: str, row: int) -> tuple[int, list[str]]:
        """Return how many records stand below a heading that is asked about, and the first names of them."""
        return self.told_below.get((heading, row), (0, []))


def store(job: Job, reading: Reading) -> None:
    """Write what was read, and what it would change, into the job's folder."""
    for name, table in reading.tables.items():
        _write(job.folder / f"{name}.arrow", table.schema, table.to_batches())
    every = _every(reading.choices)
    told = {
        "findings": [one.as_dict() for one in _bounded(reading.findings)],
        "sheets": reading.sheets,
        "datums": reading.datums,
        "counts": reading.counts,
        "digests": reading.digests,
        "is_carried": reading.base is not None,
        "used": [at for at, choice in enumerate(every) if choice in reading.choices.used],
        "ledgers": [_plain_ledger(one) for one in reading.ledgers],
        "views": [
            _stored_sheet(job.folder / f"sheet{at}.arrow", view, reading.findings)
            for at, view in enumerate(reading.views)
            if isinstance(view, OpenedSheet)
        ],
        "counts_before": counts(tables_of(job.before)) if job.before else None,
    }
    changes = difference(reading.tables, job.before) if job.before else []
    _write_json(job.folder / _DIFFERENCE, changes)
    _write_json(job.folder / _READING, told)


def stored_reading(job: Job) -> tuple[Reading, dict[str, int] | None]:
    """Return what was read, and the counts of the snapshot it was compared with."""
    told = json.loads((job.folder / _READING).read_text(encoding="utf-8"))
    every = _every(job.choices)
    job.choices.used.update(every[at] for at in told["used"])
    reading = Reading(
        place=job.place,
        as_of=job.as_of,
        tables={name: _table(job.folder / f"{name}.arrow") for name in TABLES},
        findings=[Finding.from_dict(one) for one in told["findings"]],
        sheets=told["sheets"],
        datums=told["datums"],
        counts=told["counts"],
        base=job.standing if told["is_carried"] else None,
        views=[_sheet_of(job.folder / f"sheet{at}.arrow", one) for at, one in enumerate(told["views"])],
        choices=job.choices,
        digests=told["digests"],
        ledgers=[_ledger(one) for one in told["ledgers"]],
    )
    return reading, told["counts_before"]


def stored_difference(folder: Path) -> list[dict[str, Any]]:
    """Return what the reading would change, as `data.intake.difference` says it."""
    found: list[dict[str, Any]] = json.loads((folder / _DIFFERENCE).read_text(encoding="utf-8"))
    return found


def _every(choices: Choices) -> list[Choice]:
    return [*choices.columns, *choices.headers, *choices.aliases, *choices.sections]


def _bounded(findings: list[Finding]) -> list[Finding]:
    """Return the findings, of each kind the first thousand and a word on how many there are; errors never go under."""
    many, seen, found = Counter(one.code for one in findings), Counter[str](), list[Finding]()
    for one in sorted(findings, key=lambda one: one.severity != "error") if len(findings) > _IN_ALL else findings:
        seen[one.code] += 1
        if seen[one.code] <= _OF_A_KIND and (len(found) < _IN_ALL or seen[one.code] == 1):
            found.append(one)
    kept = Counter(one.code for one in found)
    files = {one.code: one.file for one in reversed(findings)}
    more = (code for code, number in many.items() if number > kept[code])
    return found + [
        finding("findings_more", Location(files[code]), code, number=f"{many[code]:,}", shown=f"{kept[code]:,}")
        for code in more
    ]


def _stored_sheet(path: Path, view: OpenedSheet, findings: list[Finding]) -> dict[str, Any]:
    """Write the cells of a sheet; return the rest of it as plain values."""
    kinds: dict[Entry, int] = {}

    def batches() -> Iterator[pa.RecordBatch]:
        for first in range(1, view.height + 1, _BATCH):
            rows = list(view.each_row(first, _BATCH))
            yield pa.record_batch(
                [
                    pa.array([row.role for row in rows], pa.string()),
                    pa.array([[_clipped(cell) for cell in row.cells] for row in rows], _ROWS.field("cells").type),
                    pa.array(
                        [[kinds.setdefault(one, len(kinds)) if one else -1 for one in row.entries] for row in rows],
                        _ROWS.field("entries").type,
                    ),
                ],
                schema=_ROWS,
            )

    _write(path, _ROWS, batches())
    mine = [one for one in findings if one.asks and (one.file, one.sheet) == (view.file, view.sheet)]
    samples = {(one.column.split(" ")[0], one.row or 0) for one in mine if one.asks_of_column}
    headings = {(one.heading, one.row or 0) for one in mine if one.heading}
    return {
        **{"file": view.file, "sheet": view.sheet, "height": view.height, "width": view.width},
        "tables": [_plain_table(table) for table in view.tables],
        "kinds": [[one.kind, one.what] for one in kinds],
        "samples": [[*key, view.samples(*key)] for key in samples],
        "below": [[*key, *view.below(*key)] for key in headings],
    }


def _plain_table(table: TableView) -> dict[str, Any]:
    columns = [asdict(column) for column in table.columns]
    return {"table": table.table, "header_rows": table.header_rows, "columns": columns, "county": table.county,
            "records": table.records}  # fmt: skip


def _sheet_of(path: Path, told: Mapping[str, Any]) -> SheetView:
    return StoredSheet(
        file=told["file"],
        sheet=told["sheet"],
        height=told["height"],
        width=told["width"],
        tables=tuple(_table_view(one) for one in told["tables"]),
        kinds=tuple(Entry(kind, what) for kind, what in told["kinds"]),
        path=path,
        told_samples={(letter, row): words for letter, row, words in told["samples"]},
        told_below={(heading, row): (number, names) for heading, row, number, names in told["below"]},
    )


def _table_view(told: Mapping[str, Any]) -> TableView:
    columns = tuple(ColumnView(**one) for one in told["columns"])
    first, last = told["header_rows"]
    return TableView(told["table"], (first, last), columns, told["county"], told["records"])


def _plain_ledger(ledger: Ledger) -> dict[str, Any]:
    return vars(ledger) | {"left_out": {reason: asdict(left) for reason, left in ledger.left_out.items()}}


def _ledger(told: Mapping[str, Any]) -> Ledger:
    left = {
        reason: LeftOut(one["cells"], tuple(one["first"]), tuple(one["ranges"]), one["is_more"])
        for reason, one in told["left_out"].items()
    }
    return Ledger(**{**told, "kinds": Counter(told["kinds"]), "fields": Counter(told["fields"]), "left_out": left})


def _clipped(cell: str) -> str:
    return cell if len(cell) <= _SHOWN else f"{cell[:_SHOWN]}…"


def _write(path: Path, schema: pa.Schema, batches: Any) -> None:
    with pa.OSFile(str(path), "wb") as target, pa.ipc.new_file(target, schema) as writer:
        for batch in batches:
            writer.write_batch(batch)


def _table(path: Path) -> pa.Table:
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
