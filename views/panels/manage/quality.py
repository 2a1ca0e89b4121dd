"""The quality page: what can be checked with its counts, and how completely each column is stated, county by county."""

import html
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from pages.registry import PAGES
from views.panels.manage.words import field_name
from views.shell import layout, url_state
from views.shell.page_links import Link, anchor
from views.text.labels import area_name, counts, label, number, records, share
from views.theme.palette import INK, QUIET, shade

COMPLETENESS, WHOLE = "completeness", "all"
PAGE = PAGES["quality"].path
_STYLE = """
<style>
.stated {overflow: auto; max-height: 34rem; border: 1px solid #c4ccd6; border-radius: .5rem;}
.stated:focus-visible {outline: 2px solid #174a80; outline-offset: 2px;}
.stated table {border-collapse: separate; border-spacing: 0; font-size: .88rem; color: INK; width: 100%;}
.stated th, .stated td {border-right: 1px solid #e3e8ee; border-bottom: 1px solid #e3e8ee; padding: .28rem .6rem; white-space: nowrap;}
.stated thead th {position: sticky; top: 0; z-index: 2; background: #f7f9fb; color: QUIET; font-weight: 500; text-align: right;}
.stated tbody th {position: sticky; left: 0; z-index: 1; background: #fff; text-align: left; font-weight: 500;}
.stated thead th:first-child {left: 0; z-index: 3; text-align: left;}
.stated td {text-align: right; font-variant-numeric: tabular-nums;} .stated td a {color: INK;} .stated td.here {box-shadow: inset 0 0 0 2px #174a80;}
</style>
""".replace("QUIET", QUIET).replace("INK", INK)


def pick(found: pd.DataFrame) -> str:
    """Draw the checks with how much each finds; return the chosen one. `found` as `quality_counts`."""
    counted = zip(found["check"], found["found"], strict=True)
    told = {check: f"{label(f'check.{check}')} {number(count)}" for check, count in counted}
    options = {COMPLETENESS: label("check.completeness")} | told
    return url_state.segments("check", label("quality.check"), options, COMPLETENESS)


def explained(check: str) -> None:
    """Draw what a check looks for and why it matters."""
    st.caption(label(f"check_note.{check}"))


def matrix(stated: pd.DataFrame, column: str, where: str) -> None:
    """Draw the share of schools that state each column, of every area and together; `stated` as `completeness`.

    A share leads to the schools that leave the column blank; the chosen one is outlined. Columns nobody states at all are
    named below.
    """
    sums = stated.groupby("column", sort=False)[["stated", "schools"]].sum()
    silent = [one for one in sums.index if not sums.loc[one, "stated"]]
    areas = {row["area_code"]: area_name(row) for row in records(stated.drop_duplicates("area_code"))}
    by_area = {(row["column"], row["area_code"]): row for row in records(stated)}
    heads = "".join(
        f'<th scope="col">{html.escape(name)}</th>' for name in (label("quality.together"), *areas.values())
    )
    lines = []
    for one in (one for one in sums.index if one not in silent):
        cells = [_cell(sums.loc[one], one, WHOLE, (column, where))] if len(areas) > 1 else []
        cells += [_cell(by_area[one, code], one, code, (column, where)) for code in areas]
        lines.append(f'<tr><th scope="row">{html.escape(field_name("schools", one))}</th>{"".join(cells)}</tr>')
    heads = heads if len(areas) > 1 else "".join(f'<th scope="col">{html.escape(name)}</th>' for name in areas.values())
    first = f'<th scope="col">{html.escape(label("quality.column"))}</th>'
    st.html(
        f'{_STYLE}<div class="stated" role="region" tabindex="0" aria-label="{html.escape(label("check.completeness"))}">'
        f"<table><thead><tr>{first}{heads}</tr></thead><tbody>{''.join(lines)}</tbody></table></div>"
    )
    if silent:
        names = label("list_mark").join(field_name("schools", one) for one in silent)
        layout.words(label("quality.silent", count=len(silent), columns=names))


def _cell(row: Mapping[str, int] | pd.Series, column: str, code: str, chosen: tuple[str, str]) -> str:
    part = row["stated"] / row["schools"]
    told = html.escape(counts(row["stated"], row["schools"]))
    mark = ' class="here"' if (column, code) == chosen else ""
    words = share(part) if part == 1 else anchor(_to(column, code), share(part))
    return f'<td{mark} style="background:{shade(part)}" title="{told}">{words}</td>'


def _to(column: str, code: str) -> Link:
    return PAGE, url_state.link(check=COMPLETENESS, column=column, where=code)


def cell(stated: pd.DataFrame) -> tuple[str, str]:
    """Draw the boxes of column and area whose blanks are listed; return both, the area `all` for every one."""
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
