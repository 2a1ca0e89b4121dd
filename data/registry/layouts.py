"""The layout of each registry: its columns, its key, its foreign keys and the words that a column allows."""

from dataclasses import dataclass, field

from data.vocabularies import SEVERITIES


@dataclass(frozen=True)
class Layout:
    """The key columns, foreign keys (column → registry and column) and allowed words of one registry.

    `days` and `numbers` are the columns of dates and of plain numbers; `spoken` are those whose words need a label (column →
    the label's first part); `templates` are those with placeholders in braces. `foreign_keys` are foreign keys of several
    columns (columns → the registry whose key they are).

    The other two concern a registry of a data folder's own. `falls_back`: the built-in row replaces a faulty one, and if any
    row is faulty the missing built-in rows are added. `completed`: the missing built-in rows are always added.
    """

    key: tuple[str, ...]
    columns: tuple[str, ...]
    foreign: dict[str, tuple[str, str]]
    allowed: dict[str, tuple[str, ...]]
    days: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    spoken: dict[str, str] = field(default_factory=dict)
    templates: tuple[str, ...] = ()
    falls_back: bool = True
    completed: bool = False
    foreign_keys: dict[tuple[str, ...], str] = field(default_factory=dict)


UNITS_COUNTED = (
    *("school", "partnership", "county", "pupil", "person", "experiment"),
    *("survey", "award", "event", "family"),
)
ASKED_KINDS: dict[str, tuple[str, ...]] = {
    "schools": ("all", "basic", "compulsory", "rural", "small", "paired"),
    "partnerships": ("active",),
}
"""The words of `asked` in indicator_facts.csv for the schools or partnerships a fact is asked of; a stage or a mode is allowed too."""
ASKED_CONDITIONS = ("some", "stated", "county")
"""Conditions of `asked` on a column (`teachers:some`): `some` is more than 0 or yes, `stated` is not blank, `county` is stated
by at least one school of the county."""
LAYOUTS: dict[str, Layout] = {
    "areas": Layout(
        ("area_code",),
        ("area_code", "parent_code", "place_code", "level", "name_zh", "name_en"),
        {"parent_code": ("areas", "area_code"), "place_code": ("areas", "area_code")},
        {"level": ("place", "county", "township", "office", "direct", "unassigned")},
    ),
    "stages": Layout(
        ("stage",),
        ("stage", "stage_scope", "order", "basic", "steps"),
        {},
        {"basic": ("yes", "no")},
        numbers=("order",),
        spoken={"stage": "stage"},
    ),
    "bands": Layout(
        ("urban_rural_code",),
        ("urban_rural_code", "band"),
        {},
        {"band": ("城区", "镇区", "乡村")},
        spoken={"band": "band"},
    ),
    "fields": Layout(
        ("table", "column"),
        ("table", "column", "kind", "zh", "en", "unit", "allowed", "source", "required"),
        {},
        {"kind": ("text", "count", "real", "day", "yes_no"), "required": ("yes", "no")},
        completed=True,
    ),
    "programmes": Layout(
        ("programme_id",),
        (
            *("programme_id", "place_code", "short_zh", "short_en", "title_zh", "title_en", "document_no"),
            *("issued_on", "rural_scope", "counting_rule", "lead_rule", "stage_scope", "modes", "milestones"),
            "source",
        ),
        {"place_code": ("areas", "area_code"), "stage_scope": ("stages", "stage_scope")},
        {
            "rural_scope": ("镇区+乡村", "乡村"),
            "counting_rule": ("each_site", "under_managing_school"),
            "lead_rule": ("quality", "urban", "any"),
        },
        falls_back=False,  # only the bureau knows its rules: the built-in ones of the place may differ
    ),
    "indicators": Layout(
        ("indicator_id",),
        (
            *(
                "indicator_id",
                "name_zh",
                "name_en",
                "unit_counted",
                "unit_zh",
                "unit_en",
                "format",
                "direction",
                "period",
            ),
            *("sentence_zh", "sentence_en", "numerator_zh", "numerator_en", "denominator_zh", "denominator_en"),
            *("in_zh", "in_en", "missing_zh", "missing_en", "rule_zh", "rule_en"),
        ),
        {},
        {
            "format": ("%", "number"),
            "direction": ("higher", "lower"),
            "period": ("computed", "latest", "year", "cumulative"),
            "unit_counted": UNITS_COUNTED,
        },
        templates=("rule_zh", "rule_en"),
    ),
    "indicator_facts": Layout(
        ("indicator_id", "table", "column"),
        ("indicator_id", "table", "column", "stated", "asked", "blank"),
        {"indicator_id": ("indicators", "indicator_id")},
        {
            "table": tuple(ASKED_KINDS),
            # own: each school states it for itself. county: if no school of a county states it, the county has no data.
            "stated": ("own", "county"),
            # not_met: counted in the denominator, not in the numerator. left_out: counted in neither. no: counted like
            # the answer "no" or 0. class: the urban-rural class decides instead.
            "blank": ("not_met", "left_out", "no", "class"),
        },
        completed=True,
        foreign_keys={("table", "column"): "fields"},
    ),
    "goals": Layout(
        ("goal_id",),
        (
            *("goal_id", "programme_id", "indicator_id", "name_zh", "name_en", "kind", "comparator", "target"),
            *("unit", "due", "milestone", "judged", "scope", "clause", "note_zh", "note_en"),
        ),
        {"programme_id": ("programmes", "programme_id"), "indicator_id": ("indicators", "indicator_id")},
        {
            "kind": ("target", "reference"),
            "comparator": (">=", "<="),
            "scope": ("city", "county", "city and each county", "school"),
            "judged": ("once", "each year"),
        },
        days=("due",),
        numbers=("target",),
        spoken={"unit": "goal_unit"},
        falls_back=False,
    ),
    "labels": Layout(("key",), ("key", "zh_CN", "en"), {}, {}, templates=("zh_CN", "en"), completed=True),
    "vocabulary": Layout(
        ("concept",),
        ("concept", "role", "words"),
        {},
        {"role": ("noun", "side", "question", "neutral", "qualifier", "doubt", "part", "unit", "other")},
    ),
    "reasons": Layout(("reason",), ("reason", "zh", "en"), {}, {}, completed=True),
    "headings": Layout(("meaning",), ("meaning", "words"), {}, {}),
    "titles": Layout(("table", "field"), ("table", "field", "titles"), {}, {}),
    "values": Layout(("column", "written"), ("column", "written", "stored"), {}, {}),
    "findings": Layout(
        ("code",),
        ("code", "severity", "zh", "en", "mend_zh", "mend_en"),
        {},
        {"severity": SEVERITIES},
        templates=("zh", "en", "mend_zh", "mend_en"),
        completed=True,
    ),
}
