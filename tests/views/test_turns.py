"""As many reruns at once as there are turns: a turn is shared, lent, given back after an exception, and never gained."""

import threading

import pytest

from views.shell import turns
from views.shell.turns import long_task, turn, turn_lent


@pytest.fixture(autouse=True)
def one_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one rerun run at a time."""
    monkeypatch.setattr(turns, "_TURNS", threading.BoundedSemaphore(1))


def is_free() -> bool:
    """Return whether another thread gets a turn at once."""
    found = []

    def take() -> None:
        found.append(turns._TURNS.acquire(blocking=False))
        if found[0]:
            turns._TURNS.release()

    other = threading.Thread(target=take)
    other.start()
    other.join()
    return found[0]


def test_one_at_a_time_and_a_fragment_shares_the_turn_of_its_page() -> None:
    with turn():
        assert not is_free()
        with turn():
            assert not is_free()
        assert not is_free(), "the page goes on"
    assert is_free()


def test_a_turn_is_given_back_after_an_exception() -> None:
    with pytest.raises(RuntimeError), turn():
        raise RuntimeError
    assert is_free()


def test_a_turn_is_lent_while_its_thread_waits() -> None:
    with turn():
        with turn_lent():
            assert is_free()
        assert not is_free()
        with long_task():
            assert is_free()
        assert not is_free()
    assert is_free()


def test_who_holds_no_turn_lends_none() -> None:
    with turn_lent():
        assert is_free()
    with turn():
        assert not is_free(), "no turn was gained"
    assert is_free()
