"""The schools of the sample as first recorded: names, codes, classes, managers and points, without figures."""

from dataclasses import dataclass
from random import Random

from data.sample.founding import Founding, foundings
from data.sample.geography import Ring, outlines, school_point, townships
from data.sample.names import STAGES, ZONE_OFFICES

PLACE = "211400"
# Every purpose draws from its own stream (seed and purpose): a change in one leaves the others as they are.
SEED = "lianxiao-211400"
# Serials start high, so that codes of a bureau's own sheets do not meet those of the sample by chance.
FIRST_SERIAL = 100001
SHARE_WITHOUT_POINT = 0.03


@dataclass(frozen=True)
class School:
    """One school at one date; fields are the columns of `data.schema.SCHOOLS`."""

    school_id: str
    name: str
    county_code: str
    town_code: str
    town_name: str
    urban_rural_code: str
    stage: str
    office_id: str | None = None
    managing_school_id: str | None = None
    is_quality: bool | None = False
    lon: float | None = None
    lat: float | None = None
    former_name: str | None = None
    pupils: int = 0
    boarders: int | None = None
    teachers: int = 0


def roster() -> list[School]:
    """Return every school that ever stands in the sample, county by county; the same list on every call."""
    founded = list(foundings(townships(PLACE), Random(f"{SEED}-roster")))
    codes = {
        founding.name.rstrip("*"): f"{_stage(founding.name)[1]}21{serial}"
        for serial, founding in enumerate(founded, start=FIRST_SERIAL)
    }
    points, rings = Random(f"{SEED}-points"), outlines(PLACE)
    return [_school(founding, codes, rings[founding.township.county_code], points) for founding in founded]


def _stage(name: str) -> tuple[str, str]:
    return next((stage, kind) for ending, stage, kind in STAGES if name.rstrip("*").endswith(ending))


def _school(founding: Founding, codes: dict[str, str], outline: list[Ring], random: Random) -> School:
    township, name, stage = founding.township, founding.name.rstrip("*"), _stage(founding.name)[0]
    # Villages lie anywhere in the township; its other schools near the middle of the box, which is not its seat.
    point = school_point(township, outline, 0.9 if founding.urban_rural_code == "220" else 0.4, random)
    lon, lat = point if point and random.random() > SHARE_WITHOUT_POINT else (None, None)
    return School(
        school_id=codes[name],
        name=name,
        county_code=founding.county_code or township.county_code,
        office_id=ZONE_OFFICES.get(township.code),
        town_code=township.code,
        town_name=township.name,
        urban_rural_code=founding.urban_rural_code,
        stage=stage,
        managing_school_id=codes[founding.manager] if founding.manager else None,
        # Nobody rates a teaching point on its own: not stated, rather than no.
        is_quality=None if stage == "教学点" else founding.name.endswith("*"),
        lon=lon,
        lat=lat,
    )
