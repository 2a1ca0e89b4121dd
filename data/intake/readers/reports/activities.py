"""Read activities of pairings (活动表): kind, day, community, school, and number of people."""

from typing import Any

from data.intake.readers.reports.report_reader import ReportReader, as_written
from data.intake.tables.rows.table import Record, Table
from data.intake.values.cells import count, is_missing, stated, text, values
from data.registry.schema import allowed

_EXCHANGE = "教师交流"
_PEOPLE = ("teachers", "cadres", "participants")
KINDS = allowed("activities", "kind")


class ActivitiesReader(ReportReader):
    """Reads the records of activities."""

    def read(self, table: Table, before: int) -> list[dict[str, Any]]:
        """Return the activities of one table, numbered from `before` + 1.

        An unreadable row becomes an error finding.
        """
        activities: list[dict[str, Any]] = []
        seen: dict[str, Record] = {}
        for record in self.counted(table, "kind"):
            activity = self._activity(table, record)
            if (first := seen.setdefault(as_written(record), record)) is not record:
                self.say("report_row_repeated", table, record, "kind", other=first.number)
            if activity is not None:
                activities.append({"activity_id": str(before + len(activities) + 1), **activity})
        return activities

    def _activity(self, table: Table, record: Record) -> dict[str, Any] | None:
        kind, held_on = self._kind(table, record), self.day_of(table, record, "held_on")
        if held_on and held_on > self.as_of:
            self.say("held_to_come", table, record, "held_on", str(held_on), as_of=self.as_of)
        stated_area = (
            None if is_missing(record.cells.get("county")) else self.areas.reporting(text(record.cells["county"]))
        )
        school = self.school_of(table, record, stated_area)
        community = self.community_of(table, record, stated_area, school)
        area = self.area(table, record, self.home(school, community))
        people = {column: self.value(table, record, column, count) for column in _PEOPLE}
        if kind == _EXCHANGE and people["teachers"] is None and people["cadres"] is None:
            self.say("exchange_without_people", table, record, "teachers")
        if kind is None or held_on is None or area is None:
            return None
        self.check_title(table, record, "held_on", (held_on, held_on))
        title = stated(record.cells.get("title"))
        return {
            **{"kind": kind, "held_on": held_on, "title": title, "partnership_id": community, "school_id": school},
            **{"county_code": area, **people, "source": table.source(record)},
        }

    def _kind(self, table: Table, record: Record) -> str | None:
        return self.choice(table, record, "kind", values("activity_kind"), KINDS)
