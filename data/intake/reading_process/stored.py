"""Store the result of a reading process as files: small values as JSON, tables and the cells of sheets as Arrow.

The server maps the Arrow files into memory and loads only the rows it shows. It never executes anything from them.
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
_OF_A_KIND, _IN_ALL = 1_000, 5_000  # findings of one kind, and in total
_ROWS = pa.schema(
    [("role", pa.string()), ("cells", pa.list_(pa.string())), ("entries", pa.list_(pa.int32()))]
)  # an entry is an index into the sheet's list of kinds, -1 for an empty cell


@dataclass(frozen=True)
class StoredSheet:
    """A `SheetView` of a sheet whose cells are in a file."""

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
        """Return `count` rows from number `first` on, each as wide as the sheet."""
        if not self.height:
            return []
        stored_rows = self._cells.slice(first - 1, count).to_pylist()
        return [self._row(number, row).padded(self.width) for number, row in enumerate(stored_rows, start=first)]

    @cached_property
    def _cells(self) -> pa.Table:
        """The cells, mapped into memory when first shown."""
        return _table(self.path)

    def _row(self, number: int, row: Mapping[str, Any]) -> RowView:
        entries = tuple(None if index < 0 else self.kinds[index] for index in row["entries"])
        return RowView(number, row["role"], tuple(row["cells"]), entries)

    def samples(self, letter: str, row: int) -> list[str]:
        """Return the first values of an uncertain column."""
        return self.told_samples.get((letter, row), [])

    def below(self, heading: str, row: int) -> tuple[int, list[str]]:
        """Return the number of records below an uncertain heading, and the first of their names."""
        return self.told_below.get((heading, row), (0, []))


def store(job: Job, reading: Reading) -> None:
    """Write a reading, and its difference from the previous snapshot, into the job's folder."""
    for name, table in reading.tables.items():
        _write(job.folder / f"{name}.arrow", table.schema, table.to_batches())
    choices = _every(reading.choices)
    values = {
        "findings": [item.as_dict() for item in _bounded(reading.findings)],
        "sheets": reading.sheets,
        "datums": reading.datums,
        "counts": reading.counts,
        "digests": reading.digests,
        "is_carried": reading.base is not None,
        "used": [index for index, choice in enumerate(choices) if choice in reading.choices.used],
        "ledgers": [_plain_ledger(item) for item in reading.ledgers],
        "views": [
            _stored_sheet(job.folder / f"sheet{index}.arrow", view, reading.findings)
            for index, view in enumerate(reading.views)
            if isinstance(view, OpenedSheet)
        ],
        "counts_before": counts(tables_of(job.before)) if job.before else None,
    }
    changes = difference(reading.tables, job.before) if job.before else []
    _write_json(job.folder / _DIFFERENCE, changes)
    _write_json(job.folder / _READING, values)


def stored_reading(job: Job) -> tuple[Reading, dict[str, int] | None]:
    """Return the stored reading, and the counts of the snapshot it was compared with."""
    values = json.loads((job.folder / _READING).read_text(encoding="utf-8"))
    choices = _every(job.choices)
    job.choices.used.update(choices[index] for index in values["used"])
    reading = Reading(
        place=job.place,
        as_of=job.as_of,
        tables={name: _table(job.folder / f"{name}.arrow") for name in TABLES},
        findings=[Finding.from_dict(item) for item in values["findings"]],
        sheets=values["sheets"],
        datums=values["datums"],
        counts=values["counts"],
        base=job.standing if values["is_carried"] else None,
        views=[_sheet_of(job.folder / f"sheet{index}.arrow", item) for index, item in enumerate(values["views"])],
        choices=job.choices,
        digests=values["digests"],
        ledgers=[_ledger(item) for item in values["ledgers"]],
    )
    return reading, values["counts_before"]


def stored_difference(folder: Path) -> list[dict[str, Any]]:
    """Return the stored result of `data.intake.difference`."""
    changes: list[dict[str, Any]] = json.loads((folder / _DIFFERENCE).read_text(encoding="utf-8"))
    return changes


def _every(choices: Choices) -> list[Choice]:
    return [*choices.columns, *choices.headers, *choices.aliases, *choices.sections]


