"""Define the content of a briefing, before it becomes a deck, document, workbook or screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from data.registry.rows import Row
from views.exports.listing import Listing, file_stem
from views.text.labels import counted, day, figure, label, named
from views.text.sentences import goal_sentence

Goal = Mapping[str, Any]


@dataclass(frozen=True)
class Claim:
    """One goal at one area: the figure, its standing and why, the areas and years, and the list of missing units.

    `goal` and `goals` (all of one indicator) are rows of `progress`; `areas` are rows of `measures` without the place's
    own; `years` are rows of `area_trend`. `counties` is a sentence on the areas (empty if they are not judged), `by_area`
    lists them with figure, standing, line and gap. If only some areas were chosen, `compared` names them, and `areas`,
    `counties`, `by_area` and a place's `missing` contain only these; the figure and its standing are always those of
    all areas.
    """

    goal: Goal
    goals: list[Goal]
    meaning: Row
    area: str
    as_of: date
    figure: Mapping[str, Any]
    rule: str
    source: str
    counties: str
    areas: pd.DataFrame
    years: pd.DataFrame
    missing: Listing
    by_area: Listing
    compared: str = ""

    @property
    def code(self) -> str:
        """The code of the goal, such as HL-3."""
        return str(self.goal["goal_id"])

    @property
    def title(self) -> str:
        """The name of the goal."""
        return named(self.goal)

    @property
    def value(self) -> str:
        """The figure: `48.6%`, or 无数据."""
        return figure(self.figure["value"], self.meaning["format"])

    @property
    def beside(self) -> str:
        """The figure's counts with their unit: `71/146 所`."""
        return counted(self.figure, self.meaning)

    @property
    def sentence(self) -> str:
        """The sentence on the goal's standing: the line, the figure it rests on, gap and pace."""
        return goal_sentence(self.goal)

    @property
    def when_and_rule(self) -> str:
        """The date of the figure and what counts as one unit."""
        return f"{day(self.as_of)} · {self.rule}"


@dataclass(frozen=True)
class Briefing:
    """The claims of one scope at one date, and what every page of a briefing says about them.

    `goals` has each goal of the programme with its standing at the area; `notes` are (heading, text) pairs on method;
    `compared` names the areas chosen for comparison, empty for all.
    """

    place: str
    area: str
    programme: Row
    as_of: date
    status: str
    sources: str
    goals: pd.DataFrame
    standings: Listing
    areas: Listing
    claims: list[Claim]
    changes: list[str]
    notes: list[tuple[str, str]]
    link: str
    compared: str = ""

    @property
    def title(self) -> str:
        """The title of the briefing: the area and its programme."""
        return label("briefing.title", area=self.area, programme=named(self.programme, "short"))

    @property
    def subtitle(self) -> str:
        """One line with date, status (official or synthetic), compared areas and sources."""
        compared = label("briefing.compared", areas=self.compared) if self.compared else ""
        parts = [day(self.as_of), label(f"status.{self.status}"), compared, self.sources]
        return " · ".join(part for part in parts if part)

    @property
    def stem(self) -> str:
        """The file name without ending: area, topic, date."""
        return file_stem(self.area, label("briefing.file"), self.as_of)
