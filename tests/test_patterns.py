"""Every pattern goes through a text once: a megabyte of what is hardest for it costs no more than its length says."""

import re
import time

import pytest

from tests.patterns import Pattern, call, hard_texts, patterns

SHORT, LONG, MEGABYTE = 1_000, 8_000, 2**20
SECONDS = 4.0
"""For a megabyte; a pattern that begins anew at every character takes minutes."""


def cost(pattern: Pattern, function: str, words: str | bytes) -> float:
    begun = time.process_time()
    call(pattern, function, words)
    return time.process_time() - begun


def costs(pattern: Pattern, function: str, length: int) -> dict[str, float]:
    """Return what texts of a length cost, as far as the first that costs far too much."""
    found = {}
    for name, words in hard_texts(pattern, length).items():
        found[name] = cost(pattern, function, words)
        if found[name] > 0.5:
            break
    return found


def slow(pattern: Pattern, function: str) -> str:
    """Return the text a pattern is slow on; empty where there is none."""
    for length in (SHORT, LONG):
        found = costs(pattern, function, length)
        worst = max(found, key=found.__getitem__)
        if found[worst] > 0.5:
            return f"{pattern.where} {function}: {found[worst]:.1f} s for {length} characters of {worst}"
    taken = cost(pattern, function, hard_texts(pattern, MEGABYTE, only=worst)[worst])
    return f"{pattern.where} {function}: {taken:.1f} s for a megabyte of {worst}" if taken > SECONDS else ""


def test_a_megabyte_of_its_worst_letters_costs_a_pattern_little():
    found = [trouble for one in patterns() for function in one.functions if (trouble := slow(one, function))]
    assert found == []


@pytest.mark.parametrize("function", ["search", "sub"])
def test_a_slow_pattern_would_be_found(function):

    assert slow(Pattern("here", (function,), re.compile(r"\(.*?\)")), function)
    assert slow(Pattern("here", (function,), re.compile(r"第?([一二三]+)小$")), function)
    assert not slow(Pattern("here", (function,), re.compile(r"\([^()]*\)")), function)
