"""Write the parts of the document, each under its heading; a part without content is left out with its heading."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from views.briefing.content import Briefing, Claim
from views.briefing.paper.numerals import long_day
from views.briefing.paper.table import grid_of, numbered
from views.briefing.paper.writer import Writer
from views.exports.listing import Listing
from views.text.labels import absent, day, formula, label, named, number
from views.text.sentences import by_standing

ROWS = 400  # most rows of a list; the workbook has the rest
_SOURCES = 120  # most letters for the sources under the title
_GOALS = ("goal", "line", "due", "shown", "words", "still")
_AREAS = ("area", "numerator", "denominator", "value", "words", "gap_units")
_JUDGED = ("judged_on", "judged_value")
_UNITS = ("unit_name", "area", "town_name", "numerator", "denominator", "own", "band", "stage", "pupils")
_UNIT_COLUMNS = 6


def title(writer: Writer, briefing: Briefing) -> None:
    """Write the title, and below it the date, whether the figures are official, and their sources."""
    writer.paragraph(briefing.title, "Title")
    writer.paragraph(long_day(briefing.as_of), "Byline")
    if briefing.compared:
        writer.paragraph(label("briefing.compared", areas=briefing.compared), "Byline")
    writer.paragraph(label("document.badge", status=label(f"status.{briefing.status}")), "Byline")
    if len(briefing.sources) > _SOURCES:
        writer.paragraph(label("document.sources_below"), "Source")
    elif briefing.sources:
        writer.paragraph(label("source_line", sources=briefing.sources), "Source")


def situation(writer: Writer, briefing: Briefing, pictures: Mapping[str, bytes]) -> None:
    """Write the first claim's figure, the goals by standing, their table and the map."""
    writer.heading(1, label("document.situation"))
    if not len(briefing.goals):
        writer.paragraph(label("goals.none"))
        return
    for claim in briefing.claims[:1]:
        writer.sentences(f"{_figure(claim)}{claim.sentence}")
    counted = by_standing(briefing.goals["standing"])
    counts_in_words = [
        label("document.standing", standing=label(f"standing.{one}").lower(), count=count)
        for one, count in counted.items()
    ]
    every = label("list_mark").join(counts_in_words)
    writer.paragraph(label("document.standings", area=briefing.area, count=len(briefing.goals), standings=every))
    writer.table(briefing.standings.title, grid_of(_compact(briefing.standings, briefing.as_of), _GOALS))
    if "map" in pictures:
        writer.picture(label("document.map", area=briefing.area), pictures["map"], briefing.subtitle)


def progress(writer: Writer, briefing: Briefing, pictures: Mapping[str, bytes]) -> None:
    """Write each claim under its own heading: its sentences, its areas, its picture, the clause, rule and formula."""
    if not briefing.claims:
        return
    writer.heading(1, label("document.progress"))
    tables: dict[str, str] = {}
    for claim in briefing.claims:
        writer.heading(2, label("document.claim", title=claim.title, code=claim.code))
        writer.sentences(f"{_figure(claim)}{claim.sentence}")
        _areas(writer, claim, tables)
        if claim.code in pictures:
            writer.picture(f"{claim.code} {claim.title}", pictures[claim.code], f"{_figure(claim)}{claim.sentence}")
        writer.heading(3, label("document.basis"))
        writer.sentences(claim.source, lead=label("document.lead", heading=label("note.clause")))
        writer.sentences(claim.rule, lead=label("document.lead", heading=label("note.rule")))
        writer.sentences(formula(claim.meaning), lead=label("document.lead", heading=label("note.formula")))


def changes(writer: Writer, briefing: Briefing) -> None:
    """Write what changed since the earlier date."""
    if briefing.changes:
        writer.heading(1, label("document.changes"))
    for line in briefing.changes:
        writer.sentences(line)


