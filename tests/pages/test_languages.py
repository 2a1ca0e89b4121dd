"""No Chinese in the English pages and no English in the Chinese ones, save what the data, the documents and codes bring.

What may stand in the other language: text columns of the snapshots as the bureau wrote them, file names, document
numbers and clauses, the stored column's own words in the data dictionary, the language switch; codes, file formats,
units and the name of the product.
"""

import getpass
import re
from functools import cache

import pytest

from data.registry.rows import registry
from data.registry.schema import TABLES
from data.store.snapshots import read_snapshot, snapshot_folders
from tests.pages.published import SCENES
from tests.pages.screens import DEFINITIONS, IN_ENGLISH, LANGUAGES, PAGES, opened, prose, remove, seen, words
from views.text.labels import LANGUAGES as SWITCH

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
DOCUMENT = re.compile(r"[\u3400-\u9fff]+〔\d{4}〕\d+号")
CLAUSES = {row["clause"] for row in registry("goals")}
WORD = re.compile(r"[A-Za-z][A-Za-z'’]*[A-Za-z]")
WRITTEN = {
    "schools": ("name", "former_name", "town_name", "source"),
    "partnerships": ("partnership_id", "name", "written_mode", "core_name", "core_place", "source"),
    "members": ("written_name", "source"),
}
HASH = re.compile("[0-9a-f]{64}")
CODES = frozenset(
    [
        *("XLSX", "XLS", "ODS", "MB", "GCJ", "BD", "UTC", "SHA"),
        *("PPTX", "DOCX", "ZIP", "PowerPoint", "WPS"),
        "PNG",
        "SVG",
        "CSV",
        "PDF",
        "Parquet",
        "Excel",
        "UTF",
        "BOM",
        "SQL",
        "km",
        "WGS",
        "CGCS",
        "MIT",
        "fast",
        "geocn",
        "LIANXIAO",
        "MAP",
        "APPROVAL",
    ]
)
USER = frozenset(re.split(r"[^A-Za-z]+", getpass.getuser()))  # the log names who published the scene
BOTH = "语言 Language"  # the switch between the languages
COMMAND = "python -m data.intake publish"


@cache
def written(scene: str) -> frozenset[str]:
    """Return the text of the scene's data and of the documents."""
    found = {row["document_no"] for row in registry("programmes")} | {
        f"clause {row['clause']}" for row in registry("goals")
    }
    found |= (
        {row["clause"] for row in registry("goals")}
        | {row["goal_id"] for row in registry("goals")}
        | {row["indicator_id"] for row in registry("indicators")}
    )
    found |= {name for row in registry("indicators") for name in DOCUMENT.findall(row["rule_en"])}
    for folder in snapshot_folders(SCENES[scene][0]()):
        snapshot = read_snapshot(folder)
        told = snapshot.manifest
        found |= {word for source in told["sources"] for word in (source["file"], source["sha256"])}
        found |= {told["fingerprint"], told["fingerprint"][:12], str(told.get("published_by"))}
        for table, columns in WRITTEN.items():
            for column in columns:
                values = [value for value in snapshot.table(table)[column].unique().to_pylist() if value]
                found |= {*values, *map(prose, values)}
    return frozenset(text for text in found if len(text.strip()) > 1)


@cache
def dictionary() -> frozenset[str]:
    """Return the words the schema says of its columns: the data dictionary shows them as they stand."""
    found = set()
    for schema in TABLES.values():
        for column in schema:
            notes = {key.decode(): value.decode() for key, value in column.metadata.items()}
            found |= {notes["zh"], notes["en"], notes["unit"], notes["allowed"]} - {""}
    return frozenset(found)


def own_words(scene: str, script: str, language: str) -> list[str]:
    """Return what the product itself says on the page."""
    known = sorted({*written(scene), *(dictionary() if script == DEFINITIONS else ())}, key=len, reverse=True)
    said = {*SWITCH.values(), *CLAUSES}
    return [remove(text, known) for text in seen(scene, script, language).words if text not in said]


@pytest.mark.parametrize("scene", [scene for scene, _ in IN_ENGLISH])
def test_an_english_page_says_nothing_in_chinese_itself(scene):
    said = {script: own_words(scene, script, "en") for script in PAGES}
    assert [script for script, texts in said.items() if BOTH not in texts] == []
    assert [(script, one) for script, texts in said.items() for one in texts if HAN.search(one) and one != BOTH] == []


@pytest.mark.parametrize("scene", SCENES)
def test_a_chinese_page_says_nothing_in_english_itself(scene):
    said = {script: own_words(scene, script, "zh_CN") for script in PAGES}
    assert [script for script, texts in said.items() if not any(HAN.search(text) for text in texts)] == []
    assert [(script, one) for script, texts in said.items() for one in texts if english(one)] == []


def english(text: str) -> set[str]:
    """Return the English words of a text that are no codes, formats or units."""
    return set() if text == BOTH or HASH.fullmatch(text) else set(WORD.findall(text)) - CODES - USER


def test_the_empty_state_keeps_to_its_language(nothing):
    said = {language: words(opened(PAGES[0], lang=language)) for language in LANGUAGES}
    assert not any(HAN.search(text) for text in said["en"] if text not in (BOTH, "中文"))
    left = [WORD.findall(text.replace(COMMAND, "")) for text in said["zh_CN"] if "Language" not in text]
    assert [found for found in left if found and found != ["English"]] == []


def test_the_language_switch_turns_every_word_and_stays_in_the_url(show):
    at = opened(PAGES[0], **show("sample"))
    assert at.query_params["lang"] == "zh_CN", "Chinese comes first"
    at.button_group(key="choose_lang").set_value("en").run()
    assert at.query_params["lang"] == "en"
    assert words(at) == words(opened(PAGES[0], lang="en", **show("sample")))


def test_file_names_documents_and_goals_may_stand_in_either_language():
    assert {"2020年义务教育学校名册.xlsx", "淄教基字〔2019〕12号", "HL-1"} <= written("huludao")
