"""Assign codes, managers and points to schools, the same on every build."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from data.sample.geography import SEAT_REACH, Point, Ring, Township, outlines, school_point, seats
from data.sample.school import KIND_DIGITS, School, stage_of

SHARE_WITHOUT_POINT = 0.03


@dataclass(frozen=True)
class Founding:
    """A school before it has a code: township, name (`*` means quality), class and the name of the managing school."""

    township: Township
    name: str
    urban_rural_code: str
    manager: str | None = None
    county_code: str | None = None
    stage: str = ""
    is_county_seat: bool | None = None
    names_township: bool = True

    @property
    def plain_name(self) -> str:
        """The name without the asterisk."""
        return self.name.rstrip("*")

    @property
    def kind(self) -> str:
        """The given stage, else the one in the name."""
        return self.stage or stage_of(self.plain_name)


@dataclass(frozen=True)
class Register:
    """How a place numbers its schools. Serials start high, so that they differ from those in a bureau's own sheets.

    `offices` are education offices by township. Schools of `at_seat` townships, for which the sources have no point,
    get a made-up point near the county's seat; the place's note says so.
    """

    place: str
    seed: str
    first_serial: int = 100001
    offices: Mapping[str, str] = field(default_factory=dict)
    at_seat: frozenset[str] = frozenset()


def roster(founded: Iterable[Founding], register: Register) -> list[School]:
    """Return every school that ever exists in the place, in the order of founding. Every call returns the same list."""
    listed = list(founded)
    codes = {
        founding.plain_name: f"{KIND_DIGITS[founding.kind]}{register.place[:2]}{serial}"
        for serial, founding in enumerate(listed, start=register.first_serial)
    }
    if len(codes) < len(listed):
        raise ValueError(f"{register.place}: two schools of one name")
    points, rings, centres = Random(f"{register.seed}-points"), outlines(register.place), seats(register.place)
    return [
        _school(founding, codes, register, _point(founding, register, rings, centres, points)) for founding in listed
    ]


def _point(
    founding: Founding,
    register: Register,
    rings: Mapping[str, Sequence[Ring]],
    centres: Mapping[str, Point],
    random: Random,
) -> Point | None:
    """Return a school's point: for villages anywhere in the township, for others near the centre of its box."""
    township = founding.township
    if not founding.names_township:
        return None
    spread = 0.9 if founding.urban_rural_code == "220" else 0.4
    if township.code in register.at_seat:
        township, spread = township.at(centres[township.county_code], SEAT_REACH), 1.0
    point = school_point(township, rings[township.county_code], spread, random)
    return point if point and random.random() > SHARE_WITHOUT_POINT else None


def _school(founding: Founding, codes: Mapping[str, str], register: Register, point: Point | None) -> School:
    township = founding.township
    return School(
        school_id=codes[founding.plain_name],
        name=founding.plain_name,
        county_code=founding.county_code or township.county_code,
        office_id=register.offices.get(township.code),
        town_code=township.code if founding.names_township else None,
        town_name=township.name if founding.names_township else None,
        urban_rural_code=founding.urban_rural_code,
        stage=founding.kind,
        managing_school_id=codes[founding.manager] if founding.manager else None,
        # Teaching points are not rated on their own: not stated, instead of no.
        is_quality=None if founding.kind == "教学点" else founding.name.endswith("*"),
        is_county_seat=founding.is_county_seat,
        lon=point[0] if point else None,
        lat=point[1] if point else None,
    )
