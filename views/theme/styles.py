"""Load the style sheets from files in this folder, with the colours of the palette as custom properties.

Every page gets one style element: the properties under `:root`, then the files of `EVERY_PAGE` in that order. Styles
that only some pages need, because they change the page around them, are elements of their own (`style_element`) or
belong to a component (`css`).
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

    A constant keeps its name. In the pairs and triples of cells, findings and badges the first colour is the
    background, the second `-text`, the third `-rim`.
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
    """Return the content of a style sheet without comments; `name` is the file's name without its ending."""
    return _COMMENT.sub("", (FOLDER / f"{name}.css").read_text(encoding="utf-8")).strip()


@cache
def page_styles() -> Markup:
    """Return the style element of every page: the palette's properties, and the files every page needs."""
    root = "".join(f"{name}:{colour};" for name, colour in properties().items())
    return rules("\n".join([f":root{{{root}}}", *map(css, EVERY_PAGE)]))


def style_element(name: str) -> Markup:
    """Return a style sheet as a style element of its own."""
    return rules(css(name))


def rules(text: str) -> Markup:
    """Return CSS as a style element; raises `ValueError` if the text contains `<`, which could end the element."""
    if "<" in text:
        raise ValueError("CSS holds no <")
    return Markup("<style>\n%s\n</style>") % Markup(text)
