"""The buttons that the product writes as HTML (`views.shell.html_buttons`), and their press as the address says it."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl

from streamlit.testing.v1 import AppTest

from tests.pages.screens import prose

_BUTTON = re.compile(r"<button([^>]*)>(.*?)</button>", re.S)
_SAID = re.compile(r'([a-z-]+)="([^"]*)"')


@dataclass(frozen=True)
class Button:
    """What a button shows, what a screen reader says instead, and what it chooses."""

    words: str
    spoken: str
    chosen: dict[str, str]


def written(at: AppTest, key: str) -> str:
    """Return the HTML of the block with this key."""
    (found,) = [one.proto for one in at.get("bidi_component") if one.proto.id.endswith(f"-{key}")]
    return str(json.loads(found.json)["written"])


def buttons(at: AppTest, key: str) -> Iterator[Button]:
    """Return the buttons of the block with this key."""
    for attributes, inner in _BUTTON.findall(written(at, key)):
        said = {name: html.unescape(value) for name, value in _SAID.findall(attributes)}
        yield Button(prose(inner).strip(), said.get("aria-label", ""), dict(parse_qsl(said["data-choose"])))


def press(page: AppTest, key: str, /, **chosen: str) -> None:
    """Follow the one button that chooses this, by the address: the tester of pages cannot press what a browser draws."""
    (found,) = [one for one in buttons(page, key) if chosen.items() <= one.chosen.items()]
    follow(page, found)


def follow(page: AppTest, found: Button) -> None:
    """Choose what a button chooses."""
    for name, value in found.chosen.items():
        page.query_params[name] = value
    page.run()
