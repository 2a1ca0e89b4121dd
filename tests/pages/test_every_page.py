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

every_page = pytest.mark.parametrize("script", PAGES)
every_language = pytest.mark.parametrize("language", LANGUAGES)
every_scene = pytest.mark.parametrize(("scene", "language"), [*IN_CHINESE, *IN_ENGLISH])


@every_page
@every_scene
def test_a_page_runs_under_its_title(scene, script, language):
    found = seen(scene, script, language)
    assert found.troubles == ()
    assert len(found.titles) == 1 and found.titles[0].strip()


@every_page
@every_scene
def test_a_page_wears_programme_date_and_the_badge_of_its_data(scene, script, language):
    _, programme_id, day, status = SCENES[scene]
    said = seen(scene, script, language).words
    other = {"synthetic": "official", "official": "synthetic"}[status]
    badges = [text for text in said if TEXTS[f"status.{status}"][language] in text]
    assert len(badges) == 1
    assert not any(TEXTS[f"status.{other}"][language] in text for text in said)
    programme = next(row for row in registry("programmes") if row["programme_id"] == programme_id)
    assert any(programme[SHORT[language]] in text for text in said)
    assert day is None or any(str(day) in text for text in said)


@every_page
@every_scene
def test_no_label_is_left_as_its_key_or_with_a_hole(scene, script, language):
    said = seen(scene, script, language).words
    assert len(said) > 5
    for text in said:
        assert not DOTTED & set(re.findall(r"[a-z_]+\.[a-z_]+", text)), text
        assert not re.search(r"\{[a-z_]*\}", text), text
        assert not re.search(r"\b(nan|NaN|NaT|None|<NA>)\b", remove(text, STATES)), text


@every_language
@every_page
def test_an_empty_data_folder_says_what_is_missing_and_what_to_do(nothing, script, language):
    at = opened(script, lang=language)
    assert troubles(at) == []
    assert TEXTS["no_snapshots"][language] in [box.value for box in at.info]
    assert len(at.sidebar.selectbox) == 0, "there is nothing to choose"
    assert at.query_params["lang"] == language
