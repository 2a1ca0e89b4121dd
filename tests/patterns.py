"""Every regular expression of the product, where it stands, how it is used, and texts that are hard for it."""

import ast
import importlib
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from data.paths import PROJECT

ROOMS = ("data", "queries", "pages", "views")
FUNCTIONS = ("search", "match", "fullmatch", "sub", "split", "findall", "finditer")
SEEKING = ("search", "sub", "split", "findall", "finditer")
_OPEN = 20  # how many repeats stand for "any number"


@dataclass(frozen=True)
class Pattern:
    """One expression: where it stands, the functions it is called by, and itself."""

    where: str
    functions: tuple[str, ...]
    compiled: re.Pattern[Any]


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return the patterns of all rooms: those kept in modules, and those written where they are used."""
    files = [path for room in ROOMS for path in sorted((PROJECT / room).rglob("*.py")) if path.name != "__main__.py"]
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in files}
    own = {path: _uses([tree]) for path, tree in trees.items()}
    shared = _uses(trees.values())
    found: dict[int, Pattern] = {}
    for path in files:
        for one in _kept(path, own[path], shared):
            found.setdefault(id(one.compiled), one)
    found |= {hash(one): one for path in files for one in _inline(path, trees[path])}
    return tuple(sorted(found.values(), key=lambda one: one.where))


def _uses(trees: Iterable[ast.Module]) -> dict[str, set[str]]:
    """Return by which functions each name is called: NAME.search(…)."""
    found: dict[str, set[str]] = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in FUNCTIONS and isinstance(node.value, ast.Name):
                found.setdefault(node.value.id, set()).add(node.attr)
    return found


def _kept(path: Path, own: dict[str, set[str]], shared: dict[str, set[str]]) -> Iterator[Pattern]:
    """Yield the compiled patterns of a module, also those in its tuples and mappings; other modules use public names."""
    if "re.compile(" not in path.read_text(encoding="utf-8"):
        return
    name = ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")
    module = vars(importlib.import_module(name))
    of_each = {function for used, functions in own.items() if used not in module for function in functions}
    for key, value in module.items():
        uses = own if key.startswith("_") else shared
        for each in _inside(value):
            used = uses.get(key, set()) if each is value else of_each  # one of several is used by another name
            yield Pattern(f"{path.relative_to(PROJECT)} {key}", tuple(sorted(used)) or ("search",), each)


def _inside(value: object) -> list[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        return [value]
    values = value.values() if isinstance(value, dict) else value if isinstance(value, tuple | list) else ()
    return [each for each in values if isinstance(each, re.Pattern)]


def _inline(path: Path, tree: ast.Module) -> Iterator[Pattern]:
    """Yield the patterns written in a call: re.search("…", words)."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in FUNCTIONS
            and isinstance(node.args[0], ast.Constant)
        ):
            yield Pattern(
                f"{path.relative_to(PROJECT)}:{node.lineno}", (node.func.attr,), re.compile(node.args[0].value)
            )


def ways(pattern: Pattern) -> tuple[str, ...]:
    """Return the functions that differ in what they go through: those that look for every place do alike."""
    return tuple(dict.fromkeys("findall" if one in SEEKING else one for one in pattern.functions))


def call(pattern: Pattern, function: str, words: str | bytes) -> None:
    """Call a pattern with a text as the product does."""
    if function == "sub":
        pattern.compiled.sub(words[:0], words)
    elif function == "finditer":
        list(pattern.compiled.finditer(words))
    else:
        getattr(pattern.compiled, function)(words)


def hard_texts(pattern: Pattern, length: int, only: str | None = None) -> dict[str, str | bytes]:
    """Return texts of a length that backtracking patterns are slow on, by what they are made of; or only one of them.

    Its own letters one by one and in pairs, what it matches again and again, and what it nearly matches.
    """
    found = {}
    for front, unit in _units(pattern.compiled):
        name = f"{front!r} + {unit!r}…"
        if only in (None, name):
            words = front + (unit * (length // len(unit) + 1))[:length] + "\x00"
            is_text = isinstance(pattern.compiled.pattern, str)
            found[name] = words if is_text else words.encode("latin-1", "replace")
    return found


@cache
def _units(compiled: re.Pattern[Any]) -> tuple[tuple[str, str], ...]:
    """Return what hard texts begin with and what they repeat."""
    tree = parser.parse(compiled.pattern, compiled.flags & ~re.UNICODE & ~re.DEBUG)
    letters = list(dict.fromkeys(_letters(tree)))
    chance = random.Random(7)
    samples = sorted({"".join(_sample(tree, chance, most)) for most in (1, 2, 3)} - {""})
    units = {*letters[:8], *(a + b for a in letters[:3] for b in letters[:3] if a != b), *samples, " ", "a", "1", "("}
    units |= {sample[:-1] for sample in samples if len(sample) > 1} | {
        sample[1:] for sample in samples if len(sample) > 1
    }
    fronts = ("", *samples[:1])
    return tuple((front, unit) for unit in sorted(units) for front in fronts)


def _letters(tree: Any) -> Iterator[str]:
    for kind, value in tree:
        if kind in (sre.LITERAL, sre.NOT_LITERAL):
            yield chr(value) if kind is sre.LITERAL else "a"
        elif kind is sre.IN:
            yield from _of_class(value)[:3]
        elif kind is sre.ANY:
            yield "a"
        else:
            for part in _parts(value):
                yield from _letters(part)


def _parts(value: Any) -> Iterator[Any]:
    if isinstance(value, parser.SubPattern):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _parts(each)


def _of_class(items: Any) -> list[str]:
    """Return a few letters of a class such as [a-z\\d]."""
    if items[0][0] is sre.NEGATE:
        taken = set(_of_class(items[1:])) if len(items) > 1 else set()
        return [letter for letter in "a1校 (/" if letter not in taken] or ["b"]
    named = {"DIGIT": "1", "SPACE": " ", "WORD": "a", "NOT_DIGIT": "a", "NOT_SPACE": "a", "NOT_WORD": " "}
    found = []
    for kind, value in items:
        if kind is sre.LITERAL:
            found.append(chr(value))
        elif kind is sre.RANGE:
            found.append(chr(value[0]))
        elif kind is sre.CATEGORY:
            found.append(named[str(value).removeprefix("CATEGORY_")])
    return found


def _sample(tree: Any, chance: random.Random, most: int) -> Iterator[str]:
    """Yield the pieces of a text that the pattern matches (looking around is passed over)."""
    for kind, value in tree:
        if kind is sre.LITERAL:
            yield chr(value)
        elif kind is sre.NOT_LITERAL or kind is sre.ANY:
            yield "a"
        elif kind is sre.IN:
            yield chance.choice(_of_class(value))
        elif kind is sre.BRANCH:
            yield from _sample(chance.choice(value[1]), chance, most)
        elif kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            least, greatest, part = value
            for _ in range(min(max(least, most), int(greatest), _OPEN)):
                yield from _sample(part, chance, most)
        elif kind is sre.SUBPATTERN:
            yield from _sample(value[3], chance, most)
        elif kind is sre.ATOMIC_GROUP:
            yield from _sample(value, chance, most)
