"""Draw the changes page: its answer in a line, and the choice of the kind of change."""

from collections.abc import Mapping, Sequence

import pandas as pd

from data.registry.rows import Row
from data.vocabularies import PARTNERSHIP_CHANGES, SCHOOL_CHANGES
from views.text.labels import label, named, number, records


def answer(kinds: pd.DataFrame) -> list[str]:
    """Return one sentence on schools and one on partnerships; `kinds` is the result of `change_counts`."""
    found = dict(zip(kinds["kind"], kinds["rows"], strict=True))
    net = found["opened"] - found["closed"] - found["merged"]
    more = "same" if not net else "more" if net > 0 else "fewer"
    schools = label(f"compared.{more}", count=number(abs(net)))
    return [
        _happened(schools, SCHOOL_CHANGES, found),
        _happened(label("compared.pairings"), PARTNERSHIP_CHANGES, found),
    ]


def _happened(front: str, kinds: Sequence[str], found: Mapping[str, int]) -> str:
    counts = [f"{label(f'change.{kind}')} {number(found[kind])}" for kind in kinds if found[kind]]
    return label("compared.line", front=front, kinds=label("list_mark").join(counts) or label("compared.nothing"))


def is_of_schools(kind: str) -> bool:
    """Return whether a kind of change concerns schools, not partnerships."""
    return kind in SCHOOL_CHANGES


def views(kinds: pd.DataFrame, indicator: Row) -> dict[str, str]:
    """Return the views to choose from: the chosen figure, all figures, and each kind of change with its count."""
    found = {row["kind"]: f"{label('change.' + row['kind'])} {number(row['rows'])}" for row in records(kinds)}
    return {"figure": named(indicator), "figures": label("compared.figures")} | found
