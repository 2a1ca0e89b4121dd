"""A town's roster of schools as a bureau would lay it out."""

import random
from collections.abc import Sequence

from tests.intake.grids import Content, Grid, HeaderCell, Row, dressed
from tests.intake.layout import Layout
from tests.intake.words import (
    CLASS_NAMES,
    DATUMS,
    NUMBERS,
    OLD_BANDS,
    QUALITY_WORDS,
    STAGE_WORDS,
    Cell,
    full_width,
    header,
    moved,
    spaced,
)
from tests.towns import ZONE_NAME, School, Town, area_names

FOOT: list[Row] = [
    [],
    ["备注:1.本表由各县(市)区教育局填报;2.教学点计入主管学校。"],
    ["填表人:", "王某", None, "审核人:", "李某", None, "填表日期:2021年1月8日"],
]


def notes(town: Town, layout: Layout, title: str) -> list[Row]:
    """Return the lines above a header, as many as the layout has."""
    datum = f"    坐标系：{DATUMS[layout.datum][0]}" if layout.datum_in == "note" else ""
    lines: list[Row] = [
        [f"{area_names()[town.place]}{town.as_of.year}年{title}"],
        [f"填报单位:市教育局基础教育科    统计时点:{town.as_of}    单位:人{datum}"],
        ["填报说明:学校名称填写全称,学校标识码填写10位代码"],
        [],
        ["填表人:王某", None, None, "联系电话:0429-3120000"],
        ["(盖章)"],
    ]
    return lines[: layout.notes]


def columns(layout: Layout, rng: random.Random) -> list[tuple[str, HeaderCell]]:
    """Return the roster's columns, each with what it holds, in the order of the sheet."""
    with_county = layout.county not in ("sheet", "absent")
    keys = ["number", *(["county"] if with_county else []), "town", "code", "name"]
    keys += ["band" if "band" in layout.classes else "class", "stage"]
    keys += ["managing code" if layout.managing == "code" else "managing", "quality"]
    words = {key: header(key, rng, layout.space) for key in keys[1:]} | {"number": "序号"}
    cells = [(key, (words[key], words[key])) for key in keys]
    if layout.two_rows:
        inside = ("town", "code", "name")
        cells = [(key, ("基本情况" if key in inside else group, word)) for key, (group, word) in cells]
        cells += [("pupils", ("在校生数", "合计")), ("boys", ("在校生数", "男")), ("girls", ("在校生数", "女"))]
        cells += [("boarders", ("在校生数", "寄宿生"))]
    else:
        cells += [(key, (word, word)) for key in ("pupils", "boarders") for word in [header(key, rng)]]
    word = header("teachers", rng)
    cells += [("teachers", (word, word))]
    named = f"({rng.choice(DATUMS[layout.datum])})" if layout.datum_in == "header" else ""
    points = {"columns": [("lon", "经度"), ("lat", "纬度")], "one column": [("lonlat", "经纬度")], "none": []}
    cells += [(key, (text + named, text + named)) for key, text in points[layout.coordinates]]
    if layout.full_width:
        cells = [(key, (str(full_width(group)), str(full_width(text)))) for key, (group, text) in cells]
    if layout.shuffled and not layout.two_rows:
        cells = cells[:1] + rng.sample(cells[1:], len(cells) - 1)
    return cells


