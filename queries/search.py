"""Search across names, pinyin and codes of everything a place holds."""

import re
from pathlib import Path

import pandas as pd

from queries.catalogue import programme, seen_on
from queries.engine import engine
from queries.remembered import remembered
from queries.scope import Scope
from queries.spellings import as_one_word


@remembered
def search(scope: Scope, words: str, *, most: int = 20, data: Path | None = None) -> pd.DataFrame:
    """Return the schools, partnerships, areas and townships of the scope's place that bear the words, best matches first.

    Words are a name or parts of it in their order, a code or its beginning, pinyin or initials; spaces and case do not matter.
    What stands only at other dates comes too, with that date in `seen_on`. Columns as in lists/search.sql.
    """
    term = as_one_word(words)
    return engine(data).frame(
        "search",
        {
            "place": programme(scope.programme)["place_code"],
            "as_of": seen_on(scope, data),
            "term": term or None,
            "pattern": _pattern(words) if term else None,
            "spelt": _spelt(term),
            "most": str(most),
        },
    )


def _pattern(words: str) -> str:
    """Return a LIKE pattern of the parts of a name, in their order, wherever they stand."""
    parts = [re.sub(r"([\\%_])", r"\\\1", as_one_word(part)) for part in words.split()]
    return f"%{'%'.join(parts)}%"


def _spelt(term: str) -> str | None:
    """Return letters as pinyin is stored (without marks between syllables, ü as v); None where they are no pinyin."""
    letters = re.sub(r"['’·-]", "", term.replace("ü", "v"))
    return letters if letters.isascii() and letters.isalnum() else None
