"""Understand one title in a kind of table: a field, something that is not needed, or an uncertain meaning with candidates.

A title is accepted only if every word of it is known and all words together name one field.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from data.intake.tables.titles.title_words import MULTIPLE, OPTIONS, WORDS, Title, title, without_ordinal
from data.intake.tables.titles.vocabulary import (
    Word,
    concepts_of,
    fields_named,
    patterns,
    proposals,
    roles,
    school_facts,
)
from data.intake.values.years import other_years
from data.registry.rows import registry

REPEATABLE = {"member_name", "member_id", "note", "seq", "ignored", "core_contact", "member_contact"}
UNCHECKED = re.compile(r"note|seq|ignored|status|in_use|is_over|ended_on|.*_contact|.*_place")
_SHOWN = 3
_NEAR = 0.3
DOUBTFUL = ("unknown", "doubt", "multiple", "part")
"""Reasons for which the user must decide a column, if no other column holds its most likely field."""
_HELPING, _HELPED = ("core", "help", "urban", "quality"), ("helped", "member", "rural", "weak")
_DOUBT, _SUBSET, _PART = "doubt", "qualifier", "part"
_LEVEL = "level"
_AMOUNT = r"(?>[^/每均]*元(?=[、,，;；/]|\Z)(?:[、,，;；][^/每均]*)?)"
_MONEY = re.compile(rf"{_AMOUNT}(?:/{_AMOUNT})*+")
"""One or more units of money in brackets, but not an amount per head or year (元/人)."""


@dataclass(frozen=True)
class Meaning:
    """How a title was understood.

    `field` is the named field, empty if uncertain. `near` are the fields that it may name, most likely first. `reason`
    says why there is no field: unknown (a word is not in the vocabulary), doubt (planned, expected, of another year),
    subset (only some of the things counted), part (one stage of the whole), multiple (counted in hundreds), contents
    (the cells do not fit), other (understood, but not needed). `said` are the words that prevent a field.
    """

    field: str = ""
    near: tuple[str, ...] = ()
    reason: str = ""
    said: str = ""
    concepts: frozenset[str] = frozenset()


@cache
def meaning(table: str, path: tuple[str, ...], as_of: date | None = None) -> Meaning:
    """Return the meaning of a path of titles (group titles first) in a kind of table at the snapshot's date."""
    if not path:
        return Meaning(reason="unknown")
    whole_meaning = _meaning(table, title(path), as_of)
    shorter = without_ordinal(path) if not whole_meaning.field else None
    if shorter and (numbered := meaning(table, shorter, as_of)).field in REPEATABLE - {"note", "seq"}:
        return numbered
    return whole_meaning


def _meaning(table: str, said: Title, as_of: date | None) -> Meaning:
    concepts = concepts_of(said.words)
    away = other_years(said.years, as_of) if as_of else ""
    named = [] if said.unknown else fields_named(table, concepts) or _of_a_level(table, concepts)
    if named[:1] == ["teachers"] and said.last & {"staff"} and not said.last & {"teachers", "fulltime"}:
        return Meaning(reason="other", concepts=concepts)
    if named and not (away and is_figure(table, named[0])):
        return Meaning(named[0], concepts=concepts)
    if not (named or said.bracketed or away) and (exact := _facts_by_title(table).get(_written(said))):
        return Meaning(exact, concepts=concepts)
    if said.bracketed and (bare := fields_named(table, concepts_of(said.bare))) and not _unknown(said.bare):
        return _in_brackets(table, bare[0], said, concepts, away)
    if named:
        return Meaning(near=(named[0],), reason=_DOUBT, said=away, concepts=concepts)
    return _not_named(table, said, concepts, away)


@cache
def _facts_by_title(table: str) -> dict[str, str]:
    """Return the columns of a roster by what fields.csv calls them: that title needs no row in titles.csv."""
    return {_written(title((row["zh"],))): column for column, row in school_facts().items() if table == "schools"}


def _written(said: Title) -> str:
    return "".join(word.text for word in said.words)


def _of_a_level(table: str, concepts: frozenset[str]) -> list[str]:
    """Return the fields of a title without its level (市级优质学校), except figures, of which a level is a part (市级资金)."""
    bare = fields_named(table, concepts - {_LEVEL}) if _LEVEL in concepts else []
    return bare if bare and not is_figure(table, bare[0]) else []


