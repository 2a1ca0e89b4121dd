"""Find the core school of one partnership: a school of the place, one from elsewhere, or none named."""

import re
from typing import Any

from data.intake.readers.pairings.terms import Terms
from data.intake.readers.row_reader import LookupReader
from data.intake.resolve.written_names import several_schools
from data.intake.values.cells import is_missing, stated, text

_ELSEWHERE = re.compile(r"^([^县区镇乡村街道]{2,6}(省|市|自治区|自治州))(?=.)")
_CLOSE_NAME = 85.0
_NOBODY: dict[str, Any] = {"core_school_id": None, "core_name": None, "core_place": None, "core_is_quality": None}


def core_of(reader: LookupReader, terms: Terms, county: str | None) -> dict[str, Any] | None:
    """Return the columns of a partnership's core, or None and a finding if the core is uncertain.

    A community with a name but no named core is kept without a core.
    """
    table, record, cells = terms.table, terms.record, terms.said
    written, code = text(cells.get("core_name")), text(cells.get("core_id"))
    code = "" if is_missing(code) else code
    if is_missing(written) and not code:
        name = stated(cells.get("name"))
        reader.say("core_unnamed" if name else "core_missing", table, record, "core_name", name or "")
        return dict(_NOBODY) if name else None
    if not code and len(schools := several_schools(str(cells.get("core_name") or ""))) > 1:
        reader.say("core_several", table, record, "core_name", written, names="、".join(schools))
        return None
    place = stated(cells.get("core_place"))
    place = None if place and (place in reader.areas.name or reader.areas.county_named(place)) else place
    match = reader.directory.find(written, county, code=code, at=table.location(record, "core_name"))
    quality = terms.flag("core_quality")
    if match.school_id is None and (place or _from_elsewhere(reader, written, match.reason)):
        place = place or (_ELSEWHERE.match(written) or [written])[0]
        reader.say("core_outside", table, record, "core_name", written, where=place)
        return {"core_school_id": None, "core_name": written, "core_place": place, "core_is_quality": quality}
    school = reader.school(table, record, "core_id" if code else "core_name", code or written, match)
    if school is None:
        return None
    known_school = reader.directory.by_id[school]
    if None not in (quality, known_school.is_quality) and quality != known_school.is_quality:
        reader.say("quality_contradicts", table, record, "core_quality", known_school.name)
    return {"core_school_id": school, "core_name": known_school.name, "core_place": None, "core_is_quality": quality}


def _from_elsewhere(reader: LookupReader, written: str, reason: str) -> bool:
    areas, named = reader.areas, _ELSEWHERE.match(written)
    own_names = (areas.name, *areas.counties.values())
    if reason != "unknown" or not named or written.startswith(own_names) or areas.county_named(named[1]):
        return False
    return reader.directory.closeness(written, None) < _CLOSE_NAME
