"""Find the school that a written name means: by code, by name and county, else the most similar candidates."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import fuzz, process

from data.intake.choices import Alias, Choices, KnownName
from data.intake.findings import Candidate, Finding, Location, finding
from data.intake.resolve.areas import Areas
from data.intake.resolve.written_names import ENUMERATION
from data.intake.values.brackets import insides, without_brackets
from data.intake.values.cells import text

_CLOSED = re.compile(r"\)")
_POINTS_INSIDE = re.compile(r"\((含|包括|下辖|辖)"), _CLOSED
_FORMER = re.compile(r"\((?:原名?|曾用名|更名前|旧称)[:：]?"), _CLOSED
_TOWN_ENDING = re.compile(r"(街道办事处|街道|办事处|镇|乡)$")
_CLOSE = 60
CANDIDATES = 300
"""Maximum number of unknown names in one reading for which similar schools are searched."""
LEFT_OPEN = ("unknown", "ambiguous", "code_unknown")
"""Reasons why a school was not found although it may exist. Only then a user's decision is used."""
_ANYWHERE = Location("")
_EVERYWHERE = "*"


@dataclass(frozen=True)
class KnownSchool:
    """One school of the roster, with the facts that pairing lists need."""

    school_id: str
    name: str
    county: str
    town: str = ""
    former_name: str = ""
    is_quality: bool | None = None


@dataclass
class Match:
    """The result for a written name: the school, or the reason why there is none and the candidates.

    `decided` is the user's decision that was used. `outranked` is a decision for this reading that was not used,
    because the code or name determines another school. `county` is the county of the row, empty if it names none.
    """

    school_id: str | None
    reason: str = ""
    candidates: list[Candidate] = field(default_factory=list)
    decided: Alias | None = None
    outranked: Alias | None = None
    county: str = ""


