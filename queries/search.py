"""Search for schools, partnerships, areas and townships by name, pinyin or code."""

import re

import pandas as pd

from queries.catalogue import programme, seen_on
from queries.engine.cached_verbs import cached_verb
from queries.engine.pool import engine
from queries.engine.spellings import as_one_word, spellings
from queries.scope import Scope

_UNSAID = re.compile("[|\ud800-\udfff]")  # the separator of stored names, and lone surrogates


@cached_verb
def search(scope: Scope, words: str, *, most: int = 20) -> pd.DataFrame:
    """Return the schools, partnerships, areas and townships of the scope's place that match the words, best matches first.

    The words are a name or parts of it in order, a code or its beginning, pinyin or initials; spaces and case do not matter.
    Things that exist only at other dates are found too, with that date in `seen_on`. Columns as in lists/search/search.sql plus
    `matched_name`: the name that matched, if it is not the one shown.
    """
    words = _UNSAID.sub(" ", words)
    term, spelt = as_one_word(words), _spelt(as_one_word(words))
    part = max((as_one_word(one) for one in words.split()), key=len, default=None)
    found = engine().frame(
        "search",
        {
            "place": programme(scope.programme)["place_code"],
            "as_of": seen_on(scope),
            "term": term or None,
            "part": part or None,
            "pattern": _pattern(words) if part != term else None,
            "spelt": spelt,
            "also": spelt if spelt != part else None,
            "most": str(most),
        },
    )
    rows = zip(found["name"], found["names"], found["rank"], strict=True)
    matched = [_matched(name, names, rank, term, spelt) for name, names, rank in rows]
    return found.assign(matched_name=pd.Series(matched, index=found.index, dtype=object))


def _matched(name: str, names: str, rank: int, term: str, spelt: str | None) -> str | None:
    """Return the name that matched if it is not the one shown; None for a code."""
    if rank in (0, 2):
        return None
    readings = spellings(names.split("\n")).to_pylist()
    written = [row["name"] for row in readings if term in row["term"]]
    read = [row["name"] for row in readings if spelt and (spelt in row["pinyin"] or spelt in row["initials"])]
    known = [one for one in (written if rank < 5 else read) if rank != 1 or as_one_word(one) == term] or [name]
    return None if name in known else known[0]


def _pattern(words: str) -> str:
    """Return a LIKE pattern for the parts of a name, in order, with anything between them."""
    parts = [re.sub(r"([\\%_])", r"\\\1", as_one_word(part)) for part in words.split()]
    return f"%{'%'.join(parts)}%"


def _spelt(term: str) -> str | None:
    """Return letters as pinyin is stored (without marks between syllables, ü as v); None if they cannot be pinyin."""
    letters = re.sub(r"['’·-]", "", term.replace("ü", "v"))
    return letters if letters.isascii() and letters.isalnum() else None
