"""Pages run by AppTest from `app.py`, and every word they draw."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.paths import PROJECT
from pages.registry import PAGES as REGISTRY
from tests.pages.published import SCENES
from views.maps import served

PAGES = sorted(page.path for page in REGISTRY.values())
LANGUAGES = ("zh_CN", "en")
IN_CHINESE = [(scene, "zh_CN") for scene in SCENES]
IN_ENGLISH = [(scene, "en") for scene in SCENES if scene not in ("sample", "liaoyang", "huludao")]  # said by others too
CHART = "bidi_component"
FOLDS = ("goal", "goals", "moves", "programmes", "unplaced", "undrawn")
BRIEFING = "pages/report/briefing.py"
OVERVIEW, MAP = "pages/monitor/overview.py", "pages/monitor/pairings_map.py"
GOALS, COUNTY = "pages/monitor/goals.py", "pages/explore/county.py"
COLLABORATION, DEFINITIONS = "pages/monitor/collaboration.py", "pages/about/definitions.py"
LAYERS = {
    "ScatterplotLayer": "discs", "PathLayer": "paths", "ArcLayer": "arcs", "IconLayer": "marks",
    "LineLayer": "scale", "TextLayer": "names",
}  # fmt: skip
_SPOKEN = ("body", "label", "help", "placeholder", "options", "content", "alt", "message", "title", "text", "caption")
_HEARD = re.compile(r'(?:title|alt|aria-label)="([^"]*)"')
_NOT_PROSE = re.compile(r"<style>.*?</style>|<script>.*?</script>|`[^`]*`|:(small|gray)(?=\[)", re.S)


def opened(
    script: str,
    *,
    folded: bool = False,
    user: dict[str, Any] | None = None,
    secrets: dict[str, Any] | None = None,
    **asked: str,
) -> AppTest:
    """Run one page as a first visit with the query parameters `asked`; its folds are opened, or left `folded`.

    `user` is who the identity provider says is there, `secrets` what the server knows of the provider.
    """
    at = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60)
    at.user = user or {}
    at.secrets = secrets or {}
    for key, value in asked.items():
        at.query_params[key] = value
    for key in () if folded else FOLDS:
        at.session_state[f"fold_{key}"] = True
    return at.switch_page(script).run()


@dataclass(frozen=True)
class Seen:
    """One page as a first visitor meets it."""

    titles: tuple[str, ...]
    troubles: tuple[str, ...]
    words: tuple[str, ...]


@cache
def seen(scene: str, script: str, language: str) -> Seen:
    """Return a page of a scene in a language; each is run once a test session."""
    folder, programme, _, _ = SCENES[scene]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIANXIAO_DATA", str(folder()))
        at = opened(script, lang=language, programme=programme, layout="print")  # the definitions' folds all open
    return Seen(tuple(title.value for title in at.title), tuple(troubles(at)), tuple(words(at)))


def troubles(at: AppTest) -> list[str]:
    """Return what went wrong on the page: exceptions and error boxes."""
    return [str(found.value) for found in [*at.exception, *at.error]]


def prose(text: str) -> str:
    """Return text without styles, scripts, tags and code spans."""
    return html.unescape(re.sub(r"<[^>]+>", " ", _NOT_PROSE.sub(" ", text)))


def elements(at: AppTest) -> Iterator[Any]:
    """Return every element of the main part and of the sidebar, containers included."""
    for part in (at.main, at.sidebar):
        yield from part


def words(at: AppTest) -> list[str]:
    """Return every text a reader can see or hear, charts, maps and tables included; SQL texts are left out."""
    found: list[str] = []
    for element in elements(at):
        if element.type == "code" or element.proto is None:
            continue
        found += _fields(element.proto)
        if element.type == "dataframe":
            found += map(str, element.value.columns)
            found += [str(cell) for column in element.value for cell in element.value[column].dropna()]
        elif element.type == "deck_gl_json_chart":
            found += [row["t"] for rows in deck(at).values() for row in rows if "t" in row]
        elif element.type == CHART:
            found += _drawn_words(element)
    return [text for text in map(prose, found) if text.strip()]


def _fields(message: Any) -> Iterator[str]:
    for field, value in message.ListFields():
        values = value if not isinstance(value, str | bytes) and hasattr(value, "__iter__") else [value]
        for one in values:
            if hasattr(one, "ListFields"):
                yield from _fields(one)
            elif isinstance(one, str) and field.name in _SPOKEN:
                yield one


def _drawn_words(element: Any) -> Iterator[str]:
    """Return what our own elements say: a chart with its pictures, a screen of the meeting, buttons written as HTML."""
    sent = json.loads(element.proto.json)
    if "figure" in sent:
        yield from _chart_words(json.loads(sent["figure"]))
        yield from _picture_words(sent["save"])
    for written in (sent[key] for key in ("written", "html") if key in sent):
        yield written
        yield from (html.unescape(one) for one in _HEARD.findall(written))


def _chart_words(spec: dict[str, Any]) -> Iterator[str]:
    for trace in spec["data"]:
        for key in ("y", "text", "hovertext", "name"):
            value = trace.get(key, [])
            yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str))
    yield from (note["text"] for note in spec["layout"].get("annotations", []))


def _picture_words(save: dict[str, Any]) -> Iterator[str]:
    """Return what stands around a chart in the picture a browser saves of it, and what its buttons say.

    The badge is the page's own once more.
    """
    notes = [note["text"] for note in save["layout"]["annotations"] if "bgcolor" not in note]
    yield from (html.unescape(text).replace("<br>", " ") for text in notes)
    yield from save["words"].values()


def menu(at: AppTest) -> list[str]:
    """Return where the menu of the sidebar leads."""
    (block,) = [one.proto.body for one in at.sidebar if one.type == "html" and 'class="menu"' in one.proto.body]
    return [html.unescape(to) for to in re.findall(r'href="([^"]*)"', block)]


def headline(at: AppTest) -> str:
    """Return the page's first big figure with its counts, spaces dropped: `62.3%109/175`."""
    bodies = [element.proto.body for element in elements(at) if element.type == "html"]
    drawn = (re.search(r'<div class="figure">.*?</div>', body) for body in bodies)
    return next(re.sub(r"\s+", "", prose(found[0])) for found in drawn if found)


def deck(at: AppTest) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of the map's layers by what they show; of the areas' file the features' properties and geometry."""
    layers = {layer["@@type"]: layer["data"] for layer in spec(at)["layers"]}
    url = layers.get("GeoJsonLayer", "")
    found = {name: layers[kind] for kind, name in LAYERS.items() if kind in layers}
    features = json.loads(served(PurePath(url).name) or b"{}").get("features", []) if url else []
    return found | {"areas": [one["properties"] | {"geometry": one["geometry"]} for one in features]}


def spec(at: AppTest) -> dict[str, Any]:
    """Return what the map sends to the browser."""
    found: dict[str, Any] = json.loads(at.get("deck_gl_json_chart")[0].proto.json)
    return found


def charts(at: AppTest) -> list[dict[str, Any]]:
    """Return the specifications of the page's Plotly charts."""
    sent = [json.loads(one.proto.json) for one in at.get(CHART)]
    return [json.loads(one["figure"]) for one in sent if "figure" in one]


def names_listed(at: AppTest, place: int = 0) -> list[str]:
    """Return the first column of the page's n-th table."""
    return [str(name) for name in at.dataframe[place].value.iloc[:, 0]]


def remove(text: str, known: list[str]) -> str:
    """Return the text without any of the known strings, longest first."""
    for one in known:
        if one in text:
            text = text.replace(one, " ")
    return text
