"""How to ask each public verb its natural question, found from its signature: a new verb is measured by itself."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import queries
from queries import Page, Scope

NOT_VERBS = ("figure_of", "share")  # arithmetic on a frame that is there already
WHOLE, COUNTY = "place", "county"


@dataclass(frozen=True)
class Known:
    """What a question may need: the newest scope of one county, and a partnership and schools in it."""

    scope: Scope
    before: Any
    place: str
    indicator: str
    town: str
    partnership: str
    school: str
    words: str

    def value(self, name: str, verb: str) -> Any:
        """Return a value for a parameter by its name; raises `KeyError` for one nobody has thought of."""
        values = {
            "scope": self.scope,
            "indicator": self.indicator,
            "goal": "B-1",  # tests/bench/registries.py: the first goal, on the programme's headline
            "before": self.before,
            "since": self.before,
            "place": self.place,
            "programme_id": self.scope.programme,
            "page": Page(),
            "partnership_id": self.partnership,
            "school_id": self.school,
            "words": self.words,
            "text": self.words,
            "asked": self.words,
            "query": self.words,
            "id": self.partnership if verb == "partnership" else self.school,
            "key": self.partnership if verb == "partnership" else self.school,
        }
        return values[name]


@dataclass(frozen=True)
class Question:
    """One call of a verb: its name, what it is about, and the call; `call` is None where a parameter is unknown."""

    verb: str
    about: str
    call: Callable[[], Any] | None
    unknown: str = ""

    @property
    def what(self) -> str:
        """The question's name in the table."""
        return f"verb {self.verb} ({self.about})" if self.about else f"verb {self.verb}"


def questions(known: Known) -> Iterator[Question]:
    """Return the questions of every public verb: of the county, and of the whole place."""
    for name in queries.__all__:
        verb = getattr(queries, name)
        if name in NOT_VERBS or inspect.isclass(verb) or not callable(verb):
            continue
        parameters = inspect.signature(verb).parameters
        if "scope" not in parameters:
            yield _question(name, verb, "", known)
            continue
        yield _question(name, verb, COUNTY, known)
        if name not in ("towns", "partnership", "school", "nearest"):  # questions of one county only
            yield _question(name, verb, WHOLE, replace(known, scope=replace(known.scope, area=None)))


def _question(name: str, verb: Callable[..., Any], about: str, known: Known) -> Question:
    given: dict[str, Any] = {}
    for key, parameter in inspect.signature(verb).parameters.items():
        if parameter.default is not inspect.Parameter.empty and key not in ("page", "own"):
            continue
        try:
            given[key] = about == COUNTY if key == "own" else known.value(key, name)
        except KeyError:
            return Question(name, about, None, key)
    return Question(name, about, lambda: verb(**given))
