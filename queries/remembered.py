"""A verb that remembers: the same question, asked of the same snapshots, is answered once to everyone who may see as much."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import ParamSpec, TypeVar, cast

import pandas as pd

from queries.engine.access import grant_of_answers
from queries.engine.pool import engine

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")


def remembered(verb: Callable[_Asked, _Answer]) -> Callable[_Asked, _Answer]:
    """Return the verb with its answers kept as long as the engine they came from; frames come back as copies that share.

    The verb's last parameter is `data`; the others are hashable.
    """
    form = signature(verb)

    @wraps(verb)
    def ask(*args: _Asked.args, **kwargs: _Asked.kwargs) -> _Answer:
        given = form.bind(*args, **kwargs)
        given.apply_defaults()
        answers = engine(given.arguments["data"]).answers
        mine = grant_of_answers()
        question = (verb.__name__, mine, *(value for name, value in given.arguments.items() if name != "data"))
        kept: _Answer | None = answers.find(question)
        found = verb(*args, **kwargs) if kept is None else kept
        if (
            kept is None and grant_of_answers() == mine
        ):  # else the right changed meanwhile, and the answer is of another
            answers.keep(question, found)
        return cast(_Answer, found.copy(deep=False)) if isinstance(found, pd.DataFrame) else found

    return ask
