"""Read what a heading, a sheet's name or a title says about rows: their county or stage, and whether they count."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from data.intake.resolve.areas import Areas
from data.intake.tables.titles.vocabulary import cut
from data.intake.values.cells import text, values
from data.intake.values.years import Years, without_years, years_in
from data.registry.rows import registry

ORDINAL = re.compile(
    r"^([(（]?[一二三四五六七八九十\d]+[)）]?[、.．:：]|[(（][一二三四五六七八九十\d]+[)）]|第[一二三四五六七八九十\d]+(部分|类|批)?[、.:：]?|[①-⑳]|[◆●■▲★※□○◎]+|附[件表]?\d*[:：])"
)
_NUMBERED = re.compile(r"第[一二三四五六七八九十\d]+")
_COUNTED = re.compile(
    r"[(（][共计合总,，、所个校点对名人学校教在生及和]*\d[共计合总\d,，、所个校点对名人学校教在生及和]*[)）]"
    r"|(共|计|合计|共计|总计)?(?<!\d)\d+(所|个|校|点|对|人|名)(学校|教学点|校点)?"
)
_GROUP = re.compile(
    r".{1,10}(片区|学区|督学区|责任区|集团|共同体|联盟|协作体|协作区|联校|组|片|管区|教育办|教委办|学区中心校)$"
)
_MARKS = re.compile(r"[\s()（）\[\]【】〔〕、，,。.；;:：·/\-—–~《》“”\"'+]")
_LABEL = re.compile(r"^.{2,12}[:：]")
_EXPLAINS = re.compile(r"^(附注|备注|注|说明|填表说明|口径|统计口径)[:：]")
_INTENDED = re.compile("计划|规划|预算|申请|(经费|资金|项目|补助)申报|(?<![模比])拟|预计|预估|估算|暂估|测算|预测")
_NOT_INTENDED = re.compile(
    "(方案|计划)[^,，。;；]{0,6}?(备案|报备|制定|编制)|(备案|报备)的?(方案|计划)|(国培|省培|强基|特岗|优师|强师|行动|提升)计划"
    "|计划财务|计财|发展规划|规划(财务|建设)?[科股处室]|规划与"
)
OUT = ("closed", "planned", "ended", "sample")


@dataclass(frozen=True)
class Heading:
    """What a heading says about the rows below it: their county, township or stage, and whether they count.

    `effect` is running (or empty), closed, planned, ended (the rows do not count) or asked (uncertain). `unknown` are
    the words that were not understood, `years` the named years.
    """

    words: str = ""
    county: str | None = None
    town: str = ""
    stage: str = ""
    effect: str = ""
    unknown: str = ""
    years: tuple[Years, ...] = ()


@cache
def _static() -> dict[str, tuple[str, ...]]:
    meanings: dict[str, tuple[str, ...]] = {
        word: (f"={row['meaning']}",) for row in registry("headings") for word in row["words"].split()
    }
    meanings |= {words: (f"stage:{stage}",) for words, stage in values("stage").items() if words != "中心校"}
    return meanings


@cache
def _dictionary(place: str) -> dict[str, tuple[str, ...]]:
    areas = Areas(place)
    towns = {name: (f"town:{name}",) for name in areas.town_names}
    return _static() | towns | {name: (f"county:{code}",) for name, code in areas.county_names.items()} | _own(areas)


def _own(areas: Areas) -> dict[str, tuple[str, ...]]:
    return {areas.name: ("=neutral",)} if areas.name not in areas.county_names else {}


@cache
def heading(words: str, place: str, as_of: date | None = None) -> Heading:
    """Return what a line says about the rows below it. `as_of` is the snapshot's date."""
    plain = text(words).lower()
    shown = _bare(plain)
    years = years_in(plain)
    parts = cut(_MARKS.sub("", without_years(shown)), _dictionary(place))
    unknown = "、".join(word for word, word_meanings in parts if not word_meanings and not word.isdigit())
    if unknown and _GROUP.fullmatch(shown):
        unknown = ""
    meanings = [word_meanings[0] for _, word_meanings in parts if word_meanings]
    effects = {meaning[1:] for meaning in meanings if meaning.startswith("=")} - {"neutral"}
    effect = _effect(effects)
    if effect == "closed" and as_of is not None and years and min(first for first, _, _ in years) > as_of.year:
        effect = "asked"
    return Heading(
        plain,
        _only(meanings, "county:"),
        _only(meanings, "town:") or "",
        _only(meanings, "stage:") or "",
        "asked" if unknown else effect,
        unknown,
        years,
    )


def restriction(words: str, place: str, as_of: date | None = None, *, of_reports: bool = False) -> Heading:
    """Return how a sheet's name or title restricts its rows. Unknown words alone restrict nothing.

    A line with a label (填报单位：规划科) restricts nothing. `of_reports` is for returns, activities and funds: plans,
    applications and estimates are uncertain, unless the words are about filing plans.
    """
    if of_reports and (intended := _intended(text(words))):
        return Heading(text(words).lower(), effect="asked", unknown=intended)
    if _LABEL.match(text(words)):
        return Heading(text(words))
    read_heading = heading(words, place, as_of)
    doubtful = read_heading.effect == "asked" and not re.search(
        "拟撤|计划撤|待撤|拟停|撤并|停办|拟建|在建|外县|县外|不含|托管|建设规划|布局规划|规划学校", read_heading.words
    )
    return Heading(
        read_heading.words,
        read_heading.county,
        read_heading.town,
        read_heading.stage,
        "" if doubtful else read_heading.effect,
        "",
        read_heading.years,
    )


def _intended(words: str) -> str:
    if _LABEL.match(words) and not _EXPLAINS.match(words):
        return ""
    match = _INTENDED.search(_NOT_INTENDED.sub("", words))
    return match[0] if match else ""


def _effect(effects: set[str]) -> str:
    if not effects or effects == {"running"}:
        return "running" if effects else ""
    only = next(iter(effects)) if len(effects) == 1 else ""
    return only if only in OUT else "asked"


def _bare(words: str) -> str:
    previous = ""
    while previous != words:
        previous, words = words, ORDINAL.sub("", words)
    return _NUMBERED.sub("", _COUNTED.sub("", words)).strip(":：、. ")


def _only(meanings: list[str], kind: str) -> str | None:
    names = {word.removeprefix(kind) for word in meanings if word.startswith(kind)}
    return names.pop() if len(names) == 1 else None
