"""The changes page: its answer in a line, and the kinds of change to open."""

from collections.abc import Mapping, Sequence

import pandas as pd

from data.registry.rows import Row
from data.vocabularies import PARTNERSHIP_CHANGES, SCHOOL_CHANGES
from views.text.labels import label, named, number, records


def answer(kinds: pd.DataFrame) -> list[str]:
    """Return what happened to schools and to partnerships, a sentence each; `kinds` as `change_counts` returns them."""
    found = dict(zip(kinds["kind"], kinds["rows"], strict=True))
    net = found["opened"] - found["closed"] - found["merged"]
    more = "same" if not net else "more" if net > 0 else "fewer"
    schools = label(f"compared.{more}", count=number(abs(net)))
    return [
        _happened(schools, SCHOOL_CHANGES, found),
        _happened(label("compared.pairings"), PARTNERSHIP_CHANGES, found),
    ]


def _happened(front: str, kinds: Sequence[str], found: Mapping[str, int]) -> str:
    told = [f"{label(f'change.{kind}')} {number(found[kind])}" for kind in kinds if found[kind]]
    return label("compared.line", front=front, kinds=label("list_mark").join(told) or label("compared.nothing"))


def is_of_schools(kind: str) -> bool:
    """Tell whether a kind of change is one of schools, not of partnerships."""
    return kind in SCHOOL_CHANGES


def views(kinds: pd.DataFrame, indicator: Row) -> dict[str, str]:
    """Return what can be opened: the chosen figure, all figures, each kind of change with its count."""
    found = {row["kind"]: f"{label('change.' + row['kind'])} {number(row['rows'])}" for row in records(kinds)}
    return {"figure": named(indicator), "figures": label("compared.figures")} | found
