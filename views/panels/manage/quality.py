"""Draw the quality page: the checks with their counts, and how completely each column is filled, area by area."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st
from markupsafe import Markup

from pages.registry import PAGES
from views.panels.manage.words import field_name
from views.shell import layout, url_state
from views.shell.page_links import Link, anchor
from views.text.labels import area_name, counts, label, number, records, share
from views.text.markup import join, show_html
from views.theme.palette import shade

COMPLETENESS, WHOLE = "completeness", "all"
PAGE = PAGES["quality"].path
_TABLE = Markup(
    '<div class="stated" role="region" tabindex="0" aria-label="%s">'
    "<table><thead><tr>%s</tr></thead><tbody>%s</tbody></table></div>"
)
_CELL = Markup('<td%s style="background:%s" title="%s">%s</td>')


def pick(found: pd.DataFrame) -> str:
    """Draw the choice of the check with the number of rows it finds; `found` is the result of `quality_counts`."""
    counted = zip(found["check"], found["found"], strict=True)
    checks = {check: f"{label(f'check.{check}')} {number(count)}" for check, count in counted}
    options = {COMPLETENESS: label("check.completeness")} | checks
    return url_state.segments("check", label("quality.check"), options, COMPLETENESS)


def explained(check: str) -> None:
    """Draw what a check looks for and why it matters."""
    st.caption(label(f"check_note.{check}"))


def matrix(stated: pd.DataFrame, column: str, where: str) -> None:
    """Draw the share of schools that state each column, by area and together.

    `stated` is the result of `completeness`. A share is a link to the schools that leave the column blank; the chosen
    cell is outlined. Columns that no school states are named below.
    """
    sums = stated.groupby("column", sort=False)[["stated", "schools"]].sum()
    silent = [one for one in sums.index if not sums.loc[one, "stated"]]
    areas = {row["area_code"]: area_name(row) for row in records(stated.drop_duplicates("area_code"))}
    by_area = {(row["column"], row["area_code"]): row for row in records(stated)}
    names = [label("quality.column"), *([label("quality.together")] if len(areas) > 1 else []), *areas.values()]
    heads = join(Markup('<th scope="col">%s</th>') % name for name in names)
    lines = []
    for one in (one for one in sums.index if one not in silent):
        cells = [_cell(sums.loc[one], one, WHOLE, (column, where))] if len(areas) > 1 else []
        cells += [_cell(by_area[one, code], one, code, (column, where)) for code in areas]
        lines.append(Markup('<tr><th scope="row">%s</th>%s</tr>') % (field_name("schools", one), join(cells)))
    show_html(_TABLE % (label("check.completeness"), heads, join(lines)))
    if silent:
        columns = label("list_mark").join(field_name("schools", one) for one in silent)
        layout.words(label("quality.silent", count=len(silent), columns=columns))


def _cell(row: Mapping[str, int] | pd.Series, column: str, code: str, chosen: tuple[str, str]) -> Markup:
    part = row["stated"] / row["schools"]
    here = Markup(' class="here"') if (column, code) == chosen else ""
    words = share(part) if part == 1 else anchor(_to(column, code), share(part))
    return _CELL % (here, shade(part), counts(row["stated"], row["schools"]), words)


def _to(column: str, code: str) -> Link:
    return PAGE, url_state.link(check=COMPLETENESS, column=column, where=code)


def cell(stated: pd.DataFrame) -> tuple[str, str]:
    """Draw the choice of column and area whose blanks are listed; return both, `all` for every area."""
    columns = {one: field_name("schools", one) for one in stated["column"].unique()}
    gaps = stated[(stated["stated"] > 0) & (stated["stated"] < stated["schools"])]
    first = str(gaps["column"].iloc[0]) if len(gaps) else next(iter(columns))
    areas = {row["area_code"]: area_name(row) for row in records(stated.drop_duplicates("area_code"))}
    left, right, _ = st.columns([2, 2, 3])
    with left:
        column = url_state.choice("column", label("quality.column"), columns, first)
    with right:
        where = url_state.choice("where", label("area"), {WHOLE: label("quality.together")} | areas, WHOLE)
    return column, where