def _bounded(findings: list[Finding]) -> list[Finding]:
    """Return at most a thousand findings of each kind, and a finding with the number of the others.

    Errors come first.
    """
    counts_by_code, seen, shown = Counter(remark.code for remark in findings), Counter[str](), list[Finding]()
    for remark in (
        sorted(findings, key=lambda remark: remark.severity != "error") if len(findings) > _IN_ALL else findings
    ):
        seen[remark.code] += 1
        if seen[remark.code] <= _OF_A_KIND and (len(shown) < _IN_ALL or seen[remark.code] == 1):
            shown.append(remark)
    shown_counts = Counter(remark.code for remark in shown)
    files = {remark.code: remark.file for remark in reversed(findings)}
    more = (code for code, number in counts_by_code.items() if number > shown_counts[code])
    return shown + [
        finding(
            "findings_more",
            Location(files[code]),
            code,
            number=f"{counts_by_code[code]:,}",
            shown=f"{shown_counts[code]:,}",
        )
        for code in more
    ]


def _stored_sheet(path: Path, view: OpenedSheet, findings: list[Finding]) -> dict[str, Any]:
    """Write the cells of a sheet. Return the rest of it as plain values."""
    kinds: dict[Entry, int] = {}

    def batches() -> Iterator[pa.RecordBatch]:
        for first in range(1, view.height + 1, _BATCH):
            rows = list(view.each_row(first, _BATCH))
            yield pa.record_batch(
                [
                    pa.array([row.role for row in rows], pa.string()),
                    pa.array([[_clipped(cell) for cell in row.cells] for row in rows], _ROWS.field("cells").type),
                    pa.array(
                        [[kinds.setdefault(item, len(kinds)) if item else -1 for item in row.entries] for row in rows],
                        _ROWS.field("entries").type,
                    ),
                ],
                schema=_ROWS,
            )

    _write(path, _ROWS, batches())
    questions = [item for item in findings if item.asks and (item.file, item.sheet) == (view.file, view.sheet)]
    samples = {(item.column.split(" ")[0], item.row or 0) for item in questions if item.asks_of_column}
    headings = {(item.heading, item.row or 0) for item in questions if item.heading}
    return {
        **{"file": view.file, "sheet": view.sheet, "height": view.height, "width": view.width},
        "tables": [_plain_table(table) for table in view.tables],
        "kinds": [[item.kind, item.what] for item in kinds],
        "samples": [[*key, view.samples(*key)] for key in samples],
        "below": [[*key, *view.below(*key)] for key in headings],
    }


def _plain_table(table: TableView) -> dict[str, Any]:
    columns = [asdict(column) for column in table.columns]
    return {"table": table.table, "header_rows": table.header_rows, "columns": columns, "county": table.county,
            "records": table.records}  # fmt: skip


def _sheet_of(path: Path, values: Mapping[str, Any]) -> SheetView:
    return StoredSheet(
        file=values["file"],
        sheet=values["sheet"],
        height=values["height"],
        width=values["width"],
        tables=tuple(_table_view(item) for item in values["tables"]),
        kinds=tuple(Entry(kind, what) for kind, what in values["kinds"]),
        path=path,
        told_samples={(letter, row): words for letter, row, words in values["samples"]},
        told_below={(heading, row): (number, names) for heading, row, number, names in values["below"]},
    )


def _table_view(values: Mapping[str, Any]) -> TableView:
    columns = tuple(ColumnView(**item) for item in values["columns"])
    first, last = values["header_rows"]
    return TableView(values["table"], (first, last), columns, values["county"], values["records"])


def _plain_ledger(ledger: Ledger) -> dict[str, Any]:
    return vars(ledger) | {"left_out": {reason: asdict(left) for reason, left in ledger.left_out.items()}}


def _ledger(values: Mapping[str, Any]) -> Ledger:
    left = {
        reason: LeftOut(item["cells"], tuple(item["first"]), tuple(item["ranges"]), item["is_more"])
        for reason, item in values["left_out"].items()
    }
    return Ledger(
        **{**values, "kinds": Counter(values["kinds"]), "fields": Counter(values["fields"]), "left_out": left}
    )


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
