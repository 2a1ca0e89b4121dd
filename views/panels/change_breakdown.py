"""What a figure's change is made of: real change and reclassification, part by part, as sentences and tables."""

import html
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from data.registry.rows import Row
from views.exports.words import signed
from views.text.labels import absent, counts, figure, label, named, number, records
from views.theme.palette import COVERED, INK, QUIET

RECLASSIFIED = "#b07d00"
_STYLE = """
<style>
.parts {border-collapse: collapse; width: 100%; font-size: .92rem; color: INK;}
.parts th {text-align: left; font-weight: 500; color: QUIET; padding: .3rem .6rem; border-bottom: 1px solid #c4ccd6;}
.parts td {padding: .32rem .6rem; border-bottom: 1px solid #e3e8ee;}
.parts .right {text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap;}
.parts th.right {white-space: normal; vertical-align: bottom; min-width: 4.2rem;} .parts td:first-child {min-width: 17rem;}
.parts .bar {width: 22%; min-width: 8rem;}
.parts .track {position: relative; height: .8rem;} .parts .track i {position: absolute; top: 0; height: 100%;}
.parts .track u {position: absolute; left: 50%; top: -.2rem; bottom: -.2rem; border-left: 1px solid #8894a2;}
.parts tr.sum td {font-weight: 600; border-top: 1px solid #c4ccd6;} .parts tr.sub td {font-weight: 600; background: #f7f9fb;}
</style>
""".replace("QUIET", QUIET).replace("INK", INK)


def figure_line(parts: pd.DataFrame, indicator: Row) -> str:
    """Return how a figure changed, what of it is real and what is reclassification; `parts` as `figure_changes` returns them."""
    then, now = (_figure(parts, indicator, end) for end in ("_before", ""))
    if parts["effect"].isna().all():
        return label("compared.no_data", indicator=named(indicator), then=then, now=now)
    real, whole = parts[parts["is_real"]]["effect"].sum(), parts["effect"].sum()
    told = {"step": whole, "real": real, "reclassified": whole - real}
    words = {key: step(value, indicator) for key, value in told.items()}
    if indicator["format"] == "%":
        words = {key: label("compared.step_points", step=value) for key, value in words.items()}
    return label("compared.figure", indicator=named(indicator), then=then, now=now, **words)


def step(value: float, indicator: Row) -> str:
    """Return a change with its sign: points of a share, units of a number; 无数据 where there is none."""
    if absent(value):
        return label("no_data")
    return signed(value * 100, 1) if indicator["format"] == "%" else signed(value)


def breakdown(parts: pd.DataFrame, indicator: Row) -> None:
    """Draw what a figure's change is made of: real parts, reclassified parts, their sums, as a table with bars."""
    heads = [label(f"compared_head.{name}") for name in ("part", "units")]
    heads += [label("compared_head.change", what=named(indicator, part)) for part in ("numerator", "denominator")]
    heads += [label("compared.points" if indicator["format"] == "%" else "compared.number"), ""]
    most = parts["effect"].abs().max()
    lines = [_line(label("compared.total"), parts, indicator, most, "sum")]
    for is_real in (True, False):
        mine = parts[parts["is_real"] == is_real]
        lines.append(
            _line(label("compared.real" if is_real else "compared.reclassified"), mine, indicator, most, "sub")
        )
        for row in records(mine[mine["units"] > 0]):
            one = mine[mine["part"] == row["part"]]
            lines.append(_line(f"　{part_name(row)}", one, indicator, most, ""))
    columns = "".join(f'<th scope="col"{_right(place)}>{html.escape(words)}</th>' for place, words in enumerate(heads))
    st.html(f'{_STYLE}<table class="parts"><thead><tr>{columns}</tr></thead><tbody>{"".join(lines)}</tbody></table>')
    st.caption(label("compared.formula" if indicator["format"] == "%" else "compared.number_formula"))


def part_name(row: Mapping[str, Any]) -> str:
    """Return a part of a change in words; of what stayed, how many units went up and down."""
    words = label(f"part.{row['part']}")
    return (
        f"{words} {label('compared.up_down', up=number(row['up']), down=number(row['down']))}"
        if row["part"] == "stayed"
        else words
    )


def _line(words: str, parts: pd.DataFrame, indicator: Row, most: float, kind: str) -> str:
    gained = [parts[name].sum() - parts[f"{name}_before"].sum() for name in ("numerator", "denominator")]
    effect = parts["effect"].sum(min_count=1)
    cells = [number(parts["units"].sum()), *(signed(value) for value in gained), step(effect, indicator)]
    figures = "".join(f'<td class="right">{html.escape(cell)}</td>' for cell in cells)
    return f'<tr class="{kind}"><td>{html.escape(words)}</td>{figures}<td class="bar">{_bar(effect, most, parts)}</td></tr>'


def _bar(effect: float, most: float, parts: pd.DataFrame) -> str:
    if absent(effect) or not most > 0:
        return ""
    width = min(50.0, abs(effect) / most * 50)
    colour = COVERED if parts["is_real"].all() else RECLASSIFIED if not parts["is_real"].any() else QUIET
    left = 50 if effect > 0 else 50 - width
    return f'<div class="track"><u></u><i style="left:{left:.1f}%;width:{width:.1f}%;background:{colour}"></i></div>'


def _right(place: int) -> str:
    return ' class="right"' if 0 < place < 5 else ""


def _figure(parts: pd.DataFrame, indicator: Row, end: str) -> str:
    numerator, denominator = parts[f"numerator{end}"].sum(), parts[f"denominator{end}"].sum()
    if not denominator > 0:
        return label("no_data")
    if indicator["format"] != "%":
        return figure(numerator, indicator["format"])
    return label("compared.share", share=figure(numerator / denominator, "%"), counts=counts(numerator, denominator))


def every_figure(changes: Sequence[tuple[Row, pd.DataFrame]]) -> None:
    """Draw each indicator with its figure at both dates, what changed, and what of it is real or reclassified."""
    heads = [label(f"compared_head.{name}") for name in ("indicator", "then", "now", "step", "real", "reclassified")]
    lines = []
    for indicator, parts in changes:
        real, whole = parts[parts["is_real"]]["effect"].sum(min_count=1), parts["effect"].sum(min_count=1)
        figures = [_figure(parts, indicator, end) for end in ("_before", "")]
        cells = [*figures, *(step(value, indicator) for value in (whole, real, whole - real))]
        shown = "".join(f'<td class="right">{html.escape(cell)}</td>' for cell in cells)
        lines.append(f"<tr><td>{html.escape(named(indicator))}</td>{shown}</tr>")
    columns = "".join(f'<th scope="col"{_right(place)}>{html.escape(words)}</th>' for place, words in enumerate(heads))
    st.html(f'{_STYLE}<table class="parts"><thead><tr>{columns}</tr></thead><tbody>{"".join(lines)}</tbody></table>')
    st.caption(label("compared.formula"))


def part_views(parts: pd.DataFrame) -> dict[str, str]:
    """Return the parts of a figure's change that some unit makes up, with their sizes."""
    found = parts.assign(size=parts["units"].where(parts["part"] != "stayed", parts["up"] + parts["down"]))
    return {
        row["part"]: f"{label('part.' + row['part'])} {number(row['size'])}"
        for row in records(found)
        if row["size"] > 0
    }
