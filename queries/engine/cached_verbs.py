"""Caches the results of verbs: the same call on the same snapshots runs once for all users with the same grant."""

from collections.abc import Callable
from functools import partial, wraps
from typing import ParamSpec, TypeVar, cast

import pandas as pd

from queries.engine.pool import engine

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")


def cached_verb(verb: Callable[_Asked, _Answer]) -> Callable[_Asked, _Answer]:
    """Return the verb with its results cached in the current engine; frames are returned as shallow copies.

    All arguments must be hashable.
    """

    @wraps(verb)
    def ask(*args: _Asked.args, **kwargs: _Asked.kwargs) -> _Answer:
        question = verb, args, frozenset(kwargs.items())
        found = engine().answers(question, partial(verb, *args, **kwargs))
        return cast(_Answer, found.copy(deep=False)) if isinstance(found, pd.DataFrame) else found

    return ask
