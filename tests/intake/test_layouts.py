"""One town in many layouts: each directed layout changes one thing, each random one many at once."""

import random
from dataclasses import replace

import pytest

from tests.intake.layout import SEPARATORS, SHAPES, SPACES, Layout, random_layout
from tests.intake.layouts import render
from tests.intake.truth import assert_truth
from tests.intake.words import DATUMS, DAY_DATES, HEADERS, MISSING, MONTH_DATES, NUMBERS, QUALITY_WORDS
from tests.towns import PLACES, random_town

HULUDAO = random_town(random.Random(1), "211400")
TEXT = Layout(file="csv", shape="below", dates="2020-03-01")
DIRECTED = {
    "two tidy workbooks": Layout(),
    **{f"{n} rows above the header": Layout(notes=n) for n in range(7)},
    "two blank leading columns": Layout(shift=2),
    "two header rows": Layout(two_rows=True),
    "two header rows with codes": Layout(two_rows=True, names="code"),
    "two header rows, merges lost": replace(TEXT, two_rows=True),
    "columns in another order": Layout(shuffled=True, seed=3),
    "小计 and 合计 below": Layout(totals="after"),
    "合计 above": Layout(totals="first"),
    "小计 and 合计 in text files": replace(TEXT, totals="after"),
    "notes and signatures at the foot": Layout(foot=True, totals="after"),
    "header again on each page": Layout(page=10),
    "both header rows again on each page": Layout(page=10, two_rows=True),
    "blank rows": Layout(blanks=True),
    "county merged down": Layout(county="merged", totals="after"),
    "county named once, blank below": Layout(county="below", totals="after"),
    "one sheet a county": Layout(county="sheet", totals="after", foot=True),
    "one workbook with explanations": Layout(together=True),
    "one workbook, a sheet a county": Layout(together=True, county="sheet"),
    "zone in the county column": Layout(zone_as_county=True),
    "full-width characters": Layout(full_width=True, codes="text", numbers="text", totals="after"),
    "full-width characters, two header rows": Layout(full_width=True, two_rows=True),
    "coordinates in one column": Layout(coordinates="one column"),
    "no coordinates": Layout(coordinates="none"),
    "codes as numbers": Layout(codes="number"),
    "codes as numbers in text files": replace(TEXT, codes="number"),
    "managing school by name": Layout(managing="name"),
    "UTF-8 with BOM": replace(TEXT, encoding="utf-8-sig"),
    "GB18030": replace(TEXT, encoding="gb18030"),
    "tabs": replace(TEXT, delimiter="\t"),
    "semicolons": replace(TEXT, delimiter=";", encoding="gb18030"),
    "semicolons between members and cells": replace(TEXT, delimiter=";", shape="cell", separator=";"),
    "members on lines in a text file": replace(TEXT, shape="cell", separator="\n"),
    "members on lines in a workbook": Layout(shape="cell", separator="\n"),
    "core listed once, code columns": Layout(shape="below", names="code"),
    **{f"space {ord(space):04x}" if space else "no space": Layout(space=space, seed=5) for space in SPACES},
    **{f"nothing as {mark!r}": Layout(missing=mark, managing="name") for mark in MISSING},
    **{f"nothing as {mark!r} in text files": replace(TEXT, missing=mark) for mark in MISSING},
    **{f"numbers as {kind}": Layout(numbers=kind, totals="after") for kind in NUMBERS},
    **{f"numbers as {kind} in text files": replace(TEXT, numbers=kind) for kind in NUMBERS},
    **{f"quality as {mark}": Layout(quality=mark) for mark in QUALITY_WORDS},
    **{f"dates as {kind}": Layout(dates=kind) for kind in (MONTH_DATES | DAY_DATES)},
    **{f"class as {kind}": Layout(classes=kind) for kind in ("code", "number", "named", "band", "old band")},
    **{f"pairings {shape}": Layout(shape=shape) for shape in SHAPES},
    **{f"members split by {mark!r}": Layout(shape="cell", separator=mark) for mark in SEPARATORS},
    **{
        f"names {kind}, pairings {shape}": Layout(names=kind, shape=shape)
        for kind in ("prefixed", "bare")
        for shape in ("merged", "cell", "numbered")
    },
    **{
        f"{datum} in {where}": Layout(datum=datum, datum_in=where)
        for datum in DATUMS
        for where in ("header", "note", "flag")
    },
    "GCJ-02 in one column by its header": Layout(datum="gcj02", coordinates="one column"),
}


@pytest.mark.parametrize("name", DIRECTED)
def test_a_layout_that_changes_one_thing_reads_as_the_town_it_holds(name, tmp_path):
    assert_truth(render(HULUDAO, DIRECTED[name], tmp_path))


@pytest.mark.parametrize("words", range(max(map(len, HEADERS.values()))))
def test_every_header_word_of_every_bureau_is_understood(words, tmp_path, monkeypatch):
    for key, synonyms in HEADERS.items():
        monkeypatch.setitem(HEADERS, key, (synonyms[words % len(synonyms)],))
    assert_truth(render(HULUDAO, Layout(shape="cell", managing="code"), tmp_path))
    assert_truth(render(HULUDAO, Layout(shape="numbered", managing="name", classes="band"), tmp_path))


@pytest.mark.parametrize("seed", range(32))
def test_a_random_layout_of_a_random_town_reads_as_the_town(seed, tmp_path):
    rng, place = random.Random(seed), PLACES[seed % len(PLACES)]
    town, layout = random_town(rng, place), random_layout(rng, place)
    assert_truth(render(town, layout, tmp_path))
