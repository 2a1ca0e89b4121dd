"""Calls on a data folder of a test's own."""

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

from data.paths import using_data

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def in_folder(folder: Path, call: Callable[Asked, Answer], *args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
    """Return what a call returns with a data folder in use."""
    with using_data(folder):
        return call(*args, **kwargs)
