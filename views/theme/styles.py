"""The style sheets: files beside this one, whose colours are the palette's as custom properties.

Every page is sent one style element: the properties under `:root`, then the files of `EVERY_PAGE` in that order. What only
some pages need because it changes the page around it is an element of its own (`style_element`) or comes with a
component (`css`).
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from markupsafe import Markup

from views.theme import palette

EVERY_PAGE = (
    "base", "menu", "search", "breadcrumbs", "linked_table", "matrix", "area_buttons", "overview", "facts", "changes",
    "questions", "account", "sheet_grid", "completeness", "upload", "print",
)  # fmt: skip
FOLDER = Path(__file__).parent
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def properties() -> dict[str, str]:
    """Return the palette as custom properties: name with its two dashes → colour.

    A constant has the name of the constant; of a pair or triple of cells, findings and badges the first is the ground,
    the second `-text`, the third `-rim`.
    """
    found = {_name(name): value for name, value in vars(palette).items() if name.isupper() and isinstance(value, str)}
    groups: dict[str, Mapping[str, tuple[str, ...]]] = {
        "tint": palette.TINTS,
        "taken": palette.TAKEN,
        "severity": palette.SEVERITIES,
        "badge": palette.BADGES,
    }
    for group, entries in groups.items():
        for key, colours in entries.items():
            found |= {
                _name(group, key, part): colour for part, colour in zip(("", "text", "rim"), colours, strict=False)
            }
    return found | {_name("severity", key, "rim"): colour for key, colour in palette.SEVERITY_RIMS.items()}


def _name(*parts: str) -> str:
    return "--" + "-".join(filter(None, parts)).lower().replace("_", "-")


@cache
def css(name: str) -> str:
    """Return a file of this folder, by its name without the ending and without its comments."""
    return _COMMENT.sub("", (FOLDER / f"{name}.css").read_text(encoding="utf-8")).strip()


@cache
def page_styles() -> Markup:
    """Return the style element of every page: the palette's properties, and the files every page has."""
    root = "".join(f"{name}:{colour};" for name, colour in properties().items())
    return rules("\n".join([f":root{{{root}}}", *map(css, EVERY_PAGE)]))


def style_element(name: str) -> Markup:
    """Return a file as a style element of its own."""
    return rules(css(name))


def rules(text: str) -> Markup:
    """Return CSS as a style element; raise ValueError where the text would end it."""
    if "<" in text:
        raise ValueError("CSS holds no <")
    return Markup("<style>\n%s\n</style>") % Markup(text)
