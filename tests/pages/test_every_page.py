"""Every page, in both languages, on every kind of data: it runs, it says what it shows, it leaves no raw key."""

import re

import pytest

from data.registry.rows import registry
from tests.pages.published import SCENES
from tests.pages.screens import IN_CHINESE, IN_ENGLISH, LANGUAGES, PAGES, opened, remove, seen, troubles

TEXTS = {row["key"]: row for row in registry("labels")}
DOTTED = {key for key in TEXTS if "." in key}
STATES = sorted(
    {row[key] for row in registry("indicators") for key in ("missing_en", "in_en") if "None" in row[key]},
    key=len,
    reverse=True,
)
SHORT = {"zh_CN": "short_zh", "en": "short_en"}

every_scene = pytest.mark.parametrize(("scene", "language"), [*IN_CHINESE, *IN_ENGLISH])


@every_scene
def test_every_page_runs_under_one_title(scene, language):
    drawn = {script: seen(scene, script, language) for script in PAGES}
    assert {script: page.troubles for script, page in drawn.items() if page.troubles} == {}
    assert {
        script: page.titles for script, page in drawn.items() if [bool(one.strip()) for one in page.titles] != [True]
    } == {}


@every_scene
def test_every_page_names_programme_and_date_and_wears_the_badge_of_its_data(scene, language):
    _, programme_id, day, status = SCENES[scene]
    programme = next(row for row in registry("programmes") if row["programme_id"] == programme_id)
    badge, other = (
        TEXTS[f"status.{one}"][language] for one in (status, {"synthetic": "official", "official": "synthetic"}[status])
    )
    said = {script: seen(scene, script, language).words for script in PAGES}
    assert {
        script: found for script, texts in said.items() if len(found := [one for one in texts if badge in one]) != 1
    } == {}
    assert [script for script, texts in said.items() if any(other in one for one in texts)] == []
    assert [
        script for script, texts in said.items() if not any(programme[SHORT[language]] in one for one in texts)
    ] == []
    assert day is None or [script for script, texts in said.items() if not any(str(day) in one for one in texts)] == []


@every_scene
def test_no_label_is_left_as_its_key_or_with_a_hole(scene, language):
    said = {script: seen(scene, script, language).words for script in PAGES}
    assert [script for script, texts in said.items() if len(texts) <= 5] == []
    assert [(script, text) for script, texts in said.items() for text in texts if raw(text)] == []


def raw(text: str) -> bool:
    """Return whether a text holds a key of labels.csv, a hole to fill, or a missing value as the code writes it."""
    keys = DOTTED & set(re.findall(r"[a-z_]+\.[a-z_]+", text))
    return bool(
        keys or re.search(r"\{[a-z_]*\}", text) or re.search(r"\b(nan|NaN|NaT|None|<NA>)\b", remove(text, STATES))
    )


@pytest.mark.parametrize("text", [min(DOTTED), "of {rows} rows", "the mean is nan"])
def test_a_raw_text_is_noticed(text):
    assert raw(text) and not raw("of 12 rows")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_data_folder_says_what_is_missing_and_what_to_do(nothing, language):
    drawn = {script: opened(script, lang=language) for script in PAGES}
    assert {script: found for script, at in drawn.items() if (found := troubles(at))} == {}
    without = {
        script for script, at in drawn.items() if TEXTS["no_snapshots"][language] not in [box.value for box in at.info]
    }
    choosing = {script for script, at in drawn.items() if len(at.sidebar.selectbox)}
    assert (without, choosing) == (set(), set()), "there is nothing to choose"
    assert [script for script, at in drawn.items() if at.query_params["lang"] != language] == []
