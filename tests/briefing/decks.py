"""Decks the tests open: of the sample's places, and of made-up trouble: long names, many areas, long lists, nothing at all."""

from dataclasses import replace
from datetime import date
from functools import cache

import pandas as pd

import queries
from pages.context import pick
from pages.report.assemble.briefing import gather
from queries import Scope
from tests.briefing.slides import Slide, opened
from views.briefing.content import Briefing, Claim
from views.briefing.deck import deck
from views.text.labels import speaking

# programme, date, what its areas are, the date compared with
PLACES = {
    "huludao": ("huludao-2020", date(2023, 12, 31), "county", date(2022, 12, 31)),
    "kaiyuan": ("kaiyuan-2024", date(2025, 12, 31), "township", None),
    "baoshan": ("baoshan-2016", date(2020, 12, 31), "county", None),
}
LONG = "葫芦岛市连山区寺儿堡镇" * 23 + "小学"
LINK = "https://example.cn/?programme=huludao-2020"
HOSTILE = ("=1+1", "<img src=x>", "**b**", "a & b", "x\x0by", LONG)


@cache
def briefing(place: str, tongue: str = "zh_CN", area: str | None = None) -> Briefing:
    """Return what is said of a place of the sample."""
    programme, as_of, kind, before = PLACES[place]
    with speaking(tongue, kind):
        found = gather(pick(queries.programme(programme), as_of.isoformat(), area), before=before)
        return replace(found, link=LINK)


@cache
def slides(place: str, tongue: str = "zh_CN", area: str | None = None) -> list[Slide]:
    """Return the slides of a place of the sample."""
    return opened(written(briefing(place, tongue, area), tongue, PLACES[place][2]))


def written(said: Briefing, tongue: str = "zh_CN", kind: str = "county", picture: bytes | None = None) -> bytes:
    """Return the deck of a briefing in a language."""
    with speaking(tongue, kind):
        return deck(said, picture)


def scope(place: str) -> Scope:
    """Return what the queries are asked for the same place and date."""
    return Scope(PLACES[place][0], PLACES[place][1])


def of_many_areas(count: int, name: str = "很长名字的县区") -> Briefing:
    """Return a briefing of Huludao with so many counties, every fifth without data."""
    said = briefing("huludao")
    claim = said.claims[0]
    areas = pd.concat([claim.areas.iloc[:1]] * count, ignore_index=True)
    parts = [float(at % 37) for at in range(count)]
    wholes = [0.0 if at % 5 == 0 else 40.0 for at in range(count)]
    shares = [part / whole if whole else float("nan") for part, whole in zip(parts, wholes, strict=True)]
    names = [f"{name}{at + 1}" for at in range(count)]
    codes = [f"2199{at:02d}" for at in range(count)]
    areas = areas.assign(
        area_code=codes, area_name=names, area_name_en=names, numerator=parts, denominator=wholes, value=shares
    )
    whole = said.areas.frame[said.areas.frame["level"] == "place"]
    listed = pd.concat([whole, areas.assign(area=names, numerator_before=1.0, value_before=0.5, gained=0.0, moved=0.0)])
    ranked = replace(said.areas, frame=listed.reset_index(drop=True), of=None)
    return replace(said, areas=ranked, claims=[replace(claim, areas=areas)])


def with_missing(names: list[str]) -> Briefing:
    """Return a briefing of Huludao with one claim, and these schools missing from its figure."""
    said = briefing("huludao")
    claim = said.claims[0]
    frame = pd.concat([claim.missing.frame.iloc[:1]] * len(names), ignore_index=True)
    named = frame.assign(**{claim.missing.columns[0].name: names})
    return replace(said, claims=[replace(claim, missing=replace(claim.missing, frame=named, of=None))])


def with_names(name: str) -> Briefing:
    """Return a briefing of Huludao where everything that has a name is called so."""
    said = with_missing([name] * 40)

    def renamed(claim: Claim) -> Claim:
        areas = claim.areas.assign(area_name=name, area_name_en=name)
        goal = {**claim.goal, "name_zh": name, "name_en": name}
        return replace(
            claim, goal=goal, goals=[goal], area=name, areas=areas, counties=f"{name}、{name}", source=name,
            missing=replace(claim.missing, title=name),
        )  # fmt: skip

    return replace(
        said, area=name, place=name, sources=name, changes=[name] * 9, notes=[(name, name * 9), ("=", "x" * 9000)],
        claims=[renamed(claim) for claim in said.claims],
        areas=replace(said.areas, title=name, frame=said.areas.frame.assign(area=name)),
        standings=replace(said.standings, title=name, frame=said.standings.frame.assign(goal=name)),
    )  # fmt: skip


def of_nothing() -> Briefing:
    """Return a briefing of a programme without any goal."""
    said = briefing("huludao")
    return replace(
        said, claims=[], changes=[], goals=said.goals.iloc[:0],
        standings=replace(said.standings, frame=said.standings.frame.iloc[:0], of=None),
        areas=replace(said.areas, frame=said.areas.frame.iloc[:0], of=None),
    )  # fmt: skip
