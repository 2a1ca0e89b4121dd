"""Read returns, activities and funds. They may come with a roster or be added to a published date."""

from datetime import date

from data.intake.checks.fund_checks import overlapping, repeated, totals_beside_parts
from data.intake.checks.place_totals import place_totals
from data.intake.checks.return_checks import counted_twice, only_newest, outdated, without_repeats
from data.intake.findings import Finding, Location, finding
from data.intake.readers.reports.activities import ActivitiesReader
from data.intake.readers.reports.funds import FundsReader
from data.intake.readers.reports.returns import ReturnsReader
from data.intake.resolve.areas import Areas
from data.intake.resolve.communities import Communities
from data.intake.schools_and_pairings import Basis, Rows
from data.intake.tables.header.table_kinds import ACTIVITIES, FUNDS, RETURNS
from data.intake.tables.rows.table import Table
from data.store.snapshots import Snapshot

SUPPLEMENTS = (RETURNS, ACTIVITIES, FUNDS)
_NAMES = {
    "schools": "名册",
    "partnerships": "结对名单",
    "members": "成员",
    "returns": "填报表",
    "activities": "活动表",
    "funds": "经费表",
}
_OFFICIAL = "official"


def is_supplement(found: list[Table], standing: Snapshot | None) -> bool:
    """Return whether the sheets only add returns, activities or funds to the snapshot published for the date."""
    kinds = given_tables(found)
    return standing is not None and bool(kinds) and kinds <= set(SUPPLEMENTS)


def given_tables(found: list[Table]) -> set[str]:
    """Return the kinds of tables that hold rows. An empty sheet of the template is not included."""
    return {table.header.table for table in found if table.records}


def read_supplements(
    found: list[Table], areas: Areas, basis: Basis, as_of: date, findings: list[Finding]
) -> dict[str, Rows]:
    """Return the rows of the tables returns, activities and funds. Findings are added to `findings`."""
    communities = Communities.of(basis.rows["partnerships"], basis.rows["members"], basis.directory)
    context = (areas, basis.directory, communities, as_of)
    returns, activities, funds = ReturnsReader(*context), ActivitiesReader(*context), FundsReader(*context)
    rows: dict[str, Rows] = {name: [] for name in SUPPLEMENTS}
    read, money = [], []
    for table in found:
        if table.header.table == RETURNS:
            read += returns.read(table)
        elif table.header.table == ACTIVITIES:
            rows[ACTIVITIES] += activities.read(table, len(rows[ACTIVITIES]))
        elif table.header.table == FUNDS:
            money += funds.read(table)
    findings += returns.findings + activities.findings + funds.findings
    distinct = without_repeats(read, findings)
    findings += [*counted_twice(distinct, as_of), *only_newest(distinct, as_of), *outdated(distinct, as_of, areas)]
    findings += place_totals(distinct, as_of, areas)
    findings += [*repeated(money), *totals_beside_parts(money, areas), *overlapping(money)]
    rows[RETURNS] = [row.fields for row in distinct]
    rows[FUNDS] = [{"fund_id": str(number), **row.fields} for number, row in enumerate(money, 1)]
    return rows


def standing_findings(found: list[Table], standing: Snapshot | None, where: Location) -> list[Finding]:
    """Return the findings on the snapshot published for the date: tables carried over, or tables left behind."""
    if standing is None:
        return []
    kinds = given_tables(found)
    filled = [name for name in _NAMES if standing.table(name).num_rows and name not in kinds]
    official = standing.manifest["status"] == _OFFICIAL
    if is_supplement(found, standing):
        remarks = [finding("tables_carried", where, standing.as_of, tables=_listed(filled))]
        return remarks if official else [*remarks, finding("base_not_official", where, standing.as_of)]
    left_behind = [name for name in filled if name in SUPPLEMENTS] if official else []
    return [finding("tables_left_behind", where, standing.as_of, tables=_listed(left_behind))] if left_behind else []


def _listed(names: list[str]) -> str:
    return "、".join(_NAMES[name] for name in names)
