"""Search once more, one thing after another: what a place holds on its days, and how well each name fits the words."""

from collections.abc import Iterator, Sequence
from datetime import date

from tests.town import Town

Thing = tuple[str, str]  # kind, id


def named(towns: Sequence[Town]) -> Iterator[tuple[Thing, str, date]]:
    """Yield every school and partnership with each of its names and the day it bears it."""
    for town in towns:
        for school in town.schools:
            yield ("school", school.school_id), school.name, town.as_of
        for code, pairing in town.numbered_pairings():
            core = f"{pairing.core}校" if pairing.core and not pairing.core_name else pairing.core_name
            for name in (pairing.name, core):
                if name:
                    yield ("partnership", code), name, town.as_of


def fit(thing: Thing, name: str, words: str) -> int | None:
    """Return how well a name fits Chinese words: 0 its code, 1 the name itself … 4 inside it; None: not at all."""
    parts, whole = words.split(), "".join(words.split()).lower()
    code, plain = thing[1].lower(), name.replace(" ", "").lower()
    if code == whole:
        return 0
    if plain == whole:
        return 1
    if code.startswith(whole):
        return 2
    if plain.startswith(whole):
        return 3
    at = 0
    for part in parts:
        where = plain.find(part.lower(), at)
        if where < 0:
            return None
        at = where + len(part)
    return 4


def found(towns: Sequence[Town], words: str) -> dict[Thing, tuple[int, set[date]]]:
    """Return what fits the words: how well at best, and the days each stands on."""
    best: dict[Thing, int] = {}
    days: dict[Thing, set[date]] = {}
    for thing, name, day in named(towns):
        days.setdefault(thing, set()).add(day)
        rank = fit(thing, name, words)
        if rank is not None:
            best[thing] = min(rank, best.get(thing, rank))
    return {thing: (rank, days[thing]) for thing, rank in best.items()}
