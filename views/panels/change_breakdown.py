"""Draw the parts of a figure's change, real and reclassified, as sentences and tables."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from data.registry.rows import Row
from views.exports.words import signed
from views.text.labels import absent, counts, figure, label, named, number, records
from views.text.markup import NOTHING, join, show_html
from views.theme.palette import COVERED, QUIET, RECLASSIFIED

_TABLE = Markup('<table class="parts"><thead><tr>%s</tr></thead><tbody>%s</tbody></table>')
_LINE = Markup('<tr class="%s"><td>%s</td>%s<td class="bar">%s</td></tr>')
_BAR = Markup('<div class="track"><u></u><i style="left:%.1f%%;width:%.1f%%;background:%s"></i></div>')


def figure_line(parts: pd.DataFrame, indicator: Row) -> str:
    """Return a sentence on how a figure changed: in all, by real change and by reclassification.

    `parts` is the result of `figure_changes`.
    """
    then, now = (_figure(parts, indicator, end) for end in ("_before", ""))
    if parts["effect"].isna().all():
        return label("compared.no_data", indicator=named(indicator), then=then, now=now)
    real, whole = parts[parts["is_real"]]["effect"].sum(), parts["effect"].sum()
    steps = {"step": whole, "real": real, "reclassified": whole - real}
    words = {key: step(value, indicator) for key, value in steps.items()}
    if indicator["format"] == "%":
        words = {key: label("compared.step_points", step=value) for key, value in words.items()}
    return label("compared.figure", indicator=named(indicator), then=then, now=now, **words)


def step(value: float, indicator: Row) -> str:
    """Return a change with its sign: in points for a share, in units for a number; 无数据 if there is none."""
    if absent(value):
        return label("no_data")
    return signed(value * 100, 1) if indicator["format"] == "%" else signed(value)


def breakdown(parts: pd.DataFrame, indicator: Row) -> None:
    """Draw a table with bars of the parts of a figure's change: the real ones, the reclassified ones, and their sums."""
    heads = [label(f"compared_head.{name}") for name in ("part", "units")]
    heads += [label("compared_head.change", what=named(indicator, part)) for part in ("numerator", "denominator")]
    heads += [label("compared.points" if indicator["format"] == "%" else "compared.number"), ""]
    most = parts["effect"].abs().max()
    lines = [_line(label("compared.total"), parts, indicator, most, "sum")]
    for is_real in (True, False):
        group = parts[parts["is_real"] == is_real]
        lines.append(
            _line(label("compared.real" if is_real else "compared.reclassified"), group, indicator, most, "sub")
        )
        for row in records(group[group["units"] > 0]):
            one = group[group["part"] == row["part"]]
            lines.append(_line(f"　{part_name(row)}", one, indicator, most, ""))
    _table(heads, lines)
    st.caption(label("compared.formula" if indicator["format"] == "%" else "compared.number_formula"))


def part_name(row: Mapping[str, Any]) -> str:
    """Return the name of a part of a change; for units that stayed, also how many went up and down."""
    words = label(f"part.{row['part']}")
    return (
        f"{words} {label('compared.up_down', up=number(row['up']), down=number(row['down']))}"
        if row["part"] == "stayed"
        else words
    )


def _table(heads: Sequence[str], lines: Sequence[Markup]) -> None:
    columns = join(Markup('<th scope="col"%s>%s</th>') % (_right(place), words) for place, words in enumerate(heads))
    show_html(_TABLE % (columns, join(lines)))


def _line(words: str, parts: pd.DataFrame, indicator: Row, most: float, kind: str) -> Markup:
    gained = [parts[name].sum() - parts[f"{name}_before"].sum() for name in ("numerator", "denominator")]
    effect = parts["effect"].sum(min_count=1)
    cells = [number(parts["units"].sum()), *(signed(value) for value in gained), step(effect, indicator)]
    figures = join(Markup('<td class="right">%s</td>') % cell for cell in cells)
    return _LINE % (kind, words, figures, _bar(effect, most, parts))


def _bar(effect: float, most: float, parts: pd.DataFrame) -> Markup:
    if absent(effect) or not most > 0:
        return NOTHING
    width = min(50.0, abs(effect) / most * 50)
    colour = COVERED if parts["is_real"].all() else RECLASSIFIED if not parts["is_real"].any() else QUIET
    left = 50 if effect > 0 else 50 - width
    return _BAR % (left, width, colour)


def _right(place: int) -> Markup:
    return Markup(' class="right"') if 0 < place < 5 else NOTHING


def _figure(parts: pd.DataFrame, indicator: Row, end: str) -> str:
    numerator, denominator = parts[f"numerator{end}"].sum(), parts[f"denominator{end}"].sum()
    if not denominator > 0:
        return label("no_data")
    if indicator["format"] != "%":
        return figure(numerator, indicator["format"])
    return label("compared.share", share=figure(numerator / denominator, "%"), counts=counts(numerator, denominator))


def every_figure(changes: Sequence[tuple[Row, pd.DataFrame]]) -> None:
    """Draw a table of indicators: the figure at both dates, the change, and how much of it is real or reclassified."""
    heads = [label(f"compared_head.{name}") for name in ("indicator", "then", "now", "step", "real", "reclassified")]
    lines = []
    for indicator, parts in changes:
        real, whole = parts[parts["is_real"]]["effect"].sum(min_count=1), parts["effect"].sum(min_count=1)
        figures = [_figure(parts, indicator, end) for end in ("_before", "")]
        cells = [*figures, *(step(value, indicator) for value in (whole, real, whole - real))]
        shown = join(Markup('<td class="right">%s</td>') % cell for cell in cells)
        lines.append(Markup("<tr><td>%s</td>%s</tr>") % (named(indicator), shown))
    _table(heads, lines)
    st.caption(label("compared.formula"))


def part_views(parts: pd.DataFrame) -> dict[str, str]:
    """Return the parts of a figure's change that have units, with their sizes."""
    found = parts.assign(size=parts["units"].where(parts["part"] != "stayed", parts["up"] + parts["down"]))
    return {
        row["part"]: f"{label('part.' + row['part'])} {number(row['size'])}"
        for row in records(found)
        if row["size"] > 0
    }
