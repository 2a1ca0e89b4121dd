"""The parts of the document, each under its heading; what a scope does not have is left out with its heading."""

from collections.abc import Mapping

from views.briefing.content import Briefing, Claim
from views.briefing.paper.table import grid_of, numbered
from views.briefing.paper.writer import Writer
from views.labels import absent, formula, label, named, number
from views.overview import by_standing

ROWS = 400  # of a list; a longer one is in the workbook
_SOURCES = 120  # letters of the sources under the title
_GOALS = ("goal_id", "goal", "line", "due", "shown", "counted", "words", "still")
_AREAS = ("area", "numerator", "denominator", "value", "words", "gap_units")
_JUDGED = ("judged_on", "judged_value")
_UNITS = ("unit_name", "area", "office", "town_name", "numerator", "denominator", "own", "band", "stage", "pupils")
_UNIT_COLUMNS = 6


def title(writer: Writer, briefing: Briefing) -> None:
    """Write the title, and below it the date, whether the figures are official, and their sources."""
    writer.paragraph(briefing.title, "Title")
    writer.paragraph(_day(briefing), "Byline")
    writer.paragraph(f"【{label(f'status.{briefing.status}')}】", "Byline")
    if len(briefing.sources) > _SOURCES:
        writer.paragraph(label("document.sources_below"), "Source")
    elif briefing.sources:
        writer.paragraph(label("source_line", sources=briefing.sources), "Source")


def situation(writer: Writer, briefing: Briefing, pictures: Mapping[str, bytes]) -> None:
    """Write where the scope stands: the first claim's figure, the goals by standing, and their table."""
    writer.heading(1, label("document.situation"))
    if not len(briefing.goals):
        writer.paragraph(label("goals.none"))
        return
    for claim in briefing.claims[:1]:
        writer.paragraph(f"{_figure(claim)}{claim.sentence}")
    counted = by_standing(briefing.goals["standing"])
    found = [
        label("document.standing", standing=label(f"standing.{one}"), count=count) for one, count in counted.items()
    ]
    every = label("list_mark").join(found)
    writer.paragraph(label("document.standings", area=briefing.area, count=len(briefing.goals), standings=every))
    writer.table(briefing.standings.title, grid_of(briefing.standings, _GOALS))
    if "map" in pictures:
        writer.picture(label("document.map", area=briefing.area), pictures["map"], briefing.subtitle)


def progress(writer: Writer, briefing: Briefing, pictures: Mapping[str, bytes]) -> None:
    """Write each claim under a heading of its own: its sentences, its areas, its picture, what it rests on."""
    if not briefing.claims:
        return
    writer.heading(1, label("document.progress"))
    for claim in briefing.claims:
        writer.heading(2, label("document.claim", title=claim.title, code=claim.code))
        writer.paragraph(f"{_figure(claim)}{claim.sentence}")
        _areas(writer, claim)
        if claim.code in pictures:
            writer.picture(f"{claim.code} {claim.title}", pictures[claim.code], f"{_figure(claim)}{claim.sentence}")
        writer.heading(3, label("document.basis"))
        writer.paragraph(claim.source, lead=label("document.lead", heading=label("note.clause")))
        writer.paragraph(claim.rule, lead=label("document.lead", heading=label("note.rule")))
        writer.paragraph(formula(claim.meaning), lead=label("document.lead", heading=label("note.formula")))


def changes(writer: Writer, briefing: Briefing) -> None:
    """Write what changed since the earlier date."""
    if briefing.changes:
        writer.heading(1, label("document.changes"))
    for line in briefing.changes:
        writer.paragraph(line)


def missing(writer: Writer, briefing: Briefing) -> None:
    """Write who is missing, claim by claim; a list that stood before is named, a long one goes on in the workbook."""
    if briefing.claims:
        writer.heading(1, label("document.missing"))
    seen: dict[tuple[str, str], str] = {}
    for claim in briefing.claims:
        writer.heading(2, label("document.claim", title=claim.title, code=claim.code))
        same = seen.setdefault((claim.meaning["indicator_id"], claim.area), claim.code)
        if same != claim.code:
            writer.paragraph(label("document.same_list", code=same))
        else:
            _list(writer, claim, briefing.stem)


def method(writer: Writer, briefing: Briefing) -> None:
    """Write what holds for every figure, and where the briefing can be opened."""
    writer.heading(1, label("document.method"))
    for heading, text in briefing.notes:
        writer.paragraph(text, lead=label("document.lead", heading=heading))


def _areas(writer: Writer, claim: Claim) -> None:
    writer.heading(3, label("document.areas"))
    if claim.areas.empty:
        writer.paragraph(label("goals.not_by_area"))
        return
    writer.paragraph(claim.counties)
    frame = claim.by_area.frame
    earlier = "judged_on" in frame and (frame["judged_on"].dropna() != claim.as_of).any()
    writer.table(claim.by_area.title, grid_of(claim.by_area, (*_AREAS, *(_JUDGED if earlier else ()))))


def _list(writer: Writer, claim: Claim, file: str) -> None:
    rows = claim.missing.rows
    if absent(claim.figure["value"]):
        writer.paragraph(label("document.no_data"))
    elif not rows:
        writer.paragraph(label("document.nobody"))
    else:
        writer.paragraph(label("document.listed", count=number(rows)))
        names = [name for name in _UNITS if name in {column.name for column in claim.missing.columns}][:_UNIT_COLUMNS]
        grid = grid_of(claim.missing, names, ROWS)
        writer.table(claim.missing.title, numbered(grid, label("document.row")))
    if rows > ROWS:
        writer.paragraph(label("document.more_rows", shown=ROWS, all=number(rows), file=f"{file}.xlsx"))


def _figure(claim: Claim) -> str:
    key = "document.figure" if claim.meaning["format"] == "%" else "document.figure_number"
    if absent(claim.figure["value"]):
        key = "document.figure_none"
    return label(
        key, day=_day(claim), area=claim.area, title=named(claim.meaning), value=claim.value, beside=claim.beside
    )


def _day(of: Briefing | Claim) -> str:
    months = label("document.months").split()
    return label("document.day", year=of.as_of.year, month=months[of.as_of.month - 1], day=of.as_of.day)
