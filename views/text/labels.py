"""Return the words on screen by key, in the language of the session; an unknown key raises `KeyError`."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from string import Formatter
from typing import Any

import pandas as pd
import streamlit as st

from data.registry.rows import registry

LANGUAGES = {"zh_CN": "中文", "en": "English"}
DEFAULT = "zh_CN"
_spoken_here: ContextVar[tuple[str, str] | None] = ContextVar("spoken_here", default=None)


class _Counting(Formatter):
    """Fills in details; `{rows:row|rows}` becomes the first word if the number is 1, the second otherwise."""

    def format_field(self, value: Any, format_spec: str) -> str:
        one, split, other = format_spec.partition("|")
        if split:
            return one if str(value) == "1" else other
        return str(super().format_field(value, format_spec))


_counting = _Counting()


@cache
def _texts(language: str) -> dict[str, str]:
    return {row["key"]: row[language] for row in registry("labels")}


def language() -> str:
    """Return the session's language, zh_CN or en."""
    here = _spoken_here.get()
    return here[0] if here else str(st.session_state.get("language", DEFAULT))


def area_kind() -> str:
    """Return the kind of the session's areas: county, or township if the place is itself a county."""
    here = _spoken_here.get()
    return here[1] if here else str(st.session_state.get("area_kind", "county"))


@contextmanager
def speaking(tongue: str, kind: str) -> Iterator[None]:
    """Use a language and a kind of areas in place of the session's, because a file is written outside the session."""
    before = _spoken_here.set((tongue, kind))
    try:
        yield
    finally:
        _spoken_here.reset(before)


def label(key: str, **details: object) -> str:
    """Return the text of a labels.csv key with its details filled in; raises `KeyError` for an unknown key.

    `{area_word}` in a text becomes 县区, or 乡镇 if the place is itself a county (session `area_kind`); `{rows:row|rows}`
    becomes the first word if the detail is 1, else the second.
    """
    texts = _texts(language())
    words = texts[f"area_word.{area_kind()}"]
    return _counting.format(texts[key], area_word=words, area_lower=words.lower(), **details)


def named(row: Mapping[str, object], stem: str = "name") -> str:
    """Return a registry row's `<stem>_zh` or `<stem>_en`, by the session's language."""
    return str(row[f"{stem}_zh" if language() == DEFAULT else f"{stem}_en"])


def area_name(row: Mapping[str, object]) -> str:
    """Return the name of a figure row's area, from `area_name` or `area_name_en`."""
    return str(spoken(row, "area_name"))


def spoken(row: Mapping[str, Any], column: str) -> Any:
    """Return a cell of `<column>` or `<column>_en`, by the session's language."""
    return row[column if language() == DEFAULT else f"{column}_en"]


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a frame's rows as mappings of column names to values."""
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def area_names(frame: pd.DataFrame) -> pd.Series:
    """Return the area names in a frame of figures, in the session's language."""
    return frame["area_name" if language() == DEFAULT else "area_name_en"]


def term(group: str, value: object) -> str:
    """Return the word for a stored value (band, stage, mode, standing); `—` if there is none."""
    return "—" if absent(value) else label(f"{group}.{value}")


def share(value: object) -> str:
    """Return a share as a percentage with one decimal, or 无数据; less than the whole is never rounded up to 100.0%."""
    if absent(value):
        return label("no_data")
    return f"{percent(float(str(value))):.1f}%".replace("-", "−")


def percent(part: float) -> float:
    """Return a share as a percentage to show with one decimal; less than the whole is never rounded up to 100.0."""
    return min(part * 100, 99.9) if part < 1 else part * 100


def number(value: object) -> str:
    """Return a count with thousands separators, or `—`."""
    return "—" if absent(value) else f"{float(str(value)):,.0f}".replace("-", "−")


def figure(value: object, form: str) -> str:
    """Return a figure by its `format`: a share as a percentage, a number with separators; 无数据 if there is none."""
    return share(value) if form == "%" or absent(value) else number(value)


