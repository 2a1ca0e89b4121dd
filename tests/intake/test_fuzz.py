"""Random towns in random layouts, disturbed at random: the reader gives the truth or says what is wrong, never neither.

`LIANXIAO_FUZZ` is the number of examples of each test (a few dozen where it is not set).
"""

import os
import random
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.intake import check
from data.intake.findings import Finding
from data.intake.pipeline import Reading
from tests.intake.disturb import HARMFUL, HARMLESS, Disturbance, disturbed, random_merge
from tests.intake.grids import Grid, write_text, write_workbook
from tests.intake.layout import Layout, random_layout
from tests.intake.layouts import Rendered, fitted
from tests.intake.pairing_lists import pairing_lists
from tests.intake.rosters import rosters
from tests.intake.truth import assert_pairings, assert_schools
from tests.towns import PLACES, random_town

EXAMPLES = int(os.environ.get("LIANXIAO_FUZZ", "10"))
SETTINGS = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=EXAMPLES < 100
)
NOTES = 6
Grids = dict[str, Grid]


def town_and_layout(seed: int) -> tuple[Any, Layout, random.Random]:
    rng, place = random.Random(seed), PLACES[seed % len(PLACES)]
    layout = random_layout(rng, place)
    return fitted(random_town(rng, place, 24), layout), layout, rng


def header_end(layout: Layout, *, pairings: bool) -> int:
    """Return the first row below the header."""
    two = layout.two_rows and (not pairings or layout.shape in ("merged", "below", "repeated"))
    return min(layout.notes, NOTES) + (2 if two else 1)


def written(layout: Layout, grids: Grids, folder: Path, name: str) -> list[Path]:
    if layout.file != "csv":
        return [write_workbook(folder / f"{name}.xlsx", grids)]
    return [
        write_text(folder / f"{title}.csv", grid.rows, layout.encoding, layout.delimiter)
        for title, grid in grids.items()
    ]


def read(town: Any, layout: Layout, both: tuple[Grids, Grids], folder: Path) -> tuple[Rendered, Reading]:
    files = [
        file
        for grids, name in zip(both, ("名册", "结对"), strict=True)
        for file in written(layout, grids, folder, name)
    ]
    rendered = Rendered(files, town, layout, layout.datum if layout.datum_in == "flag" else None)
    return rendered, check(files, town.place, town.as_of, datum=rendered.datum)


def differences(rendered: Rendered, reading: Reading) -> str:
    """Return what a reading says otherwise than the truth; empty where it says the same."""
    tables = {name: table.to_pylist() for name, table in reading.tables.items()}
    try:
        assert_schools(rendered, tables["schools"])
        assert_pairings(rendered, tables["partnerships"], tables["members"])
    except AssertionError as error:
        return str(error)[:1500] or "differs"
    return ""


def said(finding: Finding) -> str:
    return f"{finding.code} {finding.value}"


def tried(seed: int, harmless: list[Disturbance], harmful: list[Disturbance]) -> tuple[str, Counter[str], Counter[str]]:
    """Return what a disturbed reading says otherwise, and its findings beside those of the undisturbed one, by code."""
    town, layout, rng = town_and_layout(seed)
    both = rosters(town, layout), pairing_lists(town, layout)
    harmful = [harm for harm in harmful if layout.file != "csv" or harm is not random_merge]  # text keeps no merges
    target = rng.randrange(2)
    changes = [[*harmless, *(harmful if number == target else [])] for number in (0, 1)]
    spoilt = tuple(
        {
            title: disturbed(grid, header_end(layout, pairings=bool(number)), changes[number], rng)
            for title, grid in grids.items()
        }
        for number, grids in enumerate(both)
    )
    with tempfile.TemporaryDirectory() as folder:
        _, quiet = read(town, layout, both, Path(folder))
        rendered, reading = read(town, layout, (spoilt[0], spoilt[1]), Path(folder))
    errors = Counter(each.code for each in reading.findings if each.severity == "error")
    told = Counter(map(said, reading.findings)) - Counter(map(said, quiet.findings))
    return ("" if errors else differences(rendered, reading)), errors, told


SEEDS = st.integers(0, 10**6)


@SETTINGS
@given(SEEDS, st.lists(st.sampled_from(HARMLESS), min_size=1, max_size=4))
def test_harmless_changes_leave_the_truth_as_it_is_or_are_told(seed, changes):
    differs, _, _ = tried(seed, changes, [])
    assert not differs


@SETTINGS
@given(SEEDS, st.lists(st.sampled_from(HARMLESS), max_size=2), st.sampled_from(HARMFUL))
def test_harm_is_told_wherever_it_changes_the_reading(seed, harmless, harm):
    differs, _, told = tried(seed, harmless, [harm])
    assert not differs or told
