"""One school of the sample at one date, and functions that classify schools."""

from dataclasses import dataclass

from data.registry.rows import registry
from data.registry.schema import URBAN_RURAL_CODES

COMPULSORY = {row["stage"] for row in registry("stages") if row["stage_scope"] == "义务教育"}
BASIC = {row["stage"] for row in registry("stages") if row["basic"] == "yes"}
# The ending of a name determines the stage; the first match counts.
ENDINGS = (
    ("教学点", "教学点"),
    ("九年一贯制学校", "九年一贯制"),
    ("十二年一贯制学校", "十二年一贯制"),
    ("完全中学", "完全中学"),
    ("高级中学", "高中"),
    ("初级中学", "初中"),
    ("附中", "初中"),
    ("幼儿园", "幼儿园"),
    ("特殊教育学校", "特教"),
    ("职业中等专业学校", "中职"),
    ("职业教育中心", "中职"),
    ("", "小学"),
)
# The first two digits of a school code (学校标识码), by stage.
KIND_DIGITS = {
    "幼儿园": "11",
    "小学": "21",
    "教学点": "21",
    "初中": "31",
    "九年一贯制": "31",
    "完全中学": "34",
    "十二年一贯制": "34",
    "高中": "34",
    "中职": "36",
    "特教": "51",
}


@dataclass(frozen=True)
class School:
    """One school at one date; the fields are columns of `data.registry.schema.TABLES["schools"]`."""

    school_id: str
    name: str
    county_code: str
    town_code: str | None
    town_name: str | None
    urban_rural_code: str
    stage: str
    office_id: str | None = None
    managing_school_id: str | None = None
    is_quality: bool | None = False
    lon: float | None = None
    lat: float | None = None
    is_county_seat: bool | None = None
    former_name: str | None = None
    pupils: int = 0
    boarders: int | None = None
    teachers: int = 0


def stage_of(name: str) -> str:
    """Return the stage in a school's name without asterisk."""
    return next(stage for ending, stage in ENDINGS if name.endswith(ending))


def is_urban(school: School) -> bool:
    """Return whether the school is in 城区. The programmes call every other school rural."""
    return URBAN_RURAL_CODES[school.urban_rural_code] == "城区"


def is_compulsory(school: School) -> bool:
    """Return whether the school teaches compulsory education (义务教育)."""
    return school.stage in COMPULSORY


def is_basic(school: School) -> bool:
    """Return whether the school is a primary or secondary school or a teaching point (中小学)."""
    return school.stage in BASIC


def is_rural(school: School) -> bool:
    """Return whether the school is a rural school of compulsory education."""
    return is_compulsory(school) and not is_urban(school)


def is_vocational(school: School) -> bool:
    """Return whether the school is a secondary vocational school (中职)."""
    return school.stage == "中职"


def is_any(_school: School) -> bool:
    """Return true for every school, including kindergartens and vocational schools."""
    return True
