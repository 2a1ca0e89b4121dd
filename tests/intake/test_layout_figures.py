"""From a bureau's files to the published figure: what the command line says equals the oracle, area by area."""

import random

import pytest

from data.registry.rows import registry
from tests.intake.commands import run
from tests.intake.layout import random_layout
from tests.intake.layouts import render
from tests.oracle import coverage
from tests.towns import counties, random_town

PROGRAMMES = {row["programme_id"]: row for row in registry("programmes")}
INDICATOR = "rural_pairing_coverage"
COLUMNS = {"programme_id", "indicator_id", "as_of", "area_code", "area_name", "numerator", "denominator", "value"}


@pytest.mark.parametrize("programme", PROGRAMMES)
@pytest.mark.parametrize("seed", [11, 12])
def test_the_published_figure_equals_the_oracle_by_area(programme, seed, tmp_path):
    rules = PROGRAMMES[programme]
    place, rng = rules["place_code"], random.Random(seed)
    rendered = render(random_town(rng, place), random_layout(rng, place), tmp_path)
    town, day = rendered.town, rendered.town.as_of.isoformat()
    flags = ["--datum", rendered.datum] if rendered.datum else []
    given = [*rendered.files, "--place", place, "--as-of", day, "--data", tmp_path / "data", "--json", *flags]
    published = run("data.intake", "publish", *given)
    assert published.code == 0, published.out[-2000:] + published.err[-2000:]

    asked = ["--programme", programme, "--indicator", INDICATOR, "--as-of", day, "--data", tmp_path / "data", "--json"]
    answer = run("queries", "measures", *asked)
    assert answer.code == 0, answer.err
    rows = answer.json
    assert all(set(row) >= COLUMNS for row in rows)
    assert {(row["programme_id"], row["indicator_id"], row["as_of"][:10]) for row in rows} == {
        (programme, INDICATOR, day)
    }

    expected = coverage(town, rules["counting_rule"], rules["lead_rule"], rules["rural_scope"])
    found = {row["area_code"]: (row["numerator"], row["denominator"]) for row in rows}
    assert len(found) == len(rows)
    assert found.pop(place) == expected.place
    assert {area: pair for area, pair in found.items() if pair[1]} == expected.by_area
    assert place == "211282" or {row["area_code"] for row in counties(place)} <= set(found)
    for row in rows:
        if row["denominator"]:
            assert row["value"] == pytest.approx(row["numerator"] / row["denominator"])
        else:
            assert row["value"] is None, "0/0 is no data"
