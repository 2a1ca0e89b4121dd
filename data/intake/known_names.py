"""Saved school names: users matched a written name with a school, and later readings use it.

A county's editor saves names for rows and schools of that county, a city's editor for the whole place. A saved name
never overrides a school code or a name in the roster: `data.intake.resolve.schools` uses it only for unresolved names.
"""

from dataclasses import asdict, fields
from datetime import UTC, datetime

from data.intake.choices import KnownName
from data.intake.decisions import FILE, DecisionsError, Kept, change, kept_of
from data.rights import current_user, own_county, require_remember

_FIELDS = ("written", "school_id", "county", "reach", "who", "at")


def known_names(place: str) -> tuple[KnownName, ...]:
    """Return the saved names of a place that apply to the sheets of the current user. Raises `DecisionsError`.

    Names of versions that did not record the user are included; their `who` and `at` are empty.
    """
    kept, mine = kept_of(place), own_county()
    found = [_name(one) for one in (*kept["names"], *_before(kept))]
    found = [one for one in found if one.reach in ("", one.county)]  # a county decides for its own rows alone
    return tuple(one for one in found if not mine or (one.reach in ("", mine) and one.county in ("", mine)))


def keep_name(place: str, written: str, school_id: str, county: str, school_county: str) -> None:
    """Remember which school a name means that is written in a county's rows (empty: in rows that name none).

    Raises `RefusedError` if the current user may not decide for the county or the school's county, `DecisionsError`,
    `OSError`.
    """
    own = own_county()
    require_remember(place, *((county or place, school_county or place) if own else ()))
    name = KnownName(written, school_id, county=county, reach=own or "", who=current_user().who, at=_now())

    def changed(kept: Kept) -> Kept:
        older = [entry for entry in kept["aliases"] if county or own or entry.get("written") != written]
        return kept | {"names": [*_others(kept, name), _stored(name)], "aliases": older}

    change(place, changed, "name_kept", _told(name), county)


def forget_name(place: str, name: KnownName) -> None:
    """Remove a saved name. Raises `RefusedError` if the current user may not, `DecisionsError`, `OSError`."""
    require_remember(place, name.reach)
    change(place, lambda kept: _without(kept, name), "name_removed", _told(name), name.county)


def confirm_name(place: str, name: KnownName) -> None:
    """Keep under one's own name what a version remembered that did not note who decided; errors as of `forget_name`."""
    require_remember(place)
    confirmed = KnownName(name.written, name.school_id, county=name.county, who=current_user().who, at=_now())

    def changed(kept: Kept) -> Kept:
        others = _without(kept, name)
        return others | {"names": [*_others(others, confirmed), _stored(confirmed)]}

    change(place, changed, "name_kept", _told(confirmed), name.county)


def _without(kept: Kept, name: KnownName) -> Kept:
    """Return the saved decisions without a name."""
    same = {"written": name.written, "school_id": name.school_id}
    older = kept["aliases"] if name.who else [entry for entry in kept["aliases"] if entry != same]
    return kept | {"names": _others(kept, name) if name.who else kept["names"], "aliases": older}


def _others(kept: Kept, name: KnownName) -> list[Kept]:
    key = {"written": name.written, "county": name.county, "reach": name.reach}
    return [entry for entry in kept["names"] if any(entry.get(field) != value for field, value in key.items())]


def _before(kept: Kept) -> list[Kept]:
    return [{"written": entry.get("written"), "school_id": entry.get("school_id")} for entry in kept["aliases"]]


def _name(entry: Kept) -> KnownName:
    if not set(entry) <= {field.name for field in fields(KnownName)} or not all(
        isinstance(value, str) for value in entry.values()
    ):
        raise DecisionsError(f"{FILE}: {entry}")
    try:
        return KnownName(**entry)
    except TypeError as error:
        raise DecisionsError(f"{FILE}: {error}") from error


def _stored(name: KnownName) -> Kept:
    return {key: value for key, value in asdict(name).items() if key in _FIELDS}


def _told(name: KnownName) -> str:
    return f"{name.written} → {name.school_id}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
