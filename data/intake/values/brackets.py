"""Find the parts of a name or title that are in brackets, and remove them.

A pattern such as `\\(.*?\\)` searches the rest of a text again for every bracket that is never closed, so a cell full
of opening brackets would take minutes. These functions read a text once.
"""

import re
from collections.abc import Callable, Iterator

ROUND = (re.compile(r"\("), re.compile(r"\)"))
ANY_KIND = (re.compile(r"[(\[{【〔]"), re.compile(r"[)\]}】〕]"))
Kind = tuple[re.Pattern[str], re.Pattern[str]]
"""The pattern that opens a bracket (it may include the first words inside) and the pattern that closes it."""


def bracketed(words: str, kind: Kind = ROUND, least: int = 0) -> Iterator[tuple[int, int, int]]:
    """Yield the positions of each bracket in a text: its start, the start of its content, and its end.

    A bracket inside another one belongs to the outer one. `least` is the minimum number of characters of the content.
    """
    opening, closing = kind
    position = 0
    while begin := opening.search(words, position):
        end = closing.search(words, begin.end() + least)
        if end is None:
            return
        yield begin.start(), begin.end(), end.end()
        position = end.end()


def insides(words: str, kind: Kind = ROUND, least: int = 0) -> list[str]:
    """Return the content of each bracket."""
    return [words[inside : end - 1] for _, inside, end in bracketed(words, kind, least)]


def first_bracket(words: str, kind: Kind = ROUND, least: int = 0) -> str:
    """Return the first bracket, including its opening and closing characters, or an empty text if there is none."""
    return next((words[begin:end] for begin, _, end in bracketed(words, kind, least)), "")


def without_brackets(
    words: str, kind: Kind = ROUND, least: int = 0, *, keep: Callable[[str], bool] = lambda _: False
) -> str:
    """Return a text without its brackets, except those for whose content `keep` returns true."""
    parts, position = [], 0
    for begin, inside, end in bracketed(words, kind, least):
        parts.append(words[position : end if keep(words[inside : end - 1]) else begin])
        position = end
    return "".join([*parts, words[position:]])
