"""Every pattern goes through a text once: a megabyte of what is hardest for it costs no more than its length says."""

import re
import time

import pytest

from tests.patterns import Pattern, call, hard_texts, patterns, ways

LENGTHS, TOO_MUCH = (500, 3_000), 0.04
"""Seconds that no text of such a length may cost: a pattern that begins anew at every character takes more."""
LONGER, MEGABYTE, SECONDS = 12_000, 2**20, 4.0


def cost(pattern: Pattern, function: str, words: str | bytes) -> float:
    """Return the seconds of a processor that a call takes; the better of two, for the first may meet a cold cache."""
    found = []
    for _ in range(2):
        begun = time.process_time()
        call(pattern, function, words)
        found.append(time.process_time() - begun)
        if found[0] < TOO_MUCH:
            break
    return min(found)


def slow(pattern: Pattern, function: str) -> str:
    """Return the text a pattern is slow on; empty where there is none."""
    worst = ""
    for length in LENGTHS:
        costs: dict[str, float] = {}
        for name, words in hard_texts(pattern, length).items():
            costs[name] = cost(pattern, function, words)
            if costs[name] > TOO_MUCH:
                return f"{pattern.where} {function}: {costs[name]:.2f} s for {length} characters of {name}"
        worst = max(costs, key=costs.__getitem__)
    few, many = (cost(pattern, function, hard_texts(pattern, at, only=worst)[worst]) for at in (LENGTHS[1], LONGER))
    if many > TOO_MUCH and many > 2 * LONGER / LENGTHS[1] * few:
        return (
            f"{pattern.where} {function}: {many:.2f} s for {LONGER} characters of {worst}, {few:.2f} s for {LENGTHS[1]}"
        )
    taken = cost(pattern, function, hard_texts(pattern, MEGABYTE, only=worst)[worst])
    return f"{pattern.where} {function}: {taken:.1f} s for a megabyte of {worst}" if taken > SECONDS else ""


def test_a_megabyte_of_its_worst_letters_costs_a_pattern_little():
    found = [trouble for one in patterns() for function in ways(one) if (trouble := slow(one, function))]
    assert found == []


@pytest.mark.parametrize("function", ["search", "sub"])
def test_a_slow_pattern_would_be_found(function):

    assert slow(Pattern("here", (function,), re.compile(r"\(.*?\)")), function)
    assert slow(Pattern("here", (function,), re.compile(r"第?([一二三]+)小$")), function)
    assert not slow(Pattern("here", (function,), re.compile(r"\([^()]*\)")), function)