def _in_brackets(table: str, field: str, said: Title, concepts: frozenset[str], away: str) -> Meaning:
    """Return the meaning of a title that names a field except for the words in its brackets."""
    figure, words = is_figure(table, field), "、".join(said.bracketed)
    if field == "pairing":
        return _with_order(said, concepts)
    if UNCHECKED.fullmatch(field):
        return Meaning(field, concepts=concepts)
    if figure and field != "amount" and any(MULTIPLE.fullmatch(words_inside) for words_inside in said.bracketed):
        return Meaning(near=(field,), reason="multiple", said=words, concepts=concepts)
    if field == "amount" and all(_MONEY.fullmatch(words_inside) for words_inside in said.bracketed):
        return Meaning(field, concepts=concepts)  # the unit is checked where amounts are read
    if away and figure:
        return Meaning(near=(field,), reason=_DOUBT, said=words, concepts=concepts)
    if against := _against(said.words):
        kind = _DOUBT if any(kind == _DOUBT for _, kind in against) else "subset"
        return Meaning(near=(field,), reason=kind, said=words, concepts=concepts)
    if figure:
        return Meaning(near=(field,), reason="unknown", said=words, concepts=concepts)
    if field in ("lon", "lat", "lonlat") and re.search("坐标|[°度EN东经北纬]", words):
        return Meaning(field, concepts=concepts)
    harmless = all(WORDS.fullmatch(words_inside) or OPTIONS.fullmatch(words_inside) for words_inside in said.bracketed)
    return Meaning(field, said="" if harmless else words, concepts=concepts)


def _with_order(said: Title, concepts: frozenset[str]) -> Meaning:
    """Return the meaning of a column of pairings (A—B) whose brackets say that the helping side is written first."""
    sides = [concept for word in said.words for concept in word.concepts if concept in _HELPING + _HELPED]
    if len(sides) > 1 and sides[0] in _HELPING and sides[-1] in _HELPED:
        return Meaning("pairing", concepts=concepts)
    return Meaning(near=("pairing",), reason="unknown", said="、".join(said.bracketed), concepts=concepts)


def _not_named(table: str, said: Title, concepts: frozenset[str], away: str) -> Meaning:
    kinds = roles()
    against = _against(said.words)
    standing = frozenset(one for one in concepts if kinds[one] not in (_DOUBT, _SUBSET, _PART))
    base = fields_named(table, standing) or proposals(table, standing)
    if against and not said.unknown and base:
        words = "".join(dict.fromkeys(word for word, _ in against)) or away
        kinds_against = {kind for _, kind in against}
        reason = "subset" if _SUBSET in kinds_against else _DOUBT if _DOUBT in kinds_against else _PART
        return Meaning(near=tuple(base[:_SHOWN]), reason=reason, said=words, concepts=concepts)
    if not said.unknown and (proposed := proposals(table, concepts)):
        return Meaning(near=tuple(proposed[:_SHOWN]), reason="unknown", concepts=concepts)
    near = tuple(_nearest(table, concepts, len(said.unknown))[:_SHOWN])
    if said.unknown:
        named = tuple(fields_named(table, concepts)[:_SHOWN]) if concepts and not against else ()
        both = tuple(dict.fromkeys((*named, *near)))[:_SHOWN]
        return Meaning(near=both, reason="unknown", said="、".join(said.unknown), concepts=concepts)
    return Meaning(near=near, reason="other", concepts=concepts)


def _against(words: tuple[Word, ...]) -> list[tuple[str, str]]:
    """Return the words that change what a figure counts, each with its kind: doubt, qualifier or part."""
    kinds = roles()
    changing_words = []
    for word in words:
        changing = [kinds[one] for one in word.concepts if kinds[one] in (_DOUBT, _SUBSET, _PART)]
        changing_words += [(word.text, kind) for kind in changing[:1]]
    return changing_words


def _unknown(words: tuple[Word, ...]) -> bool:
    return any(not word.concepts for word in words)


def _nearest(table: str, concepts: frozenset[str], unknown: int) -> list[str]:
    """Return the fields that share most concepts with a title, by the share of all concepts of both."""
    best: dict[str, float] = {}
    for pattern in patterns(table):
        shared = len(concepts & pattern.needed) + 0.5 * len(concepts & pattern.allowed - pattern.needed)
        score = shared / (len(concepts | pattern.needed) + unknown)
        if score > max(_NEAR, best.get(pattern.field, 0)):
            best[pattern.field] = score
    return sorted(best, key=lambda field: -best[field])


@cache
def _kinds(table: str) -> dict[str, str]:
    return {row["column"]: row["kind"] for row in registry("fields") if row["table"] == table}


def is_figure(table: str, field: str) -> bool:
    """Return whether a field holds a figure that words of its title can change: pupils, teachers, an amount."""
    measured = _kinds(table).get(field) in ("count", "real") or field.endswith(("_pupils", "_teachers"))
    return measured and field not in ("lon", "lat")


def partly_read(found: Meaning) -> str:
    """Return the words in brackets that were ignored in a title that was accepted."""
    return found.said if found.field else ""
