"""A verb that remembers: the same question, asked of the same snapshots, is answered once to everyone who may see as much."""

from collections.abc import Callable
from functools import partial, wraps
from typing import ParamSpec, TypeVar, cast

import pandas as pd

from queries.engine.pool import engine

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")


def cached(verb: Callable[_Asked, _Answer]) -> Callable[_Asked, _Answer]:
    """Return the verb with its answers kept as long as the engine they came from; frames come back as copies that share.

    All parameters are hashable.
    """

    @wraps(verb)
    def ask(*args: _Asked.args, **kwargs: _Asked.kwargs) -> _Answer:
        question = verb.__name__, args, frozenset(kwargs.items())
        found = engine().answers(question, partial(verb, *args, **kwargs))
        return cast(_Answer, found.copy(deep=False)) if isinstance(found, pd.DataFrame) else found

    return ask