def missing(writer: Writer, briefing: Briefing) -> None:
    """Write the missing units, claim by claim; a list already written is only referred to, a long one is cut."""
    if not briefing.claims:
        return
    writer.heading(1, label("document.missing"))
    seen: dict[tuple[str, str], str] = {}
    for claim in briefing.claims:
        same = seen.setdefault((claim.meaning["indicator_id"], claim.area), claim.code)
        if claim.missing.rows:
            writer.heading(2, label("document.claim", title=claim.title, code=claim.code))
            _list(writer, claim, same, briefing.stem)
    unlisted = [claim for claim in briefing.claims if not claim.missing.rows]
    nobody = "document.nobody_compared" if briefing.compared else "document.nobody"
    for key, without in ((nobody, False), ("document.no_data", True)):
        codes = [claim.code for claim in unlisted if absent(claim.figure["value"]) is without]
        writer.paragraph(label(key, goals=label("list_mark").join(codes)) if codes else "")


def method(writer: Writer, briefing: Briefing) -> None:
    """Write what applies to every figure, and where the briefing can be opened."""
    writer.heading(1, label("document.method"))
    for heading, text in (pair for pair in briefing.notes if pair[0] != label("note.title")):
        writer.paragraph(text, lead=label("document.lead", heading=heading))


def _compact(standings: Listing, as_of: date) -> Listing:
    """Return the list of goals in fewer columns: number with name, share with counts, earlier figure with its date."""
    frame = standings.frame
    rows = zip(frame["shown"], frame["counted"], frame["format"], strict=True)
    joined = [f"{shown} {counted}" if form == "%" and counted != "—" else shown for shown, counted, form in rows]
    joined = [
        words if absent(when) or when == as_of else label("document.figure_on", figure=words, date=day(when))
        for words, when in zip(joined, frame["as_of"], strict=True)
    ]
    names = [f"{code} {name}" for code, name in zip(frame["goal_id"], frame["goal"], strict=True)]
    return replace(standings, frame=frame.assign(shown=joined, goal=names))


def _areas(writer: Writer, claim: Claim, shown: dict[str, str]) -> None:
    """Write the table of areas that have a figure, or refer to the same table already written (`shown`)."""
    writer.heading(3, label("document.areas"))
    frame = claim.by_area.frame
    known, judged = frame[frame["value"].notna()], "words" in frame
    same = shown.setdefault(claim.meaning["indicator_id"], claim.code)
    if known.empty:
        writer.paragraph(label("goals.not_by_area"))
    elif same != claim.code and not judged:
        writer.paragraph(label("document.same_areas", code=same))
    else:
        writer.sentences(claim.counties)
        earlier = judged and (known["judged_on"].dropna() != claim.as_of).any()
        names = (*_AREAS, *(_JUDGED if earlier else ()))
        writer.table(claim.by_area.title, grid_of(replace(claim.by_area, frame=known), names))
        silent = len(frame) - len(known)
        writer.paragraph(label("document.silent_areas", count=number(silent)) if silent else "")


def _list(writer: Writer, claim: Claim, same: str, file: str) -> None:
    if same != claim.code:
        writer.paragraph(label("document.same_list", code=same))
        return
    rows = claim.missing.rows
    writer.paragraph(label("document.listed", count=number(rows)))
    column_names = {column.name for column in claim.missing.columns}
    grid = grid_of(claim.missing, [name for name in _UNITS if name in column_names][:_UNIT_COLUMNS], ROWS)
    writer.table(claim.missing.title, numbered(grid, label("document.row")))
    if rows > ROWS:
        writer.paragraph(label("document.more_rows", shown=ROWS, all=number(rows), file=f"{file}.xlsx"))


def _figure(claim: Claim) -> str:
    key = "document.figure" if claim.meaning["format"] == "%" else "document.figure_number"
    if absent(claim.figure["value"]):
        key = "document.figure_none"
    return label(
        key,
        day=long_day(claim.as_of),
        area=claim.area,
        title=named(claim.meaning),
        value=claim.value,
        beside=claim.beside,
    )
