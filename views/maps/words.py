"""Write the words of the map: tooltips as plain text, and the standing of a school."""

from typing import Any

from views.text.labels import absent, day, either, label, number, term


def standing_words(row: Any) -> str:
    """Return the standing of a school in words: core, paired, not paired, folded into another, or not counted."""
    words = [label("is_core")] if row.leads else []
    if absent(row.unit_id):
        words.append(label("not_counted"))
    else:
        words.append(label("is_paired") if row.is_covered else label("is_missing"))
        if row.unit_id != row.school_id:
            words.append(label("folded"))
    return " · ".join(words)


def school_tip(row: Any) -> str:
    """Return a school's tooltip: its name, then band, stage, pupils and standing."""
    facts = f"{term('band', row.band)} · {term('stage', row.stage)} · {number(row.pupils)} {label('pupils_unit')}"
    return f"{row.name}\n{facts}\n{standing_words(row)}"


def pairing_tip(row: Any) -> str:
    """Return a pairing's tooltip: its schools, mode, distance, start and state."""
    far = "" if absent(row.distance_km) else f" · {row.distance_km:.1f} km"
    core = either(row.core_name, label("border.no_core"))
    return f"{core} → {row.member_name}\n{term('mode', row.mode)}{far} · {day(row.started_on)} · {term('state', row.state)}"
