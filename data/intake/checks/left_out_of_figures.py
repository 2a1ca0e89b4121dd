"""Find columns that some schools of a county fill and others leave blank, where a blank excludes the school from a figure."""

from data.intake.checks.asked import asked_of, blank_beside, blanks_finding, facts
from data.intake.findings import Finding
from data.intake.readers.roster.reader import ReadSchool
from data.intake.resolve.areas import Areas
from data.registry.rows import indicators


def left_out(drafts: list[ReadSchool], areas: Areas, paired: set[str]) -> list[Finding]:
    """Return one warning a column: how many schools of which county drop out of which figures by leaving it blank."""
    remarks = []
    for column, rows in facts("left_out").items():
        figures, found = list[str](), dict[str, ReadSchool]()
        for row in rows:
            blank = blank_beside(drafts, column, asked_of(row, drafts, paired))
            figures += [row["indicator_id"]] if blank else []
            found |= {draft.fields["school_id"]: draft for draft in blank}
        remarks.append(
            blanks_finding("blanks_left_out", column, list(found.values()), drafts, areas, **_named(figures))
        )
    return [remark for remark in remarks if remark is not None]


def _named(figures: list[str]) -> dict[str, str]:
    rows = [indicators()[figure] for figure in figures]
    return {
        "figures": "、".join(row["name_zh"] for row in rows),
        "figures_en": "; ".join(row["name_en"] for row in rows),
    }
