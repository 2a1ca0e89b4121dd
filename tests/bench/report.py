"""What was measured, as rows; one table for people, one JSON file for machines."""

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

HEADS = ("what", "median ms", "p95 ms", "ratio", "against", "bytes", "target", "met")


@dataclass(frozen=True)
class Row:
    """One measurement; `limit` is what it must reach, a bound on one of its own numbers."""

    what: str
    median_ms: float | None = None
    p95_ms: float | None = None
    ratio: float | None = None
    against: str = ""
    bytes: int | None = None
    limits: tuple[tuple[str, float], ...] = ()

    @property
    def is_met(self) -> bool | None:
        """Whether every bound holds; None where there is none, or nothing to compare with it."""
        known = [(getattr(self, name), bound) for name, bound in self.limits if getattr(self, name) is not None]
        return all(value <= bound for value, bound in known) if known else None


@dataclass
class Report:
    """Everything one run has found."""

    size: str
    rows: list[Row] = field(default_factory=list)
    rss_mb: float | None = None
    cold_open_s: float | None = None

    def add(self, *rows: Row) -> None:
        """Take rows in and say them at once: a long run shows that it is alive."""
        for row in rows:
            self.rows.append(row)
            print("  " + " · ".join(part for part in _cells(row) if part), flush=True)

    def write(self, path: Path) -> None:
        """Write the JSON file."""
        kept = ("what", "median_ms", "p95_ms", "ratio", "against", "bytes")
        rows = [{key: asdict(row)[key] for key in kept} for row in self.rows]
        found = {"size": self.size, "rows": rows, "rss_mb": self.rss_mb, "cold_open_s": self.cold_open_s}
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    def table(self) -> str:
        """Return the rows as one table, with what had to be reached and whether it was."""
        lines = [HEADS, *(_cells(row) for row in self.rows)]
        widths = [max(len(line[at]) for line in lines) for at in range(len(HEADS))]
        return "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines
        )


def _cells(row: Row) -> tuple[str, ...]:
    limits = ", ".join(f"{name.replace('_ms', '')} ≤ {bound:g}" for name, bound in row.limits)
    met = {True: "met", False: "NOT MET", None: ""}[row.is_met]
    numbers = (f"{value:.1f}" if value is not None else "" for value in (row.median_ms, row.p95_ms))
    ratio = f"{row.ratio:.2f}×" if row.ratio is not None else ""
    size = f"{row.bytes:,}" if row.bytes is not None else ""
    return (row.what, *numbers, ratio, row.against, size, limits, met)


def p95(values: Sequence[float]) -> float:
    """Return the 95th percentile of a few values: the next one up, never an invention between two."""
    return sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)]


def timed(what: str, times: Sequence[float], base: Sequence[float] = (), against: str = "", **more: Any) -> Row:
    """Return a row of milliseconds, as a ratio of medians where there is a base."""
    middle = statistics.median(times)
    ratio = middle / statistics.median(base) if base else None
    return Row(what, round(middle, 2), round(p95(times), 2), ratio and round(ratio, 3), against, **more)
