"""Style sheets: every colour is the palette's, every property is defined and used, every file reaches its page."""

import re
import tomllib
from collections.abc import Iterator

import pytest

from data.paths import PROJECT
from views.theme import palette, styles

PALETTE = "views/theme/palette.py"
FILES = sorted(
    path.relative_to(PROJECT).as_posix()
    for path in (PROJECT / "app.py", *(one for room in ("pages", "views") for one in (PROJECT / room).rglob("*.*")))
    if path.suffix in (".py", ".css", ".js")
)
# A colour as CSS, Plotly, pydeck and Office files write it.
HEX = re.compile(r"(?<!&)#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b", re.I)  # &#33; is a letter
BARE = re.compile(r"(?:val|color|fill|rgb)=[\"'](?!auto)[0-9a-f]{6}[\"']", re.I)
FUNCTION = re.compile(r"\b(?:rgba?|hsla?|hwb|lab|lch|oklch|color)\(\s*[\"'\d.]")
NUMBERS = re.compile(r"\[(?=[^]]*\d{3})(?:\s*\d{1,3}\s*,){2,3}\s*\d{1,3}\s*\]")  # widths of columns are smaller
NAMED = re.compile(
    r"(?:color|background|border|outline|fill|stroke|shadow)[\w-]*[\"']?\s*[:=][^;}\n]*?"
    r"(?<![-\w])(white|black|gr[ae]y|red|green|blue|orange|yellow|silver|navy|purple|teal|maroon|olive|brown|pink)\b"
)
RULES = (HEX, BARE, FUNCTION, NUMBERS, NAMED)


def read(file: str) -> str:
    return (PROJECT / file).read_text(encoding="utf-8")


def colours(text: str) -> Iterator[str]:
    """Yield what is written as a colour."""
    for rule in RULES:
        yield from (found[0] for found in rule.finditer(text))


def test_the_palette_is_the_only_place_with_colours() -> None:
    assert {file: found for file in FILES if file != PALETTE and (found := list(colours(read(file))))} == {}


@pytest.mark.parametrize(
    "text",
    [
        "color: #fff;", 'INK = "#1d2733"', "background: #1D273380", "rgba(255,255,255,0.6)", "rgb(1 2 3)", "hsl(10, 1%, 2%)",
        "[255, 255, 255, 230]", "<a:srgbClr val='FFFFFF'/>", 'w:color="000000"', "border: 1px solid white", '"color": "black"',
    ],
)  # fmt: skip
def test_a_colour_elsewhere_is_noticed(text: str) -> None:
    assert list(colours(text))


@pytest.mark.parametrize(
    "text", ["color: var(--ink);", "white-space: nowrap; color: inherit", "rgb(INK, 90)", "&#33;", "[1000, 2000, 3000]"]
)
def test_what_is_no_colour_passes(text: str) -> None:
    assert list(colours(text)) == []


def test_streamlit_draws_in_the_colours_of_the_palette() -> None:
    theme = tomllib.loads(read(".streamlit/config.toml"))["theme"]
    assert {key: value for key, value in theme.items() if HEX.fullmatch(str(value))} == palette.THEME


def test_every_property_that_is_used_is_defined() -> None:
    known = {*styles.properties(), "--browse-words", "--limit-words"}  # the words of the upload box, set with it
    used = {file: {*re.findall(r"var\((--[\w-]+)\)", read(file))} for file in FILES if file != "views/theme/styles.py"}
    assert {file: missing for file, found in used.items() if (missing := found - known)} == {}
    root = styles.page_styles().split("}")[0]
    assert [name for name, colour in styles.properties().items() if f"{name}:{colour};" not in root] == []


def test_every_kind_of_cell_has_its_rule() -> None:
    sheet = styles.page_styles()
    groups = {"tint": palette.TINTS, "taken": palette.TAKEN, "badge": palette.BADGES}
    wanted = [
        f"var(--{group}-{one}{part})".replace("_", "-")
        for group, of in groups.items()
        for one in of
        for part in ("", "-text")
    ]
    wanted += [f"var(--severity-{one}{part})" for one in palette.SEVERITIES for part in ("", "-rim")]
    assert [one for one in wanted if one not in sheet] == []
    assert [one for one in palette.TINTS if f"table.matrix td.{one} button" not in sheet] == []


def test_every_file_reaches_a_page() -> None:
    python = "".join(read(file) for file in FILES if file.endswith(".py") and file != "views/theme/styles.py")
    asked = set(re.findall(r'(?:style_element|css)\("(\w+)"\)', python))
    assert {path.stem for path in styles.FOLDER.glob("*.css")} == {*styles.EVERY_PAGE} | asked
    assert not asked & {*styles.EVERY_PAGE}
    assert all(styles.css(name) in styles.page_styles() for name in styles.EVERY_PAGE)


def test_a_colour_of_the_palette_is_changed_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    before = styles.page_styles()
    monkeypatch.setattr(palette, "ACCENT", "#123456")
    styles.page_styles.cache_clear()
    try:
        assert "--accent:#123456;" in styles.page_styles()
    finally:
        styles.page_styles.cache_clear()
    assert before.startswith("<style>\n:root{") and "--accent:#123456;" not in before


def test_rules_cannot_end_their_element() -> None:
    with pytest.raises(ValueError, match="CSS"):
        styles.rules("a {content: '</style>'}")
