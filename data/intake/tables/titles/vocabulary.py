"""The vocabulary of column titles: vocabulary.csv maps words to concepts, titles.csv maps sets of concepts to fields.

A title is cut into words of the vocabulary. It names a field if all its words are known and together fit one pattern of
titles.csv. An unknown word, or a word that changes the meaning (计划, 毕业, 其中 …), prevents that.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from data.registry.rows import Row, registry

_LONGEST_WORD = 14
_WITH_NUMBER = {"heads"}
"""Concepts that a pattern allows wherever it allows `number`: 人数 is a number of people."""
_SIDES = {"core": "牵头学校", "member": "成员学校"}
_FILED_UNDER = {"pairings": ("partnerships", "members")}
_PARTS = {"id": "标识码", "class": "城乡分类", "quality": "是否优质", "place": "所在地", "contact": "联系人"}


@dataclass(frozen=True)
class Pattern:
    """A set of concepts that names a field of a kind of table: required concepts and all allowed concepts."""

    field: str
    needed: frozenset[str]
    allowed: frozenset[str]
    own: bool
    """Whether the pattern is for this kind of table only, instead of all kinds."""
    proposed: bool = False
    """Whether the words only suggest the field, so that a user must confirm it (written with ~ in titles.csv)."""


@dataclass(frozen=True)
class Word:
    """One word of a title and its concepts; no concepts if the vocabulary does not have it."""

    text: str
    concepts: tuple[str, ...]


@cache
def known_words() -> dict[str, tuple[str, ...]]:
    """Return the words of the vocabulary, each with its concepts."""
    concepts_of_word: dict[str, tuple[str, ...]] = {}
    for row in registry("vocabulary"):
        concepts = tuple(row["concept"].split("+"))
        for word in row["words"].split():
            concepts_of_word[word] = concepts
    return concepts_of_word


@cache
def roles() -> dict[str, str]:
    """Return concept → role: noun, neutral, qualifier, part, other …"""
    return {concept: row["role"] for row in registry("vocabulary") for concept in row["concept"].split("+")}


@cache
def words_of(title: str) -> tuple[Word, ...]:
    """Cut a plain title into words of the vocabulary; unknown letters stand together."""
    return tuple(Word(written, concepts) for written, concepts in cut(title, known_words()))


def cut(words: str, known: Mapping[str, tuple[str, ...]]) -> list[tuple[str, tuple[str, ...]]]:
    """Cut a text into known words with their meanings, with as few unknown characters, then as few words, as possible.

    Neighbouring unknown characters form one word with an empty meaning.
    """
    longest = _LONGEST_WORD
    best: list[tuple[int, int, int]] = [(0, 0, 0)]  # unknown characters so far, words so far, start of the last word
    for end in range(1, len(words) + 1):
        previous = best[end - 1]
        options = [(previous[0] + 1, previous[1] + 1, end - 1)]
        for start in range(max(0, end - longest), end):
            if words[start:end] in known:
                options.append((best[start][0], best[start][1] + 1, start))
        best.append(min(options))
    pieces: list[tuple[str, tuple[str, ...]]] = []
    end = len(words)
    while end:
        start = best[end][2]
        word = words[start:end]
        meant = known.get(word, ())
        if not meant and pieces and not pieces[-1][1]:
            pieces[-1] = (word + pieces[-1][0], ())
        else:
            pieces.append((word, meant))
        end = start
    return pieces[::-1]


@cache
def patterns(table: str) -> tuple[Pattern, ...]:
    """Return the patterns of titles.csv for one kind of table, with macros (@core) expanded."""
    macros = {f"@{row['field']}": row["titles"].split(" | ") for row in registry("titles") if row["table"] == "@"}
    result = []
    for row in registry("titles"):
        if row["table"] not in ("*", table):
            continue
        for written in row["titles"].split(" | "):
            for full in _expanded(written, macros):
                parts = full.removeprefix("~").split()
                needed = frozenset(part for part in parts if not part.endswith("?"))
                allowed = needed | {part.rstrip("?") for part in parts}
                allowed |= _WITH_NUMBER if "number" in allowed else set()
                result.append(Pattern(row["field"], needed, allowed, row["table"] == table, full.startswith("~")))
    return tuple(result)


def _expanded(written: str, macros: dict[str, list[str]]) -> Iterable[str]:
    for macro, forms in macros.items():
        if macro in written.removeprefix("~").split():
            return [written.replace(macro, form) for form in forms]
    return [written]


@cache
def school_facts() -> dict[str, Row]:
    """Return the rows of fields.csv that a school may or may not state beside its name, code and class, by column."""
    return {
        row["column"]: row
        for row in registry("fields")
        if row["table"] == "schools" and row["kind"] != "text" and row["required"] == "no"
    }


def documented(table: str, column: str) -> Row | None:
    """Return the row of fields.csv for a column of a kind of table, or None."""
    filled = _FILED_UNDER.get(table, (table,))
    return next((row for row in registry("fields") if row["table"] in filled and row["column"] == column), None)


@cache
def usual_title(table: str, field: str) -> str:
    """Return a usual title of a field: its name in fields.csv, or its first pattern in words of the vocabulary.

    Returns an empty text if neither exists.
    """
    side, _, part = field.partition("_")
    if side in _SIDES and part:
        return _SIDES[side] + ("" if part == "name" else usual_title("schools", part) or _PARTS.get(part, part))
    if row := documented(table, field):
        return row["zh"]
    first = {row["concept"]: row["words"].split()[0] for row in registry("vocabulary")}
    for row in registry("titles"):
        if row["table"] in ("*", table) and row["field"] == field and "@" not in row["titles"].split(" | ")[0]:
            needed = [part for part in row["titles"].split(" | ")[0].split() if not part.endswith("?")]
            return "".join(first.get(part, "") for part in needed)
    return ""


def concepts_of(words: Iterable[Word]) -> frozenset[str]:
    """Return the concepts of words, without those of neutral words."""
    kinds = roles()
    return frozenset(c for word in words for c in word.concepts if kinds[c] != "neutral")


def fields_named(table: str, concepts: frozenset[str]) -> list[str]:
    """Return the fields with a pattern that fits the concepts, most exact first."""
    return _fitting(concepts, [pattern for pattern in patterns(table) if not pattern.proposed])


def proposals(table: str, concepts: frozenset[str]) -> list[str]:
    """Return the fields that the concepts only suggest, most exact first."""
    return _fitting(concepts, [pattern for pattern in patterns(table) if pattern.proposed])


def _fitting(concepts: frozenset[str], candidates: list[Pattern]) -> list[str]:
    fitting = [pattern for pattern in candidates if pattern.needed <= concepts <= pattern.allowed]
    fitting.sort(key=lambda pattern: (-len(pattern.needed), not pattern.own, len(pattern.allowed)))
    return list(dict.fromkeys(pattern.field for pattern in fitting))
