"""Remove the marks that make Excel treat a number as text: ="…", an apostrophe, a backtick, a tab."""

import re

TEXT_MARKS = ("=", "'", "`", "\t")
_FORMULA = re.compile(r'=\s*"([^"]*)"\s*')
_QUOTED = re.compile(r"(['`])(\d.*?)\1?", re.S)


def without_text_mark(cell: str) -> str:
    """Return a cell's text without such a mark. An apostrophe, backtick or tab is a mark only before a digit."""
    if cell[:1] == "\t" and cell.lstrip("\t")[:1].isdigit():
        cell = cell.lstrip("\t")
    if cell[:1] == "=" and (formula := _FORMULA.fullmatch(cell)):
        return formula[1]
    if cell[:1] in ("'", "`") and (quoted := _QUOTED.fullmatch(cell)):
        return quoted[2]
    return cell