def counts(numerator: object, denominator: object) -> str:
    """Return `71/146`, or the words for a figure without units."""
    if absent(denominator) or float(str(denominator)) == 0:
        return label("no_units")
    return f"{number(numerator)}/{number(denominator)}"


def counted(row: Mapping[str, object], indicator: Mapping[str, str]) -> str:
    """Return the words beside a figure: `71/146 所` for a share, the unit alone for a number."""
    if absent(row["denominator"]) or float(str(row["denominator"])) == 0:
        return label("no_units")
    is_share = indicator["format"] == "%"
    unit = unit_of(indicator, row["denominator"] if is_share else row["numerator"])
    return f"{counts(row['numerator'], row['denominator'])} {unit}" if is_share else unit


def unit_of(indicator: Mapping[str, str], number_before: object) -> str:
    """Return an indicator's unit in the form needed after a number: 1 school, 1 child, 1 county; 2 schools."""
    words = named(indicator, "unit")
    if language() == DEFAULT or absent(number_before) or float(str(number_before)) != 1:
        return words
    return {"children": "child"}.get(words, f"{words[:-3]}y" if words.endswith("ies") else words.removesuffix("s"))


def target(value: float, unit: str, comparator: str) -> str:
    """Return a goal's line, for instance `≥ 60%` or `≥ 8 人/年`."""
    sign = {">=": "≥", "<=": "≤"}[comparator]
    return f"{sign}\u00a0{value:g}%" if unit == "%" else f"{sign}\u00a0{value:,g}\u00a0{label(f'goal_unit.{unit}')}"


def formula(indicator: Mapping[str, str]) -> str:
    """Return an indicator's formula in words: numerator ÷ denominator for a share, the numerator for a number."""
    numerator, denominator = named(indicator, "numerator"), named(indicator, "denominator")
    return f"{numerator} ÷ {denominator}" if indicator["format"] == "%" else numerator


def programme_rule(programme: Mapping[str, str]) -> str:
    """Return a programme's counting rule, rural scope and lead rule in words."""
    return label(
        "rule_sentence",
        counting=label(f"counting.{programme['counting_rule']}"),
        rural=label(f"rural.{programme['rural_scope']}"),
        lead=label(f"lead.{programme['lead_rule']}"),
    )


def indicator_rule(indicator: Mapping[str, str], programme: Mapping[str, str] | None) -> str:
    """Return what counts as one unit of an indicator, by the programme's rule if the indicator refers to it.

    In the registry's text, `{rule}` is the programme's rule (empty without a programme) and `{blanks}` is what a blank
    means in a fact that counties state.
    """
    rule = programme_rule(programme) if programme else ""
    return named(indicator, "rule").format(rule=rule, blanks=_blanks_rule(indicator["indicator_id"]))


def _blanks_rule(indicator: str) -> str:
    """Return what a blank means in the county facts of indicator_facts.csv.

    Returns an empty string if the indicator has no such facts.
    """
    keys = {(row["indicator_id"], row["stated"]): row for row in registry("indicator_facts")}
    row = keys.get((indicator, "county"))
    if row is None:
        return ""
    kinds = [key for word in row["asked"].split() if (key := f"blank_rule.{word}") in _texts(language())]
    return label(kinds[0] if kinds else f"blank_rule.{row['table']}")


def state(indicator: Mapping[str, str], is_missing: bool) -> str:
    """Return the word for a unit: in or missing. If fewer is better, `is_missing` marks the units that are in."""
    is_in = is_missing if indicator["direction"] == "lower" else not is_missing
    return named(indicator, "in" if is_in else "missing")


def day(value: object) -> str:
    """Return a date as YYYY-MM-DD, or `—`."""
    return "—" if absent(value) else str(value)[:10]


def absent(value: object) -> bool:
    """Return whether a frame's cell is empty: None, NaN, NaT or NA."""
    return value is None or value is pd.NA or value is pd.NaT or value != value


def either(value: object, instead: str) -> str:
    """Return the text of a frame's cell, or `instead` if it is empty."""
    return instead if absent(value) else str(value)
