"""A tiny 葫芦岛 counted by hand: one county for each group of rules. Every id is its letter and number here."""

from datetime import date

from tests.queries.city import pairing, school

PLACE = "211400"
LIANSHAN, LONGGANG, NANPIAO, SUIZHONG, JIANCHANG, XINGCHENG = [
    "211402",
    "211403",
    "211404",
    "211421",
    "211422",
    "211481",
]
ZONE = "211402-yjzz"
AS_OF = date(2020, 12, 31)

SCHOOLS = [
    # 连山区: who manages whom. Rural sites B1 B2 B3 B4 B5 B8 (6); units B1 (with B2, B3), B4, B5, B8 (4).
    school("A1", LIANSHAN, "111", is_quality=True, lon=120.8, lat=40.0),
    school("A2", LIANSHAN, "112", "初中", is_quality=False),
    school("B1", LIANSHAN, "121", "九年一贯制", is_quality=False),
    school("B2", LIANSHAN, "220", managing_school_id="B1"),
    school("B3", LIANSHAN, "220", "教学点", managing_school_id="B2"),  # a chain: B3 → B2 → B1
    school("B4", LIANSHAN, "210", "教学点", managing_school_id="A1"),  # managed by an urban school: counts itself
    school("B5", LIANSHAN, "123", office_id=ZONE),  # the zone's school: once, in its host county
    school("B6", LIANSHAN, "121", "高中"),  # out of scope
    school("B7", LIANSHAN, "220", "幼儿园"),  # out of scope
    school("B8", LIANSHAN, "220", "教学点", managing_school_id="B6"),  # its manager is out of scope: counts itself
    # 龙港区: only an urban school. 0 of 0.
    school("C1", LONGGANG, "111", is_quality=False),
    # 南票区: who leads. Rural sites and units D2 … D9 (8).
    school("D1", NANPIAO, "112", "初中", is_quality=False),
    school("D2", NANPIAO, "121", is_quality=True),
    school("D3", NANPIAO, "220"),  # quality not stated
    *(school(f"D{number}", NANPIAO, "220") for number in range(4, 10)),
    # 绥中县: when. Rural sites and units E2 … E9 (8).
    school("E1", SUIZHONG, "111", is_quality=True),
    *(school(f"E{number}", SUIZHONG, "220") for number in range(2, 10)),
    # 建昌县: leading is not being paired. Rural sites and units F1 … F5 (5).
    school("F1", JIANCHANG, "121", is_quality=True),
    school("F3", JIANCHANG, "122", "初中", is_quality=True),
    *(school(f"F{number}", JIANCHANG, "220") for number in (2, 4, 5)),
    # 兴城市: bands and stages. Rural sites and units G2 G4 G5 G7 (4).
    school("G1", XINGCHENG, "111", is_quality=True),
    school("G2", XINGCHENG, None, reported_band="乡村", lon=120.8, lat=41.0),
    school("G3", XINGCHENG, None, reported_band="城区"),
    school("G4", XINGCHENG, "220", reported_band="城区"),  # the code decides
    school("G5", XINGCHENG, "121", "完全中学"),
    school("G6", XINGCHENG, "121", "特教"),  # out of scope
    school("G7", XINGCHENG, "210", "十二年一贯制"),
]

PAIRINGS = [
    # 连山区: sites B2 B3 B4 are paired (3 of 6), units B1 and B4 (2 of 4); A2, B6, B7 are not counted.
    pairing("A1", "B2", "B3", "A2"),
    pairing("A1", "B4", "B6", "B7", started_on=date(2019, 9, 1)),
    # 南票区: D4 by an urban school, D5 and D7 by quality schools, D4 … D9 by any.
    pairing("D1", "D4"),  # urban, not quality
    pairing("D2", "D5"),  # rural, quality
    pairing("D3", "D6"),  # rural, not stated
    pairing(None, "D7", core_name="鞍山一中", core_place="鞍山市", core_is_quality=True),
    pairing(None, "D8", core_name="鞍山二中", core_place="鞍山市"),
    pairing(None, "D9", core_name="鞍山三中", core_place="鞍山市", core_is_quality=False),
    # 绥中县: E2 E5 E7 E8 E9 (5 of 8), under every lead rule.
    pairing("E1", "E2", ended_on=AS_OF),  # the last day still counts
    pairing("E1", "E3", ended_on=date(2020, 12, 30)),
    pairing("E1", "E4", is_ended=True),
    pairing("E1", "E5", started_on=AS_OF),  # the first day counts
    pairing("E1", "E6", started_on=date(2021, 1, 1)),
    pairing("E1", "E7", started_on=None),  # begun, nobody says when
    pairing("E1", "E8", "E9", started_on=date(2018, 9, 1)),
    pairing("E1", "E9", started_on=date(2020, 3, 1)),  # paired twice, counted once
    pairing("E1", "E9", is_ended=True),
    # 建昌县: F2 F3 F4 (3 of 5) by quality schools, nothing by urban ones.
    pairing("F1", "F2"),  # F1 leads and is not a member
    pairing("F3", "F3", "F4"),  # listed among its own members: counted as the list says
    # 兴城市: both across counties. G2 by a quality urban school, G4 by an urban one.
    pairing("A1", "G2", "G3", "G6"),
    pairing("D1", "G4"),
]

# Covered units by county under each lead rule; units (sites) by county under each counting rule.
COVERED = {
    "quality": {LIANSHAN: 2, LONGGANG: 0, NANPIAO: 2, SUIZHONG: 5, JIANCHANG: 3, XINGCHENG: 1, PLACE: 13},
    "urban": {LIANSHAN: 2, LONGGANG: 0, NANPIAO: 1, SUIZHONG: 5, JIANCHANG: 0, XINGCHENG: 2, PLACE: 10},
    "any": {LIANSHAN: 2, LONGGANG: 0, NANPIAO: 6, SUIZHONG: 5, JIANCHANG: 3, XINGCHENG: 2, PLACE: 18},
}
UNITS = {
    "under_managing_school": {
        **{LIANSHAN: 4, LONGGANG: 0, NANPIAO: 8, SUIZHONG: 8, JIANCHANG: 5, XINGCHENG: 4},
        PLACE: 29,
    },
    "each_site": {LIANSHAN: 6, LONGGANG: 0, NANPIAO: 8, SUIZHONG: 8, JIANCHANG: 5, XINGCHENG: 4, PLACE: 31},
}
# Under each_site the village school B2 and its teaching point B3 are two sites, not one unit.
MORE_SITES_COVERED = {LIANSHAN: 1, PLACE: 1}
