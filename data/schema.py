"""The tables of a snapshot: one typed column after another, each with its meaning.

Every column's metadata says what it means (`zh`, `en`), its `unit`, the `allowed` values and the
`source` it comes from; intake, exports and the definitions page read them from here.
Identifiers and codes are text, never numbers: leading zeros and comparisons stay safe.
"""

from typing import Any

import pyarrow as pa

BANDS = ("城区", "镇区", "乡村")
URBAN_RURAL_CODES = {
    "111": "城区",
    "112": "城区",
    "121": "镇区",
    "122": "镇区",
    "123": "镇区",
    "210": "乡村",
    "220": "乡村",
}
MODES = ("帮扶式", "联盟式", "集团式", "学区", "一体化", "结对", "其他")


def column(
    name: str,
    kind: pa.DataType,
    zh: str,
    en: str,
    *,
    unit: str = "",
    allowed: str = "",
    source: str = "名册",
    required: bool = False,
) -> "pa.Field[Any]":
    """Return one documented Arrow field; `required` columns are never null."""
    notes = {"zh": zh, "en": en, "unit": unit, "allowed": allowed, "source": source}
    return pa.field(name, kind, nullable=not required, metadata=notes)


TEXT, COUNT, REAL, DAY, YES_NO = pa.string(), pa.int32(), pa.float64(), pa.date32(), pa.bool_()
SNAPSHOT_KEY = [
    column("place_code", TEXT, "地区代码", "Place", allowed="areas.csv", source="--place", required=True),
    column("as_of", DAY, "统计时点", "Date of the facts", unit="日", source="--as-of", required=True),
]
LINEAGE = column("source", TEXT, "来源行", "File, sheet and row the record came from", source="导入")

SCHOOLS = pa.schema(
    [
        *SNAPSHOT_KEY,
        column("school_id", TEXT, "学校标识码", "School code, kept through a rename", required=True),
        column("name", TEXT, "学校名称", "School name", required=True),
        column("former_name", TEXT, "曾用名", "Former name"),
        column("county_code", TEXT, "县区代码", "County, GB/T 2260", allowed="areas.csv", required=True),
        column("office_id", TEXT, "教育办", "Education office of a functional zone", allowed="areas.csv"),
        column("town_code", TEXT, "乡镇代码", "Township code, 9 digits", allowed="areas.csv"),
        column("town_name", TEXT, "乡镇（街道）", "Township as written"),
        column("urban_rural_code", TEXT, "城乡分类代码", "Urban–rural class", allowed="111 112 121 122 123 210 220"),
        column(
            "reported_band",
            TEXT,
            "填报城乡类型",
            "Band as reported where no class code is given",
            allowed="城区 镇区 乡村",
        ),
        column("stage", TEXT, "学段", "Kind of school", allowed="stages.csv", required=True),
        column(
            "managing_school_id", TEXT, "主管学校标识码", "School that manages this village school or teaching point"
        ),
        column("is_quality", YES_NO, "是否优质学校", "Recognised as a quality school; null is not stated"),
        column("pupils", COUNT, "在校生数", "Pupils enrolled", unit="人"),
        column("boarders", COUNT, "寄宿生数", "Boarding pupils", unit="人"),
        column("teachers", COUNT, "专任教师数", "Full-time teachers", unit="人"),
        column("lon", REAL, "经度", "Longitude, WGS-84", unit="度"),
        column("lat", REAL, "纬度", "Latitude, WGS-84", unit="度"),
        LINEAGE,
    ]
)

PARTNERSHIPS = pa.schema(
    [
        *SNAPSHOT_KEY,
        column(
            "partnership_id", TEXT, "结对编号", "Core school, start month and ordinal", source="导入", required=True
        ),
        column("name", TEXT, "共同体名称", "Name of the community or group", source="结对名单"),
        column("mode", TEXT, "办学模式", "Mode, standard term", allowed=" ".join(MODES), source="结对名单"),
        column("written_mode", TEXT, "填报模式", "Mode as the bureau wrote it", source="结对名单"),
        column(
            "core_school_id",
            TEXT,
            "牵头学校标识码",
            "Core school; null where it lies outside the place",
            source="结对名单",
        ),
        column("core_name", TEXT, "牵头学校", "Core school's name", source="结对名单", required=True),
        column(
            "core_place", TEXT, "牵头学校所在地", "Where an outside core school lies; null inside", source="结对名单"
        ),
        column(
            "core_is_quality",
            YES_NO,
            "名单所写牵头学校是否优质",
            "Quality of the core school as the list states it",
            source="结对名单",
        ),
        column("county_code", TEXT, "填报县区代码", "County that reported it", allowed="areas.csv", source="结对名单"),
        column("started_on", DAY, "开始时间", "First day; null is not stated", unit="日", source="结对名单"),
        column("ended_on", DAY, "结束时间", "Last day, inclusive; null is open", unit="日", source="结对名单"),
        column(
            "is_ended", YES_NO, "已结束", "Reported as ended, with or without a date", source="结对名单", required=True
        ),
        column(
            "plan_filed", YES_NO, "一共同体一案已备案", "Its own plan is filed; null is not stated", source="结对名单"
        ),
        LINEAGE,
    ]
)

MEMBERS = pa.schema(
    [
        *SNAPSHOT_KEY,
        column("partnership_id", TEXT, "结对编号", "Partnership it belongs to", source="结对名单", required=True),
        column("school_id", TEXT, "成员学校标识码", "Member school", source="结对名单", required=True),
        column("written_name", TEXT, "填报校名", "Member's name as written", source="结对名单"),
        LINEAGE,
    ]
)

RETURNS = pa.schema(
    [
        *SNAPSHOT_KEY,
        column(
            "indicator_id", TEXT, "指标", "Indicator reported", allowed="indicators.csv", source="填报表", required=True
        ),
        column("area_code", TEXT, "填报地区", "Area that reports", allowed="areas.csv", source="填报表", required=True),
        column(
            "unit_id",
            TEXT,
            "填报对象",
            "School, partnership or county the figure is about",
            source="填报表",
            required=True,
        ),
        column("period_start", DAY, "期间起", "First day of the period", unit="日", source="填报表", required=True),
        column("period_end", DAY, "期间止", "Last day of the period", unit="日", source="填报表", required=True),
        column("numerator", REAL, "分子", "Numerator", source="填报表", required=True),
        column("denominator", REAL, "分母", "Denominator", source="填报表", required=True),
        LINEAGE,
    ]
)

TABLES: dict[str, pa.Schema] = {
    "schools": SCHOOLS,
    "partnerships": PARTNERSHIPS,
    "members": MEMBERS,
    "returns": RETURNS,
}
