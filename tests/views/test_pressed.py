"""Buttons written as HTML: what they say comes out as text, and a press chooses what stands on them."""

from html.parser import HTMLParser
from urllib.parse import parse_qsl

import pytest

from views.shell import html_buttons, url_state

HOSTILE = "\"><img src=x onerror=alert(1)> ' & 甲县"


class Read(HTMLParser):
    def __init__(self, written: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(written)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_a_button_says_hostile_words_as_text_and_carries_its_choice_whole():
    ((tag, said),) = Read(html_buttons.button("x", HOSTILE, HOSTILE, goal=HOSTILE, at="1&2=3")).found
    assert (tag, said["title"], said["aria-label"]) == ("button", HOSTILE, HOSTILE)
    assert dict(parse_qsl(str(said["data-choose"]))) == {"goal": HOSTILE, "at": "1&2=3"}


@pytest.mark.parametrize(
    ("sent", "chosen"),
    [("goal=HL-1&at=211422", [("goal", "HL-1", {"at": "211422"})]), ("", []), (None, []), ("nonsense", [])],
)
def test_a_press_chooses_what_the_button_says_in_one_step_and_nothing_where_nothing_was_sent(monkeypatch, sent, chosen):
    taken, mounted = [], {}
    monkeypatch.setattr(html_buttons, "_mount", lambda: lambda **given: mounted.update(given))
    monkeypatch.setattr(html_buttons.st, "session_state", {"matrix": {"chosen": sent}})
    monkeypatch.setattr(url_state, "choose", lambda key, value, **more: taken.append((key, value, more)))
    html_buttons.draw("<p></p>", "matrix")
    mounted["on_chosen_change"]()
    assert taken == chosen
