"""Marks that programs write into text files so that Excel takes a number for text: ="…", an apostrophe, a backtick, a tab."""

import re

_FORMULA = re.compile(r'=\s*"([^"]*)"\s*')
_QUOTED = re.compile(r"(['`])(\d.*?)\1?", re.S)


def without_text_mark(cell: str) -> str:
    """Return a cell's text without the mark; an apostrophe or backtick is one only before a digit."""
    cell = cell.lstrip("\t")
    if cell[:1] == "=" and (formula := _FORMULA.fullmatch(cell)):
        return formula[1]
    if cell[:1] in ("'", "`") and (quoted := _QUOTED.fullmatch(cell)):
        return quoted[2]
    return cell
