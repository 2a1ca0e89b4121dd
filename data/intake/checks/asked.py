"""Of which schools a fact is asked, as indicator_facts.csv says it, and which of them leave it blank."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from typing import Any

from data.intake.checks.consistency import NAMES
from data.intake.findings import Finding, finding
from data.intake.readers.roster.reader import ReadSchool
from data.intake.resolve.areas import Areas
from data.registry.rows import Row, registry
from data.registry.schema import URBAN_RURAL_CODES

_STAGES = {row["stage"]: row for row in registry("stages")}
_SMALL = 100  # pupils; 国办发〔2018〕27号
School = dict[str, Any]
Test = Callable[[School], bool]


def facts(blank: str, stated: Collection[str] = ("own", "county")) -> dict[str, list[Row]]:
    """Return the rows of indicator_facts.csv on schools whose blank means `blank`, by column; those so `stated` alone."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in registry("indicator_facts"):
        if (row["table"], row["blank"]) == ("schools", blank) and row["stated"] in stated:
            found[row["column"]].append(row)
    return found


def asked_of(row: Row, drafts: list[ReadSchool], paired: Collection[str]) -> Test:
    """Return the test for the schools a fact is asked of: those that meet every word of the row's `asked`.

    `paired` are the ids of the schools of pairings.
    """
    tests = [_test(word, drafts, paired) for word in row["asked"].split()]
    return lambda school: all(test(school) for test in tests)


def _test(word: str, drafts: list[ReadSchool], paired: Collection[str]) -> Test:
    column, _, condition = word.partition(":")
    if condition == "some":
        return lambda school: bool(school[column])
    if condition == "stated":
        return lambda school: school[column] is not None
    if condition == "county":
        counties = {draft.fields["county_code"] for draft in drafts if draft.fields[column] is not None}
        return lambda school: school["county_code"] in counties
    if word == "paired":
        return lambda school: school["school_id"] in paired
    return _KINDS.get(word) or (lambda school: school["stage"] == word)


def _is_rural(school: School) -> bool:
    band = URBAN_RURAL_CODES.get(school["urban_rural_code"], school["reported_band"])
    return band not in (None, "城区")


_KINDS: dict[str, Test] = {
    "all": lambda _: True,
    "basic": lambda school: _STAGES[school["stage"]]["basic"] == "yes",
    "compulsory": lambda school: _STAGES[school["stage"]]["stage_scope"] == "义务教育",
    "rural": _is_rural,
    "small": lambda school: school["pupils"] is not None and school["pupils"] < _SMALL,
}


def blank_beside(drafts: list[ReadSchool], column: str, asked: Test) -> list[ReadSchool]:
    """Return the asked schools that leave a column blank in a county where another asked school states it."""
    mine = [draft for draft in drafts if asked(draft.fields)]
    stating = {draft.fields["county_code"] for draft in mine if draft.fields[column] is not None}
    return [draft for draft in mine if draft.fields[column] is None and draft.fields["county_code"] in stating]


def blanks_finding(
    code: str, column: str, blank: list[ReadSchool], drafts: list[ReadSchool], areas: Areas, **details: object
) -> Finding | None:
    """Return the finding `code` on a column at the first blank, with how many schools of which county leave it blank."""
    if not blank:
        return None
    counties = Counter(draft.fields["county_code"] for draft in blank)
    words = "、".join(f"{areas.counties.get(county, county)} {number}" for county, number in counties.items())
    first = next((draft for draft in drafts if column in draft.record.cells), blank[0])
    where = first.table.location(blank[0].record if blank[0].table is first.table else first.record, column)
    return finding(code, where, len(blank), title=where.header or NAMES[column], counties=words, **details)
