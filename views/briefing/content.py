"""What a briefing says, before it is a deck, a document, a workbook or a screen: figures with their sentences and lists."""

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
    """One goal at one area: the figure, where it stands and why, its areas and years, and who is missing by name.

    `goal` and `goals` (all of the same indicator) are rows of `progress`; `areas` rows of `measures` without the place's
    own, `years` of `course`; `counties` says in words how the areas stand (empty where they are not judged), `by_area`
    lists them with figure, standing, line and gap. Where only some areas were chosen, `compared` names them: `areas`,
    `counties`, `by_area` and a place's `missing` speak of these alone, the figure and its standing never.
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
        """The goal's code, such as HL-3."""
        return str(self.goal["goal_id"])

    @property
    def title(self) -> str:
        """The goal's own name."""
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
        """Where the goal stands: the line, the figure at the date that decides, gap and pace."""
        return goal_sentence(self.goal)

    @property
    def when_and_rule(self) -> str:
        """The date of the figure and what counts as one unit."""
        return f"{day(self.as_of)} · {self.rule}"


@dataclass(frozen=True)
class Briefing:
    """The claims of one scope at one date, with what every page of a briefing must say of them.

    `goals` has each goal of the programme as it stands at the area; `notes` are (heading, text) pairs on method;
    `compared` names the areas chosen to be compared, empty for all.
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
        """The briefing's title: the area and its programme."""
        return label("briefing.title", area=self.area, programme=named(self.programme, "short"))

    @property
    def subtitle(self) -> str:
        """Date and source in one line, and whether the figures are official or synthetic."""
        compared = label("briefing.compared", areas=self.compared) if self.compared else ""
        parts = [day(self.as_of), label(f"status.{self.status}"), compared, self.sources]
        return " · ".join(part for part in parts if part)

    @property
    def stem(self) -> str:
        """The file name without ending: area, topic, date."""
        return file_stem(self.area, label("briefing.file"), self.as_of)
