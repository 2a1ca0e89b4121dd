"""Columns, headers and headings decided by hand, remembered as named profiles with who kept them and when.

What a county's editor keeps is used in that county's intake alone; what a city's editor keeps in all of the place.
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
    """A named profile: what it decides, the county it holds for (empty: all of the place), who kept it and when.

    One from a version that did not note who has neither.
    """

    name: str
    choices: Choices
    reach: str = ""
    who: str = ""
    at: str = ""

    @property
    def key(self) -> str:
        """Tell it from one of the same name that holds elsewhere."""
        return f"{self.name}@{self.reach}" if self.reach else self.name


def profiles(place: str, *, every: bool = False) -> dict[str, Profile]:
    """Return the profiles that whoever is at work uses in a place, by key; raises `DecisionsError`.

    `every` adds, for who sees all of the place, those of the counties: to be listed, not to be used.
    """
    kept, mine = kept_of(place), own_county()
    found = [Profile(name, _choices(said)) for name, said in kept["profiles"].items()]
    found += [_profile(one) for one in kept["kept_profiles"]]
    used = [one for one in found if one.reach in ("", mine or "") or (every and mine is None)]
    return {one.key: one for one in sorted(used, key=lambda one: one.key)}


def keep_profile(place: str, name: str, choices: Choices) -> None:
    """Keep columns, headers and headings under a name; one's own of that name is replaced.

    Raises `RefusedError` where whoever is at work may not, `DecisionsError`, `OSError`.
    """
    require_remember(place, own_county() or "")
    said = Choices(choices.columns, choices.headers, sections=choices.sections).as_dict()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    fresh = {"name": name, "reach": own_county() or "", "who": current_user().who, "at": now, "choices": said}

    def changed(kept: Kept) -> Kept:
        rest = _without(kept, name, own_county() or "")
        return rest | {"kept_profiles": [*rest["kept_profiles"], fresh]}

    change(place, changed, "profile_kept", name, own_county() or "")


def forget_profile(place: str, profile: Profile) -> None:
    """Forget a profile. Raises `RefusedError` where whoever is at work may not, `DecisionsError`, `OSError`."""
    require_remember(place, profile.reach)
    name, reach = profile.name, profile.reach
    change(place, lambda kept: _without(kept, name, reach), "profile_removed", name, reach)


def _without(kept: Kept, name: str, reach: str) -> Kept:
    before = kept["profiles"] if reach else {key: said for key, said in kept["profiles"].items() if key != name}
    rest = [one for one in kept["kept_profiles"] if (one.get("name"), one.get("reach")) != (name, reach)]
    return kept | {"profiles": before, "kept_profiles": rest}


def _profile(said: Kept) -> Profile:
    words = {key: said.get(key) for key in ("name", "reach", "who", "at")}
    if not all(isinstance(value, str) for value in words.values()):
        raise DecisionsError(f"{FILE}: {words}")
    return Profile(choices=_choices(said.get("choices")), **words)  # type: ignore[arg-type]


def general(choices: Choices, views: Sequence[SheetView]) -> Choices:
    """Return columns, headers and headings decided for these sheets as they hold for next year's: whatever the file is called.

    The sheet's name is kept where it is one of a workbook's; a text file's sheet is called as the file.
    """
    own = {(view.file, view.sheet) for view in views if not view.file.startswith(f"{view.sheet}.")}

    def sheet(file: str, name: str) -> str:
        return name if (file, name) in own else ANY

    columns = [replace(one, file=ANY, sheet=sheet(one.file, one.sheet)) for one in choices.columns]
    headers = [replace(one, file=ANY, sheet=sheet(one.file, one.sheet)) for one in choices.headers]
    sections = [replace(one, file=ANY, sheet=sheet(one.file, one.sheet)) for one in choices.sections]
    return Choices(
        tuple(dict.fromkeys(columns)), tuple(dict.fromkeys(headers)), sections=tuple(dict.fromkeys(sections))
    )


def _choices(said: Any) -> Choices:
    try:
        return Choices.from_dict(said)
    except (TypeError, AttributeError) as error:
        raise DecisionsError(f"{FILE}: {error}") from error


def check() -> None:
    """Raise `DecisionsError` where anything of what is remembered cannot be read."""
    for place in places_of():
        profiles(place, every=True)
        known_names(place)