class SchoolDirectory:
    """The roster's schools by code and by name."""

    def __init__(
        self,
        schools: list[KnownSchool],
        areas: Areas,
        rejected: set[str],
        closed: set[str],
        choices: Choices | None = None,
    ) -> None:
        self.areas, self.choices = areas, choices or Choices()
        self._rejected, self._closed = rejected, closed
        self._asked = 0
        self.by_id = {school.school_id: school for school in schools}
        self._names: dict[str, list[KnownSchool]] = {}
        self._short: dict[str, list[KnownSchool]] = {}
        self._beside: dict[str, list[KnownSchool]] = {}
        for school in schools:
            for name in filter(None, (school.name, school.former_name)):
                self._names.setdefault(text(name), []).append(school)
                self._short.setdefault(self.short(name, school.county), []).append(school)
            for called in self._called_beside(school):
                self._beside.setdefault(called, []).append(school)

    def _called_beside(self, school: KnownSchool) -> set[str]:
        """Return other names of a school: with its township in front, without 含…教学点 in brackets, and former names."""
        name, town = text(school.name), text(school.town)
        formers = {text(former) for former in insides(name, _FORMER, least=1)}
        bare, short = without_brackets(name, _POINTS_INSIDE, least=1), self.short(name, school.county)
        stem = _TOWN_ENDING.sub("", town)
        fronts = (town, stem) if len(stem) > 1 else (town,)
        towns = {front + short for front in fronts if front and not short.startswith(stem)}
        bare = without_brackets(bare, _FORMER, least=1)
        called = (
            {bare, self.short(bare, school.county)}
            | formers
            | {self.short(former, school.county) for former in formers}
        )
        return (called | towns) - {name, short, ""}

    def short(self, name: str, county: str | None) -> str:
        """Return a name without the place's and the county's name in front of it."""
        words, front = text(name), (self.areas.name, self.areas.counties.get(county or "", self.areas.name))
        while any(words.startswith(part) and words != part for part in front):
            words = next(words.removeprefix(part) for part in front if words.startswith(part))
        return words

    def find(
        self, written: str, county: str | None, *, code: str = "", town: str = "", at: Location = _ANYWHERE
    ) -> Match:
        """Return the match by code, or by name within a county. A user's decision is used only if both leave it open.

        A name that exists only in another county means that school.
        """
        match = self._as_written(written, county, code, town)
        decided = self.choices.aliases_of(code or written, county, at.file, at.sheet, at.row)
        if match.reason in LEFT_OPEN:
            match = next((self._as_decided(alias) for alias in decided if self._holds(alias)), match)
        elif decided and not isinstance(own_alias := decided[0], KnownName):
            self.choices.used.add(own_alias)
            match.outranked = own_alias if own_alias.school_id != match.school_id else None
        if match.school_id is None and match.reason not in ("ambiguous", "contradicts", "alias_unknown"):
            name = code or text(ENUMERATION.sub("", text(written)))
            match.candidates = self._closest(name, county)
        match.county = county or ""
        return match

    def _holds(self, alias: Alias) -> bool:
        """Return whether a decision can be used.

        For a saved name, the school must exist and be within the name's reach.
        """
        school = self.by_id.get(alias.school_id)
        return not isinstance(alias, KnownName) or (school is not None and alias.reach in ("", school.county))

    def _as_decided(self, alias: Alias) -> Match:
        self.choices.used.add(alias)
        if alias.school_id not in self.by_id:
            return Match(None, "alias_unknown")
        return Match(alias.school_id, "by_hand", decided=alias)

    def decided_by(self, match: Match, where: Location, written: str) -> Finding | None:
        """Return the finding on a user's decision that was used or outranked, or None."""
        if outranked := match.outranked:
            return finding("choice_outranked", where, written, school_id=outranked.school_id)
        if match.decided is None or match.school_id is None:
            return None
        name = self.by_id[match.school_id].name
        if not isinstance(match.decided, KnownName):
            return finding("school_by_hand", where, written, name=name)
        if not match.decided.who:
            return finding("school_remembered_before", where, written, name=name)
        return finding("school_remembered", where, written, name=name, who=match.decided.who, day=match.decided.at[:10])

    def _as_written(self, written: str, county: str | None, code: str, town: str) -> Match:
        """Return the match for what is written, without decisions.

        Candidates for unknown schools are searched later.
        """
        name = text(ENUMERATION.sub("", text(written)))
        if code:
            if code not in self.by_id:
                return Match(None, "closed" if code in self._closed else "code_unknown")
            return self._agreed(code, name, county)
        if name in self.by_id:
            return Match(name)
        for schools in self._stages(name, county):
            chosen = self._narrow(schools, town)
            if len(chosen) == 1:
                match = Match(chosen[0].school_id)
                match.reason = "other_county" if county and chosen[0].county != county else ""
                return match
            if chosen:
                return Match(None, "ambiguous", [self._shown(school) for school in chosen])
        return Match(None, self._why(name, county))

    def _agreed(self, code: str, name: str, county: str | None) -> Match:
        """Return the school of a code, unless the name beside it is exactly that of another school."""
        school = self.by_id[code]
        named = (
            []
            if not name
            else self._narrow(next((schools for schools in self._stages(name, county) if schools), []), "")
        )
        if named and school not in named and self.short(name, school.county) != self.short(school.name, school.county):
            return Match(None, "contradicts", [self._shown(candidate) for candidate in (school, *named[:2])])
        return Match(code)

    def _why(self, name: str, county: str | None) -> str:
        if self._closed & {name, self.short(name, county)}:
            return "closed"
        return "rejected" if name in self._rejected else "unknown"

    def _stages(self, name: str, county: str | None) -> list[list[KnownSchool]]:
        def inside(schools: list[KnownSchool]) -> list[KnownSchool]:
            return [school for school in schools if county is None or school.county == county]

        exact = self._names.get(name, [])
        named = [
            (code, zh) for code, zh in self.areas.counties.items() if name.removeprefix(self.areas.name).startswith(zh)
        ]
        elsewhere = [
            school
            for code, _ in named
            for school in self._short.get(self.short(name, code), [])
            if school.county == code
        ]
        short = self._short.get(self.short(name, county), [])
        beside = [*self._beside.get(name, []), *self._beside.get(self.short(name, county), [])]
        return [inside(exact), inside(short), inside(beside), elsewhere, exact, short]

    def _narrow(self, found: list[KnownSchool], town: str) -> list[KnownSchool]:
        unique = list({school.school_id: school for school in found}.values())
        if len(unique) > 1 and town:
            return [school for school in unique if text(school.town) == text(town)] or unique
        return unique

    def _shown(self, school: KnownSchool) -> Candidate:
        return Candidate(school.school_id, school.name, self.areas.counties.get(school.county, school.county))

    def knows(self, name: str) -> bool:
        """Return whether a school of the roster has this name, with or without its county in front."""
        return name in self._names or name in self._short or name in self._beside

    def _closest(self, name: str, county: str | None) -> list[Candidate]:
        self._asked += 1
        if self._asked > CANDIDATES:
            return []
        bare = text(name).removeprefix(self.areas.name)
        named = next((code for code, zh in self.areas.counties.items() if bare.startswith(zh)), county)
        wanted = _comparable(self.short(name, named))
        for candidates in (self._compared.get(named or "", []), self._compared[_EVERYWHERE]):
            shorts = [short for short, _ in candidates]
            if matches := process.extract(wanted, shorts, scorer=fuzz.ratio, limit=3, score_cutoff=_CLOSE):
                return [self._shown(candidates[at][1]) for _, _, at in matches]
        return []

    @cached_property
    def _compared(self) -> dict[str, list[tuple[str, KnownSchool]]]:
        """County → its schools with their names in comparable form; also all schools together."""
        by_county: dict[str, list[tuple[str, KnownSchool]]] = {_EVERYWHERE: []}
        for school in self.by_id.values():
            pair = (_comparable(self.short(school.name, school.county)), school)
            by_county[_EVERYWHERE].append(pair)
            by_county.setdefault(school.county, []).append(pair)
        return by_county

    def closeness(self, name: str, county: str | None) -> float:
        """Return the similarity (0 to 100) of the most similar school name."""
        shorts = {self.short(school.name, school.county) for school in self.by_id.values()}
        best = process.extractOne(self.short(name, county), shorts, scorer=fuzz.ratio)
        return float(best[1]) if best else 0.0


def _comparable(name: str) -> str:
    """Return a name in a form for comparison: 一小 becomes 第一小学, a remark in brackets is removed."""
    words = without_brackets(name) or name
    words = re.sub(r"第?(?<![一二三四五六七八九十])([一二三四五六七八九十]+)小(学)?$", r"第\1小学", words)
    return re.sub(r"第?(?<![一二三四五六七八九十])([一二三四五六七八九十]+)中(学)?$", r"第\1中学", words)
