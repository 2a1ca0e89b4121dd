"""The columns of each sheet of the template: titles and descriptions from fields.csv."""

from dataclasses import dataclass

from data.intake.readers.roster.facts import FACTS
from data.intake.tables.header.table_kinds import ACTIVITIES, FUNDS, PAIRINGS, RETURNS, ROSTER
from data.intake.tables.titles.vocabulary import documented
from data.intake.template.examples import EXAMPLES
from data.registry.rows import Row
from data.registry.schema import NONE

SHEETS = {ROSTER: "名册", PAIRINGS: "结对名单", RETURNS: "填报表", ACTIVITIES: "活动表", FUNDS: "经费表"}
TABLES = tuple(SHEETS)
_ROSTER = (
    *("序号 seq", "县区 county county_code", "乡镇（街道） town town_name", "学校标识码 school_id", "学校名称 name"),
    *("曾用名 former_name", "城乡分类代码 urban_rural urban_rural_code", "学段 stage"),
    *("主管学校标识码 managing managing_school_id", "是否优质学校 is_quality"),
    *(f"{{zh}} {column}" for column in FACTS),
    *("经度 lon", "纬度 lat", "办学状态 status", "备注 note"),
)
_OTHERS = {
    PAIRINGS: (
        *(
            "序号 seq",
            "县区 county county_code",
            "共同体名称 name",
            "牵头学校 core_name",
            "牵头学校标识码 core_id core_school_id",
        ),
        *(
            "牵头学校所在地 core_place",
            "牵头学校是否优质 core_quality core_is_quality",
            "成员学校 member_name written_name",
        ),
        *(
            "成员学校标识码 member_id school_id",
            "办学模式 mode",
            "开始时间 started_on",
            "结束时间 ended_on",
            "状态 status",
        ),
        *("一共同体一案是否备案 plan_filed", "是否优质教育集团 is_quality_group", "备注 note"),
    ),
    RETURNS: (
        *(
            "序号 seq",
            "指标 indicator indicator_id",
            "填报地区 county area_code",
            "填报对象 unit unit_name",
            "学校 school",
        ),
        *(
            "学校标识码 school_id",
            "姓名 person",
            "期间 period",
            "完成数（分子） numerator",
            "应完成数（分母） denominator",
        ),
        "备注 note",
    ),
    ACTIVITIES: (
        *("序号 seq", "活动类型 kind", "活动日期 held_on", "活动内容 title", "县区 county county_code"),
        *("共同体名称 name", "牵头学校 core_name", "学校 school", "学校标识码 school_id", "交流教师人数 teachers"),
        *("交流干部人数 cadres", "参加人数 participants", "备注 note"),
    ),
    FUNDS: (
        *("序号 seq", "经费用途 task", "金额（元） amount", "期间 period", "县区 county county_code", "学校 school"),
        *("学校标识码 school_id", "共同体名称 name", "牵头学校 core_name", "备注 note"),
    ),
}
_REQUIRED = {
    ROSTER: {"county", "name", "urban_rural", "stage"},
    PAIRINGS: {"core_name", "member_name"},
    RETURNS: {"indicator", "county", "period", "numerator"},
    ACTIVITIES: {"kind", "held_on", "county"},
    FUNDS: {"task", "amount", "period", "county"},
}


@dataclass(frozen=True)
class Column:
    """One column of the template: its title, its field in intake, its meaning and its example."""

    table: str
    title: str
    key: str
    kind: str
    zh: str
    en: str
    unit: str
    allowed: str
    required: bool
    example: str | int | float


def columns(table: str) -> list[Column]:
    """Return the columns of one sheet from left to right. Raises `KeyError` for an unknown table."""
    specifications = _ROSTER if table == ROSTER else _OTHERS[table]
    return [_column(table, words.split()) for words in specifications]


def _column(table: str, words: list[str]) -> Column:
    title, key, stored = words[0], words[1], words[-1]
    row = _WRITTEN.get(key) or documented(table, stored) or _NOTED[key]
    return Column(
        table,
        title.format(zh=row["zh"]),
        key,
        row["kind"],
        row["zh"],
        row["en"],
        "" if row["unit"] == NONE else row["unit"],
        "" if row["allowed"] == NONE else row["allowed"],
        key in _REQUIRED[table],
        EXAMPLES[table].get(key, ""),
    )


def _note(zh: str, en: str, allowed: str = NONE, kind: str = "text") -> Row:
    return {"zh": zh, "en": en, "unit": NONE, "allowed": allowed, "kind": kind}


_NOTED = {
    "seq": _note(
        "行号，可留空；首格写着“示例”的行不读取", "Row number, may be empty; a row that begins with 示例 is not read"
    ),
    "note": _note("备注，不影响任何数字", "Remarks; they change no figure"),
    "status": _note("办学或结对的状态，空白为正常", "State of the school or pairing; blank means it goes on"),
    "period": _note(
        "期间：2024年、2023-2024学年、2024年上半年、2024-01-01至2024-12-31",
        "Period: a year, a school year, half a year, or first and last day",
    ),
    "school": _note(
        "学校名称，与名册一致；有标识码时可留空", "School, named as in the roster; may be empty beside a school code"
    ),
    "school_id": _note("学校标识码，10 位", "School code, 10 digits"),
    "person": _note("姓名，按人填报的指标用", "A person's name, for figures about persons"),
    "name": _note("共同体（集团）名称，与结对名单一致", "Community or group, named as in the pairing list"),
    "core_name": _note("牵头学校，与结对名单一致", "Core school, named as in the pairing list"),
}
_SYSTEM_ZH, _SYSTEM_EN = "；请在列名后写明坐标系，如 {}(GCJ-02)", "; name its system in the title, as in {}(GCJ-02)"
_WRITTEN = {
    "lon": _note("经度" + _SYSTEM_ZH.format("经度"), "Longitude" + _SYSTEM_EN.format("经度"), kind="real"),
    "lat": _note("纬度" + _SYSTEM_ZH.format("纬度"), "Latitude" + _SYSTEM_EN.format("纬度"), kind="real"),
}
