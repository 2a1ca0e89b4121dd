"""Define every colour of the product, each with one meaning, safe for the colour-blind (after Okabe & Ito and ColorBrewer).

A colour is written here and nowhere else. Style sheets use a constant as a custom property (`ACCENT_RIM` is
`var(--accent-rim)`, see `views/theme/styles.py`); charts, maps, slides and documents import it.
`.streamlit/config.toml` must repeat the five of `THEME`, because Streamlit reads it before any code runs.
"""

WHITE = "#ffffff"  # the page, and words on a dark background
BLACK = "#000000"  # frames of tables on paper
TRANSPARENT = "rgba(0,0,0,0)"  # the background of a chart on the page

INK = "#1d2733"
QUIET = "#5b6775"
GRID = "#e3e8ee"
TRACK = "#e9edf2"
BORDER = "#d8dee6"  # cards, buttons and framed pictures
RIM = "#c4ccd6"  # stronger frames: sheets, boxes of a legend, sums
AXIS = "#8894a2"  # the middle of bars that go both ways
HOVER = "#f0f3f7"  # a plain button under the pointer
SOFT = "#eef2f6"  # the background of a sketch, of the chosen goal and of the head of a table on paper
TABLE_HEAD = "#f7f9fb"
FILE_HEAD = "#dce6f1"  # heads of tables in workbooks and slides
MENU_HOVER = "#e6ebf1"
MENU_CURRENT = "#e1e7ee"
EVIDENCE = "#eef4fb"  # the bar that says that an evidence link is in use
SKETCH_EDGE = "#b9c3ce"  # county borders in a small map
MAP_PLAIN = "#fbfcfd"  # an outline without a shade
CHOSEN = "#ffbf00"  # the outline of what was clicked on the map

ACCENT = "#174a80"  # links, buttons, and the outline of the keyboard focus
ACCENT_GROUND = "#e4eef9"
ACCENT_RIM = "#9dbfe3"

COVERED = "#1a5599"
MISSING = "#d1500a"
UNMET = "#b8430a"  # a missed goal, a finding that stops publication
GOAL = INK
URBAN = "#7a8794"
NO_DATA = "#c3c8ce"
RECLASSIFIED = "#b07d00"
ASKED = "#7a4a8c"
CLASSES = ("#f4f8fc", "#e2edf7", "#cbdff0", "#b0cee8", "#93bbdd")
CARD = CLASSES[0]  # a card on a slide
BREAKS = (0.2, 0.4, 0.6, 0.8)
MODES = {
    "帮扶式": "#6a3d9a",
    "集团式": "#1b7f5c",
    "联盟式": "#b07d00",
    "学区": "#a0316b",
    "一体化": "#00798c",
    "结对": "#6b705c",
    "其他": "#5c4033",
}
STANDINGS = {
    "met_on_time": COVERED,
    "met_late": "#2a7392",
    "met_undated": "#566fa8",
    "not_met": UNMET,
    "pending": "#7a5d00",
    "no_data": "#66707b",
    "reference": "#4d4457",
}
TINTS = {  # background and text of a standing's cell: missed goals stand out, met goals are calm
    "met_on_time": ("#dde9f6", COVERED),
    "met_late": ("#e0f0f4", "#1f6379"),
    "met_undated": ("#e8ebf6", "#475c92"),
    "not_met": (UNMET, WHITE),
    "pending": ("#fdf1cd", "#6b5200"),
    "no_data": ("#f1f3f5", "#58616b"),
    "reference": (WHITE, "#4d4457"),
}
SEVERITIES = {  # background and text of a finding's cell, the most severe first
    "error": ("#fdeae2", "#8f3406"),
    "warning": ("#fdf6df", "#6b5200"),
    "info": (SOFT, "#4d5863"),
}
SEVERITY_RIMS = {"error": UNMET, "warning": "#b07d00", "info": URBAN}  # the bar at the left of such a cell
TAKEN = {  # background and text of a sheet's cell by its use: calm, and distinct from findings
    "header": (ACCENT_GROUND, ACCENT),
    "value": (WHITE, INK),
    "total": ("#dcefec", "#1d4d46"),
    "left_out": ("#e6e9ed", "#525b65"),
    "asked": ("#f1e5f6", "#55306b"),
}
BADGES = {  # background, text and border of the badge for synthetic or official data
    "synthetic": ("#fff0c2", "#6b4e00", "#d9a400"),
    "official": (ACCENT_GROUND, ACCENT, ACCENT_RIM),
}
THEME = {  # colours of Streamlit's own elements
    "primaryColor": "#1f5fa8",
    "backgroundColor": WHITE,
    "secondaryBackgroundColor": "#f4f6f9",
    "textColor": INK,
    "borderColor": BORDER,
}
MET = ("met_on_time", "met_late", "met_undated")
MARKS = {
    "met_on_time": "●",
    "met_late": "◐",
    "met_undated": "◎",
    "not_met": "○",
    "pending": "△",
    "no_data": "–",
    "reference": "┄",
}


def shade(value: float | None) -> str:
    """Return the fill of a share between 0 and 1 by its class; the no-data grey for None or NaN."""
    if value is None or value != value:
        return NO_DATA
    return CLASSES[sum(value >= edge for edge in BREAKS)]


def rgb(colour: str, opacity: int = 255) -> list[int]:
    """Return `#rrggbb` as [r, g, b, opacity], each from 0 to 255."""
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)] + [opacity]
