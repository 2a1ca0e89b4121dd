"""The one cache: bounded, one computation at a time for a key, apart for each grant, and no refusal is kept."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

import pytest

from data.caching import Cache
from data.rights import Grant, RefusedError, Role, User, acting

CITY = User("city", fixed=Grant(Role.VIEWER, "211400"))
COUNTY = User("county", fixed=Grant(Role.VIEWER, "211421"))
SECONDS = 20


def never() -> str:
    raise AssertionError("what is kept is not made again")


def test_what_was_made_for_a_key_is_not_made_again_until_it_is_cleared() -> None:
    cache = Cache(2)
    assert cache("a", lambda: "first") == "first"
    assert cache("a", never) == "first"
    cache.cache_clear()
    assert cache("a", lambda: "second") == "second"


def test_what_was_used_least_recently_goes_first() -> None:
    cache = Cache(2)
    for key in ("a", "b", "a", "c"):
        cache(key, lambda key=key: f"{key} once")
    assert cache("a", lambda: "again") == "a once"
    assert cache("b", lambda: "again") == "again"


def test_the_sizes_kept_stay_within_the_bound_and_what_is_larger_is_given_but_not_kept() -> None:
    cache = Cache(10, len)
    assert cache("small", lambda: "x" * 6) == cache("small", never)
    assert cache("large", lambda: "x" * 11) == "x" * 11
    assert cache("large", lambda: "made again") == "made again"
    assert cache("ten", lambda: "x" * 10) == cache("ten", never)
    assert cache("small", lambda: "gone") == "gone", "ten letters leave no room for six more"


def test_results_known_to_be_too_large_are_made_side_by_side() -> None:
    cache, both = Cache(10, len), threading.Barrier(2)

    def large() -> str:
        both.wait(timeout=20)
        return "x" * 11

    cache("large", lambda: "x" * 11)
    threads = [threading.Thread(target=cache, args=("large", large)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not both.broken


def test_a_refusal_is_not_kept() -> None:
    cache = Cache(2)

    def refused() -> str:
        raise RefusedError("不可", "no", "211400")

    with pytest.raises(RefusedError):
        cache("a", refused)
    assert cache("a", lambda: "allowed") == "allowed"


def test_each_grant_has_its_own() -> None:
    cache = Cache(4)
    with acting(CITY):
        assert cache("a", lambda: "the city's") == "the city's"
    with acting(COUNTY):
        assert cache("a", lambda: "the county's") == "the county's"
        assert cache("a", never) == "the county's"
    with acting(User("colleague", fixed=CITY.fixed)):
        assert cache("a", never) == "the city's", "users of the same grant share"


def test_many_who_ask_at_once_have_it_made_once() -> None:
    cache, begun, twice = Cache(2), threading.Barrier(8, timeout=SECONDS), threading.Event()
    made: list[str] = []

    def make() -> str:
        made.append("it")
        if len(made) > 1:
            twice.set()
        twice.wait(0.5)  # leaves the others time to make it too
        return "it"

    def ask() -> str:
        begun.wait()
        return cache("a", make)

    with ThreadPoolExecutor(8) as threads:
        assert {one.result(SECONDS) for one in [threads.submit(ask) for _ in range(8)]} == {"it"}
    assert made == ["it"]


def test_what_is_being_made_holds_up_no_other_key() -> None:
    cache, begun, may_end = Cache(2), threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        may_end.wait(SECONDS)
        return "slow"

    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(cache, "a", slow)
        assert begun.wait(SECONDS)
        assert cache("b", lambda: "quick") == "quick" and not first.done()
        may_end.set()
        assert first.result(SECONDS) == "slow"


def test_one_who_waits_for_what_fails_makes_it_anew() -> None:
    cache, begun, may_fail = Cache(2), threading.Event(), threading.Event()

    def fail() -> str:
        begun.set()
        may_fail.wait(SECONDS)
        raise OSError("disk")

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(cache, "a", fail)
        assert begun.wait(SECONDS)
        second = threads.submit(cache, "a", lambda: "it")
        may_fail.set()
        assert second.result(SECONDS) == "it"
        with pytest.raises(OSError, match="disk"):
            first.result(SECONDS)


def test_one_who_waits_is_never_given_what_another_grant_made() -> None:
    cache, begun, may_end = Cache(4), threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        may_end.wait(SECONDS)
        return "the city's"

    def under(user: User, make: Callable[[], str]) -> str:
        with acting(user):
            return cache("a", make)

    with ThreadPoolExecutor(2) as threads:
        city = threads.submit(copy_context().run, under, CITY, slow)
        assert begun.wait(SECONDS)
        assert threads.submit(under, COUNTY, lambda: "the county's").result(SECONDS) == "the county's"
        may_end.set()
        assert city.result(SECONDS) == "the city's"
