"""Generate the schools of 葫芦岛: streets, town centres, zones and the villages they manage."""

from collections.abc import Iterator
from itertools import cycle, islice
from random import Random

from data.sample.geography import Township
from data.sample.huludao.names import (
    COUNTY_TOWNS,
    DIRECT_AREA,
    DIRECT_SCHOOLS,
    FRINGE_STREETS,
    OTHER_SCHOOLS,
    QUALITY_TOWNS,
    SITES,
    STREET_VILLAGES,
    URBAN_SCHOOLS,
    VILLAGES,
    ZONE_SCHOOLS,
    ZONES_WITH_VILLAGES,
)
from data.sample.roster import Founding

# Default if no table says otherwise: a township without a junior school sends its pupils to the next town.
TOWN_SCHOOLS = "中心小学 初级中学"
TOWNSHIP_SCHOOLS = ("中心小学 初级中学", "九年一贯制学校", "中心小学")
ZONE_KINDS = ("中心小学", "九年一贯制学校")
SHARE_TEACHING_POINTS = 0.4


def foundings(places: list[Township], random: Random) -> Iterator[Founding]:
    """Yield every school that ever exists in the sample, county by county. `*` in a name means quality."""
    by_code = {township.code: township for township in places}
    for county, count in SITES.items():
        local = [township for township in places if township.county_code == county]
        heads = [founding for order, township in enumerate(local) for founding in _heads(township, order)]
        yield from heads
        yield from _villages(local, heads, count, random)
    for name, code in DIRECT_SCHOOLS.items():
        yield Founding(by_code[code], f"{name}*", "111", county_code=DIRECT_AREA)
    for name, code in OTHER_SCHOOLS.items():
        yield Founding(by_code[code], name, "111" if by_code[code].kind == "街道" else "121")


def _heads(township: Township, order: int) -> Iterator[Founding]:
    """Yield the schools that manage themselves: those of a street, a town's centre or a zone."""
    if township.kind == "街道":
        for ending in URBAN_SCHOOLS[township.code].split():
            name = f"{township.county_name}{township.stem}{ending}"
            yield Founding(township, name, "112" if township.code in FRINGE_STREETS else "111")
        return
    for place, ending in enumerate(_centre_schools(township, order).split()):
        mark = "*" if township.code in QUALITY_TOWNS and place == 0 else ""
        yield Founding(township, f"{township.name}{ending}{mark}", _centre_class(township, order + place))


def _centre_schools(township: Township, order: int) -> str:
    named = COUNTY_TOWNS | ZONE_SCHOOLS
    if township.code in named:
        return named[township.code]
    if township.kind == "镇":
        return TOWN_SCHOOLS
    kinds = TOWNSHIP_SCHOOLS if township.kind == "乡" else ZONE_KINDS
    return kinds[order % len(kinds)]


def _centre_class(township: Township, order: int) -> str:
    if township.kind == "乡":
        return "210"
    if township.kind != "镇":
        return "123"
    return "122" if order % 5 == 4 else "121"


def _villages(local: list[Township], heads: list[Founding], count: int, random: Random) -> Iterator[Founding]:
    """Yield the county's village schools and teaching points. A town gets twice as many as a township."""
    managers = {
        head.township.code: head.name.rstrip("*")
        for head in reversed(heads)
        if head.name.rstrip("*").endswith(("中心小学", "九年一贯制学校"))
    }
    names = random.sample(VILLAGES.split(), k=count + 1)
    streets = [township for township in local if township.code in STREET_VILLAGES]
    for township in streets:
        yield Founding(township, f"{township.name}{names.pop()}小学", "220", STREET_VILLAGES[township.code])
    towns = [town for town in local if town.kind in ("镇", "乡") or town.code in ZONES_WITH_VILLAGES]
    towns += [township for township in towns if township.kind == "镇"]
    random.shuffle(towns)
    for township, village in zip(islice(cycle(towns), count), names, strict=False):
        kind = "教学点" if random.random() < SHARE_TEACHING_POINTS else "小学"
        yield Founding(township, f"{township.name}{village}{kind}", "220", managers[township.code])
