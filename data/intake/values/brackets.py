"""Words in brackets: what a name or title says beside itself.

A pattern such as `\\(.*?\\)` looks through the rest of a text once for every bracket that is never closed: a cell of
brackets alone would take minutes. These functions go through a text once.
"""

import re
from collections.abc import Callable, Iterator

ROUND = (re.compile(r"\("), re.compile(r"\)"))
ANY_KIND = (re.compile(r"[(\[{【〔]"), re.compile(r"[)\]}】〕]"))
Kind = tuple[re.Pattern[str], re.Pattern[str]]
"""What opens a bracket (its first words may be part of it) and what closes it."""


def bracketed(words: str, kind: Kind = ROUND, least: int = 0) -> Iterator[tuple[int, int, int]]:
    """Yield where each bracket begins, where its inside begins and where it ends; one inside another belongs to it.

    `least` is how many characters the inside has at least.
    """
    opening, closing = kind
    at = 0
    while begin := opening.search(words, at):
        end = closing.search(words, begin.end() + least)
        if end is None:
            return
        yield begin.start(), begin.end(), end.end()
        at = end.end()


def insides(words: str, kind: Kind = ROUND, least: int = 0) -> list[str]:
    """Return what stands in each bracket."""
    return [words[inside : end - 1] for _, inside, end in bracketed(words, kind, least)]


def first_bracket(words: str, kind: Kind = ROUND, least: int = 0) -> str:
    """Return the first bracket with its signs; empty where there is none."""
    return next((words[begin:end] for begin, _, end in bracketed(words, kind, least)), "")


def without_brackets(
    words: str, kind: Kind = ROUND, least: int = 0, *, keep: Callable[[str], bool] = lambda _: False
) -> str:
    """Return a text without its brackets, but for those whose inside is to `keep`."""
    parts, at = [], 0
    for begin, inside, end in bracketed(words, kind, least):
        parts.append(words[at : end if keep(words[inside : end - 1]) else begin])
        at = end
    return "".join([*parts, words[at:]])