def values(town: Town, school: School, number: int, layout: Layout, rng: random.Random) -> dict[str, Cell]:
    """Return everything a roster may say of one school, as the layout writes it."""
    figure, names = NUMBERS[layout.numbers], area_names()
    zone = layout.zone_as_county and school.office_id is not None
    manager = town.school(school.managing) if school.managing else None
    code = f"{school.class_code}{CLASS_NAMES[school.class_code]}"
    classes: dict[str, Cell] = {"number": int(school.class_code), "named": code}
    said: dict[str, Cell] = {
        "number": number,
        "county": ZONE_NAME if zone else names[school.county_code],
        "town": school.town_name,
        "code": int(school.school_id) if layout.codes == "number" else school.school_id,
        "name": spaced(school.name, layout.space if rng.random() < 0.2 else ""),
        "class": classes.get(layout.classes, school.class_code),
        "band": OLD_BANDS[school.band] if layout.classes == "old band" else school.band,
        "stage": rng.choice(STAGE_WORDS[school.stage]),
        "managing": manager.name if manager else None,
        "managing code": school.managing,
        "pupils": None if school.pupils is None else figure(school.pupils),
        "boys": None if school.pupils is None else figure(school.pupils // 2),
        "girls": None if school.pupils is None else figure(school.pupils - school.pupils // 2),
        "boarders": None if school.boarders is None else figure(school.boarders),
        "teachers": None if school.teachers is None else figure(school.teachers),
    }
    if school.lon is not None and school.lat is not None:
        said["lon"], said["lat"] = point = moved(school.lon, school.lat, layout.datum)
        said["lonlat"] = f"{point[0]},{point[1]}"
    filled: dict[str, Cell] = {key: layout.missing if cell is None else cell for key, cell in said.items()}
    if layout.full_width:
        exact = ("lonlat",)
        filled = {key: cell if key in exact else full_width(cell) for key, cell in filled.items()}
    filled["quality"] = QUALITY_WORDS[layout.quality][0 if school.quality else 1]
    return {"lon": layout.missing, "lat": layout.missing, "lonlat": layout.missing} | filled


def total(label: str, keys: Sequence[str], schools: Sequence[School], rng: random.Random) -> Row:
    """Return a 小计 or 合计 row: its label stands where clerks put it, its figures are right."""
    row: dict[str, Cell] = {rng.choice([key for key in ("number", "county") if key in keys]): label}
    row["name"] = f"{len(schools)}所"
    row["pupils"] = sum(school.pupils or 0 for school in schools)
    row["teachers"] = sum(school.teachers or 0 for school in schools)
    return [row.get(key) for key in keys]


def content(town: Town, schools: Sequence[School], layout: Layout, rng: random.Random) -> Content:
    """Return the roster of some schools, counties together."""
    cells, names = columns(layout, rng), area_names()
    keys = [key for key, _ in cells]
    said = [values(town, school, number, layout, rng) for number, school in enumerate(schools, start=1)]
    spans, totals = list[tuple[int, int, int]](), list[tuple[int, Row]]()
    if layout.totals == "first":
        totals.append((-1, total("合计", keys, schools, rng)))
    for county in dict.fromkeys(school.county_code for school in schools):
        own = [index for index, school in enumerate(schools) if school.county_code == county]
        if layout.county in ("merged", "below"):
            spans.append((own[0], own[-1], keys.index("county")))
            for index in own[1:]:
                said[index]["county"] = None
        if layout.totals == "after" and layout.county != "sheet":
            label = rng.choice([f"{names[county]}小计", "小计"])
            totals.append((own[-1], total(label, keys, [schools[index] for index in own], rng)))
    if layout.totals == "after":
        totals.append((len(schools) - 1, total("合计", keys, schools, rng)))
    records = [[row[key] for key in keys] for row in said]
    foot = FOOT if layout.foot else []
    top = notes(town, layout, "义务教育学校名册")
    return Content(top, [cell for _, cell in cells], records, spans, totals, foot, layout.county == "merged")


def rosters(town: Town, layout: Layout) -> dict[str, Grid]:
    """Return the roster's sheets by title: one, or one a county."""
    rng, names = random.Random(layout.seed), area_names()
    parts = {"学校名册": town.schools}
    if layout.county == "sheet":
        codes = dict.fromkeys(school.county_code for school in town.schools)
        parts = {names[code]: tuple(s for s in town.schools if s.county_code == code) for code in codes}
    return {
        title: dressed(
            content(town, schools, layout, rng), rng, page=layout.page, blanks=layout.blanks, shift=layout.shift
        )
        for title, schools in parts.items()
    }
