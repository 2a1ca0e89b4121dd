"""Colours, each with one meaning, safe for the colour-blind (after Okabe & Ito and ColorBrewer)."""

INK = "#1d2733"
QUIET = "#5b6775"
GRID = "#e3e8ee"
TRACK = "#e9edf2"
COVERED = "#1a5599"
MISSING = "#d1500a"
GOAL = "#1d2733"
URBAN = "#7a8794"
NO_DATA = "#c3c8ce"
CLASSES = ("#f4f8fc", "#e2edf7", "#cbdff0", "#b0cee8", "#93bbdd")
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
    "met_on_time": "#1a5599",
    "met_late": "#2a7392",
    "met_undated": "#566fa8",
    "not_met": "#b8430a",
    "pending": "#7a5d00",
    "no_data": "#66707b",
    "reference": "#4d4457",
}
TINTS = {  # background and text of a standing's cell: what is missed stands out, what is met stays calm
    "met_on_time": ("#dde9f6", "#1a5599"),
    "met_late": ("#e0f0f4", "#1f6379"),
    "met_undated": ("#e8ebf6", "#475c92"),
    "not_met": ("#b8430a", "#ffffff"),
    "pending": ("#fdf1cd", "#6b5200"),
    "no_data": ("#f1f3f5", "#58616b"),
    "reference": ("#ffffff", "#4d4457"),
}
SEVERITIES = {  # ground and text of a finding's cell, the gravest first
    "error": ("#fdeae2", "#8f3406"),
    "warning": ("#fdf6df", "#6b5200"),
    "info": ("#eef2f6", "#4d5863"),
}
TAKEN = {  # ground and text of a sheet's cell by what it was taken for: as calm as can be, and apart from the findings
    "header": ("#e4eef9", "#174a80"),
    "value": ("#ffffff", INK),
    "total": ("#dcefec", "#1d4d46"),
    "left_out": ("#e6e9ed", "#525b65"),
    "asked": ("#f1e5f6", "#55306b"),
}
ASKED = "#7a4a8c"
BADGES = {  # ground, text and rim of what says whether data are real
    "synthetic": ("#fff0c2", "#6b4e00", "#d9a400"),
    "official": ("#e4eef9", "#174a80", "#9dbfe3"),
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
    """Return `#rrggbb` as [r, g, b, opacity], each 0 to 255."""
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)] + [opacity]
