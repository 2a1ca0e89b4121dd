"""Draw the account of a sheet: the number of cells, how they were used, what was left out and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from views.panels.manage.words import reason_words
from views.shell import layout
from views.text.labels import label, number
from views.text.markup import join, show_html

_TABLE = Markup('<table class="ranked left"><thead><tr>%s</tr></thead><tbody>%s</tbody></table>')
_ROW = Markup('<tr><th scope="row">%s</th><td class="shown">%s</td><td>%s</td></tr>')


@dataclass(frozen=True)
class LeftOut:
    """The cells left out for one reason: their number, and their places in words."""

    reason: str
    cells: int
    where: str


@dataclass(frozen=True)
class Account:
    """The number of a sheet's cells by use, and of its data rows; `rows_left_out` counts rows by reason."""

    cells: int
    kinds: Mapping[str, int]
    left_out: Sequence[LeftOut]
    rows: int
    records: int
    rows_left_out: Mapping[str, int]


def draw(account: Account, key: str) -> None:
    """Draw one sentence on the cells and one on the rows, and a fold with what was left out."""
    if not account.cells:
        return
    mark = label("list_mark")
    kinds = mark.join(label(f"account.{kind}", count=number(count)) for kind, count in account.kinds.items() if count)
    lines = [label("account.cells", cells=number(account.cells), kinds=kinds)]
    if account.rows:
        lines.append(_rows(account))
    layout.words(*lines)
    if account.left_out:
        left = sum(one.cells for one in account.left_out)
        layout.folded(label("account.fold", cells=number(left)), f"account_{key}", lambda: _left_out(account.left_out))


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
    heads = join(Markup('<th scope="col">%s</th>') % label(f"account.{one}") for one in ("why", "count", "where"))
    rows = join(_ROW % (reason_words(one.reason), number(one.cells), one.where) for one in found)
    show_html(_TABLE % (heads, rows))
