"""Generate the schools of a place from a few tables: streets, county seats, town centres and their villages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from random import Random

from data.sample.geography import Township, townships
from data.sample.roster import Founding, Register

SEAT_SCHOOLS = "中心小学 实验小学* 第一小学* 第一初级中学* 第二初级中学"
STREET_SCHOOLS = ("第一小学* 第二小学 初级中学*", "实验小学* 初级中学", "第一小学 九年一贯制学校*")
TOWN_SCHOOLS = "中心小学 初级中学"
TOWNSHIP_SCHOOLS = ("九年一贯制学校", "中心小学 初级中学", "中心小学")
MANAGERS = ("中心小学", "九年一贯制学校")


@dataclass(frozen=True)
class Setting:
    """The tables from which a place's schools are generated. Schools of a county seat are 镇区 by class if the county is a 县.

    `named` lists additional schools by township, with `*` for quality and `:学段` if the name does not contain the
    stage; `direct` maps schools directly under the city to their area; `unplaced` are those without a township.
    `states_seat` are the counties whose schools state whether they are in the county seat.
    """

    register: Register
    sites: Mapping[str, int]
    villages: str
    named: Mapping[str, str] = field(default_factory=dict)
    seats: frozenset[str] = frozenset()
    quality_towns: frozenset[str] = frozenset()
    street_schools: Sequence[str] = STREET_SCHOOLS
    endings: tuple[str, str] = ("小学", "教学点")
    share_teaching_points: float = 0.3
    direct: Mapping[str, str] = field(default_factory=dict)
    unplaced: frozenset[str] = frozenset()
    states_seat: frozenset[str] = frozenset()


def foundings(setting: Setting) -> Iterator[Founding]:
    """Yield every school that ever exists in the place, county by county."""
    places = townships(setting.register.place)
    random = Random(f"{setting.register.seed}-roster")
    for county, count in setting.sites.items():
        local = [township for township in places if township.county_code == county]
        heads = [founding for order, town in enumerate(local) for founding in _heads(town, order, setting)]
        yield from heads
        yield from _villages(local, heads, count, setting, random)
        for township in local:
            yield from _named(township, setting)


def is_county(code: str) -> bool:
    """Return whether a code is that of a 县: its seat is 镇区 by class, while the streets of districts and cities are 城区."""
    return 21 <= int(code[4:6]) <= 80


def _urban_rural_code(township: Township, order: int) -> str:
    if township.kind == "乡":
        return "210"
    if township.kind != "街道" or is_county(township.county_code):
        return "122" if order % 5 == 4 else "121"
    return "112" if order % 3 == 2 else "111"


def _is_seat(township: Township, setting: Setting) -> bool | None:
    if township.county_code not in setting.states_seat:
        return None
    return township.kind == "街道" or township.code in setting.seats


def _heads(township: Township, order: int, setting: Setting) -> Iterator[Founding]:
    """Yield the schools that manage themselves: those of a street, a county seat or a town's centre."""
    is_street = township.kind == "街道"
    prefix = f"{township.county_name}{township.stem}" if is_street else township.name
    for place, ending in enumerate(_kinds(township, order, setting).split()):
        mark = "*" if place == 0 and township.code in setting.quality_towns else ""
        code = _urban_rural_code(township, order if is_street else order + place)
        yield Founding(township, f"{prefix}{ending}{mark}", code, is_county_seat=_is_seat(township, setting))


def _kinds(township: Township, order: int, setting: Setting) -> str:
    if township.code in setting.seats:
        return SEAT_SCHOOLS
    if township.kind == "街道":
        return setting.street_schools[order % len(setting.street_schools)]
    return TOWN_SCHOOLS if township.kind == "镇" else TOWNSHIP_SCHOOLS[order % len(TOWNSHIP_SCHOOLS)]


def _named(township: Township, setting: Setting) -> Iterator[Founding]:
    for token in setting.named.get(township.code, "").split():
        name, _, stage = token.partition(":")
        plain = name.rstrip("*")
        yield Founding(
            township,
            name,
            _urban_rural_code(township, 0),
            county_code=setting.direct.get(plain),
            stage=stage,
            is_county_seat=_is_seat(township, setting),
            names_township=plain not in setting.unplaced,
        )


def _villages(
    local: list[Township], heads: list[Founding], count: int, setting: Setting, random: Random
) -> Iterator[Founding]:
    """Yield the county's village schools and teaching points. A town gets twice as many as a township."""
    managers = {head.township.code: head.plain_name for head in reversed(heads) if head.plain_name.endswith(MANAGERS)}
    towns = [town for town in local if town.kind != "街道" and town.code in managers]
    towns += [town for town in towns if town.kind == "镇"]
    random.shuffle(towns)
    names = random.sample(setting.villages.split(), k=len(setting.villages.split()))
    for township, village in zip(islice(cycle(towns), count), cycle(names), strict=False):
        ending = setting.endings[random.random() < setting.share_teaching_points]
        yield Founding(
            township,
            f"{township.name}{village}{ending}",
            "220",
            managers[township.code],
            is_county_seat=None if township.county_code not in setting.states_seat else False,
        )
