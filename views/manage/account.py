"""The account of a sheet in words: how many cells, what they were taken for, what was left out and why."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import streamlit as st
from openpyxl.utils import get_column_letter

from views import frame
from views.labels import label, number
from views.manage.words import reason_words

_STYLE = (
    "<style>.ranked.left {width: auto;} .ranked.left td, .ranked.left th {padding-right: 1.6rem;} .left thead th:nth-child(2) "
    "{text-align: right;}</style>"
)
_SHOWN = 12  # ranges of cells named for one reason


@dataclass(frozen=True)
class LeftOut:
    """The cells (row and column from 1) left out for one reason."""

    reason: str
    spots: Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Account:
    """A sheet's cells by what they were taken for, and its rows of data; `rows_left_out` counts rows by reason."""

    cells: int
    kinds: Mapping[str, int]
    left_out: Sequence[LeftOut]
    rows: int
    records: int
    rows_left_out: Mapping[str, int]


def draw(account: Account, key: str) -> None:
    """Draw one sentence on the cells and one on the rows; what was left out lies in a fold."""
    if not account.cells:
        return
    mark = label("list_mark")
    kinds = mark.join(label(f"account.{kind}", count=number(count)) for kind, count in account.kinds.items() if count)
    lines = [label("account.cells", cells=number(account.cells), kinds=kinds)]
    if account.rows:
        lines.append(_rows(account))
    frame.words(*lines)
    if account.left_out:
        left = sum(len(one.spots) for one in account.left_out)
        frame.folded(label("account.fold", cells=number(left)), f"account_{key}", lambda: _left_out(account.left_out))


def _rows(account: Account) -> str:
    left = sum(account.rows_left_out.values())
    if not left:
        return label("account.rows_whole", rows=number(account.rows))
    reasons = label("list_mark").join(
        f"{reason_words(reason)} {number(count)}" for reason, count in account.rows_left_out.items()
    )
    return label(
        "account.rows", rows=number(account.rows), records=number(account.records), left=number(left), reasons=reasons
    )


def _left_out(found: Sequence[LeftOut]) -> None:
    heads = "".join(f'<th scope="col">{html.escape(label(f"account.{one}"))}</th>' for one in ("why", "count", "where"))
    rows = "".join(
        f'<tr><th scope="row">{html.escape(reason_words(one.reason))}</th><td class="shown">{number(len(one.spots))}</td>'
        f"<td>{html.escape(_where(one.spots))}</td></tr>"
        for one in found
    )
    st.html(f'<table class="ranked left"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{_STYLE}')


def _where(spots: Sequence[tuple[int, int]]) -> str:
    found = ranges(spots)
    return ", ".join(found[:_SHOWN]) + (" …" if len(found) > _SHOWN else "")


def ranges(spots: Sequence[tuple[int, int]]) -> list[str]:
    """Return cells (row and column from 1) as a spreadsheet writes them, those side by side or one below the other as a range."""
    down = _runs(sorted((column, row) for row, column in spots))
    across = _runs(sorted(spots))
    if len(across) < len(down):
        return [_range((first, row), (last, row)) for row, first, last in across]
    return [_range((column, first), (column, last)) for column, first, last in down]


def _runs(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Return runs of neighbours in sorted pairs: what they share, and the first and last of what they differ in."""
    found = []
    for (shared, _), run in groupby(enumerate(pairs), lambda one: (one[1][0], one[1][1] - one[0])):
        ends = [pair[1] for _, pair in run]
        found.append((shared, ends[0], ends[-1]))
    return found


def _range(first: tuple[int, int], last: tuple[int, int]) -> str:
    one, other = (f"{get_column_letter(column)}{row}" for column, row in (first, last))
    return one if one == other else f"{one}:{other}"
