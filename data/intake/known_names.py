"""Written names of schools that were matched by hand and are remembered: by whom, when, and for which county's rows.

A county's editor decides for rows and schools of the county alone, a city's editor for all of the place. What is remembered
never outranks a school code or a name that the roster has: `data.intake.resolve.schools` asks only what is left open.
"""

from dataclasses import asdict, fields
from datetime import UTC, datetime

from data.intake.choices import KnownName
from data.intake.decisions import FILE, DecisionsError, Kept, change, kept_of
from data.rights import current_user, own_county, require_remember

_FIELDS = ("written", "school_id", "county", "reach", "who", "at")


def known_names(place: str) -> tuple[KnownName, ...]:
    """Return the remembered names of a place that hold where whoever is at work reads sheets; raises `DecisionsError`.

    Those of versions that did not note who decided are among them, without who and when.
    """
    kept, mine = kept_of(place), own_county()
    found = [_name(one) for one in (*kept["names"], *_before(kept))]
    found = [one for one in found if one.reach in ("", one.county)]  # a county decides for its own rows alone
    return tuple(one for one in found if not mine or (one.reach in ("", mine) and one.county in ("", mine)))


def keep_name(place: str, written: str, school_id: str, county: str, school_county: str) -> None:
    """Remember which school a name means that is written in a county's rows (empty: in rows that name none).

    Raises `RefusedError` where whoever is at work may not decide for the county or the school's, `DecisionsError`, `OSError`.
    """
    mine = own_county()
    require_remember(place, *((county or place, school_county or place) if mine else ()))
    name = KnownName(written, school_id, county=county, reach=mine or "", who=current_user().who, at=_now())

    def changed(kept: Kept) -> Kept:
        before = [one for one in kept["aliases"] if county or mine or one.get("written") != written]
        return kept | {"names": [*_others(kept, name), _stored(name)], "aliases": before}

    change(place, changed, "name_kept", _told(name), county)


def forget_name(place: str, name: KnownName) -> None:
    """Take a remembered name back. Raises `RefusedError` where whoever is at work may not, `DecisionsError`, `OSError`."""
    require_remember(place, name.reach)
    change(place, lambda kept: _without(kept, name), "name_removed", _told(name), name.county)


def confirm_name(place: str, name: KnownName) -> None:
    """Keep under one's own name what a version remembered that did not note who decided; errors as of `forget_name`."""
    require_remember(place)
    mine = KnownName(name.written, name.school_id, county=name.county, who=current_user().who, at=_now())

    def changed(kept: Kept) -> Kept:
        rest = _without(kept, name)
        return rest | {"names": [*_others(rest, mine), _stored(mine)]}

    change(place, changed, "name_kept", _told(mine), name.county)


def _without(kept: Kept, name: KnownName) -> Kept:
    """Return what is kept without a name."""
    same = {"written": name.written, "school_id": name.school_id}
    before = kept["aliases"] if name.who else [one for one in kept["aliases"] if one != same]
    return kept | {"names": _others(kept, name) if name.who else kept["names"], "aliases": before}


def _others(kept: Kept, name: KnownName) -> list[Kept]:
    key = {"written": name.written, "county": name.county, "reach": name.reach}
    return [one for one in kept["names"] if any(one.get(field) != value for field, value in key.items())]


def _before(kept: Kept) -> list[Kept]:
    return [{"written": one.get("written"), "school_id": one.get("school_id")} for one in kept["aliases"]]


def _name(said: Kept) -> KnownName:
    if not set(said) <= {field.name for field in fields(KnownName)} or not all(
        isinstance(value, str) for value in said.values()
    ):
        raise DecisionsError(f"{FILE}: {said}")
    try:
        return KnownName(**said)
    except TypeError as error:
        raise DecisionsError(f"{FILE}: {error}") from error


def _stored(name: KnownName) -> Kept:
    return {key: value for key, value in asdict(name).items() if key in _FIELDS}


def _told(name: KnownName) -> str:
    return f"{name.written} → {name.school_id}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
