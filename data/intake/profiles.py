"""Named profiles: users' saved decisions on columns, headers and headings, with who saved them and when.

A profile saved by a county's editor is used only in that county's intake; one saved by a city's editor, in the whole
place.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from data.intake.choices import ANY, Choices
from data.intake.decisions import FILE, DecisionsError, Kept, change, kept_of, places_of
from data.intake.known_names import known_names
from data.intake.preview import SheetView
from data.rights import current_user, own_county, require_remember


@dataclass(frozen=True)
class Profile:
    """A named profile: its decisions, the county it applies to (empty: the whole place), who saved it and when.

    Profiles of versions that did not record the user have an empty `who` and `at`.
    """

    name: str
    choices: Choices
    reach: str = ""
    who: str = ""
    at: str = ""

    @property
    def key(self) -> str:
        """A key that differs between profiles of the same name in different counties."""
        return f"{self.name}@{self.reach}" if self.reach else self.name


def profiles(place: str, *, every: bool = False) -> dict[str, Profile]:
    """Return the profiles the current user may apply in a place, by key. Raises `DecisionsError`.

    With `every`, a user who sees the whole place also gets the counties' profiles, to list them, not to use them.
    """
    kept, mine = kept_of(place), own_county()
    found = [Profile(name, _choices(said)) for name, said in kept["profiles"].items()]
    found += [_profile(one) for one in kept["kept_profiles"]]
    used = [one for one in found if one.reach in ("", mine or "") or (every and mine is None)]
    return {one.key: one for one in sorted(used, key=lambda one: one.key)}


def keep_profile(place: str, name: str, choices: Choices) -> None:
    """Keep columns, headers and headings under a name; one's own of that name is replaced.

    Raises `RefusedError` if the current user may not, `DecisionsError`, `OSError`.
    """
    require_remember(place, own_county() or "")
    saved = Choices(choices.columns, choices.headers, sections=choices.sections).as_dict()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    entry = {"name": name, "reach": own_county() or "", "who": current_user().who, "at": now, "choices": saved}

    def changed(kept: Kept) -> Kept:
        others = _without(kept, name, own_county() or "")
        return others | {"kept_profiles": [*others["kept_profiles"], entry]}

    change(place, changed, "profile_kept", name, own_county() or "")


def forget_profile(place: str, profile: Profile) -> None:
    """Remove a profile. Raises `RefusedError` if the current user may not, `DecisionsError`, `OSError`."""
    require_remember(place, profile.reach)
    name, reach = profile.name, profile.reach
    change(place, lambda kept: _without(kept, name, reach), "profile_removed", name, reach)


def _without(kept: Kept, name: str, reach: str) -> Kept:
    older = kept["profiles"] if reach else {key: saved for key, saved in kept["profiles"].items() if key != name}
    others = [entry for entry in kept["kept_profiles"] if (entry.get("name"), entry.get("reach")) != (name, reach)]
    return kept | {"profiles": older, "kept_profiles": others}


def _profile(entry: Kept) -> Profile:
    words = {key: entry.get(key) for key in ("name", "reach", "who", "at")}
    if not all(isinstance(value, str) for value in words.values()):
        raise DecisionsError(f"{FILE}: {words}")
    return Profile(choices=_choices(entry.get("choices")), **words)  # type: ignore[arg-type]


def general(choices: Choices, views: Sequence[SheetView]) -> Choices:
    """Return the decisions on columns, headers and headings in a form that applies to next year's files of any name.

    The sheet's name is kept for a workbook. For a text file it is dropped, because it equals the file's name.
    """
    workbook_sheets = {(view.file, view.sheet) for view in views if not view.file.startswith(f"{view.sheet}.")}

    def sheet(file: str, name: str) -> str:
        return name if (file, name) in workbook_sheets else ANY

    columns = [replace(choice, file=ANY, sheet=sheet(choice.file, choice.sheet)) for choice in choices.columns]
    headers = [replace(choice, file=ANY, sheet=sheet(choice.file, choice.sheet)) for choice in choices.headers]
    sections = [replace(choice, file=ANY, sheet=sheet(choice.file, choice.sheet)) for choice in choices.sections]
    return Choices(
        tuple(dict.fromkeys(columns)), tuple(dict.fromkeys(headers)), sections=tuple(dict.fromkeys(sections))
    )


def _choices(saved: Any) -> Choices:
    try:
        return Choices.from_dict(saved)
    except (TypeError, AttributeError) as error:
        raise DecisionsError(f"{FILE}: {error}") from error


def check() -> None:
    """Raise `DecisionsError` where anything of what is remembered cannot be read."""
    for place in places_of():
        profiles(place, every=True)
        known_names(place)
