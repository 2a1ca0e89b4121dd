"""Columns that some schools of a county fill and others leave blank: there a blank leaves the school out of a figure."""

from collections.abc import Callable

from data.intake.checks.half_filled import School, blank_beside, blanks_told, is_basic, is_compulsory
from data.intake.findings import Finding
from data.intake.readers.roster.reader import ReadSchool
from data.intake.resolve.areas import Areas
from data.registry.rows import indicators

_FIGURES = {
    "principal_years": ("principal_rotation",),
    "teachers_unrotated": ("teacher_rotation",),
    "demo_experiments_planned": ("demo_experiments",),
    "group_experiments_planned": ("group_experiments",),
    "pupils": ("small_schools_left", "small_school_integration"),
}
_OF_TEACHERS: dict[str, tuple[str, Callable[[School], bool]]] = {
    "teachers_72_hours": ("training_hours", lambda _: True),
    "teachers_training_passed": ("training_pass", lambda _: True),
    "teachers_it_passed": ("it_training_pass", is_basic),
    "teachers_unrotated": (
        "teacher_rotation",
        lambda school: is_compulsory(school) and school["teachers_unrotated"] is not None,
    ),
}


def left_out(drafts: list[ReadSchool], areas: Areas) -> list[Finding]:
    """Return one warning a column: how many schools of which county drop out of which figures by leaving it blank."""
    remarks = [_without_teachers(drafts, areas)]
    for column, figures in _FIGURES.items():
        blank = blank_beside(drafts, column, _rural if column == "pupils" else is_compulsory)
        remarks.append(blanks_told("blanks_left_out", column, blank, drafts, areas, **_named(figures)))
    return [remark for remark in remarks if remark is not None]


def _rural(school: School) -> bool:
    code, band = school["urban_rural_code"], school["reported_band"]
    is_urban = code.startswith("11") if code else band in (None, "城区")
    return is_compulsory(school) and not is_urban


def _without_teachers(drafts: list[ReadSchool], areas: Areas) -> Finding | None:
    """Return the warning on blank numbers of teachers, asked where a county states what is a share of them."""
    figures, found = [], dict[str, ReadSchool]()
    for column, (figure, asked) in _OF_TEACHERS.items():
        stating = {draft.fields["county_code"] for draft in drafts if draft.fields[column] is not None}
        mine = [draft for draft in drafts if draft.fields["county_code"] in stating]
        blank = blank_beside(mine, "teachers", asked)
        figures += [figure] if blank else []
        found |= {draft.fields["school_id"]: draft for draft in blank}
    return blanks_told("blanks_left_out", "teachers", list(found.values()), drafts, areas, **_named(figures))


def _named(figures: tuple[str, ...] | list[str]) -> dict[str, str]:
    rows = [indicators()[figure] for figure in figures]
    return {
        "figures": "、".join(row["name_zh"] for row in rows),
        "figures_en": "; ".join(row["name_en"] for row in rows),
    }
