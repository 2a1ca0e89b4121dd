"""A town's pairings as a bureau would list them."""

import random

from tests.intake.grids import Content, Grid, HeaderCell, Row, dressed
from tests.intake.layout import Layout
from tests.intake.rosters import FOOT, notes
from tests.intake.words import DAY_DATES, MODE_WORDS, MONTH_DATES, STAGE_WORDS, Cell, full_width, header, spaced
from tests.towns import Pairing, Town, area_names

NUMBERED = 5


def written_name(town: Town, school_id: str, county_code: str, layout: Layout, rng: random.Random) -> str:
    """Return a school's name as the list of a county writes it: a school elsewhere has its county in front."""
    school = town.school(school_id)
    county, name = area_names()[school.county_code], school.name
    prefixed = name if name.startswith(county) else county + name
    if school.county_code != county_code or layout.names == "prefixed":
        name = prefixed
    elif layout.names == "bare":
        name = name.removeprefix(county)
    return spaced(name, layout.space if rng.random() < 0.3 else "")


def columns(town: Town, layout: Layout, rng: random.Random) -> list[tuple[str, HeaderCell]]:
    """Return the list's columns, each with what it holds."""
    by_code, ends = layout.names == "code", any(pairing.end for pairing in town.pairings)
    county = layout.county not in ("absent", "sheet")
    keys = ["number", *(["county"] if county else []), "title"]
    words = {key: header(key, rng, layout.space) for key in ("county", "mode", "start", "end")}
    words |= {"number": "序号", "title": "共同体名称", "note": "备注"}
    cells = [(key, (words[key], words[key])) for key in keys]
    core, member = rng.choice([("帮扶学校", "被帮扶学校"), ("优质学校", "农村学校"), ("支援学校", "受援学校")])
    if layout.two_rows and layout.shape in ("merged", "below", "repeated"):
        for side, group in (("core", core), ("member", member)):
            cells += [(side, (group, "学校名称")), (f"{side} stage", (group, "学段"))]
            cells += [(f"{side} code", (group, "学校标识码"))] if by_code else []
    else:
        for side in ("core", "member"):
            word = header(side, rng)
            numbered = side == "member" and layout.shape == "numbered"
            both = [f"{word}{n}" for n in range(1, NUMBERED + 1)] if numbered else [word]
            cells += [(f"{side}{n}" if numbered else side, (text, text)) for n, text in enumerate(both)]
            cells += [(f"{side} code", (f"{word}标识码", f"{word}标识码"))] if by_code else []
    keys = ["mode", "start", *(["end"] if ends else []), "note"]
    cells += [(key, (words[key], words[key])) for key in keys]
    if layout.full_width:
        cells = [(key, (str(full_width(group)), str(full_width(text)))) for key, (group, text) in cells]
    if layout.shuffled and not layout.two_rows:
        cells = cells[:1] + rng.sample(cells[1:], len(cells) - 1)
    return cells


def rows(town: Town, pairing: Pairing, layout: Layout, rng: random.Random) -> list[dict[str, Cell]]:
    """Return the rows of one partnership: one a member, or one for all of them."""
    day = (MONTH_DATES | DAY_DATES)[layout.dates]
    nothing = layout.missing if layout.shape != "below" else layout.missing or "/"
    names = [written_name(town, member, pairing.county_code, layout, rng) for member in pairing.members]
    stages = [rng.choice(STAGE_WORDS[town.school(member).stage]) for member in pairing.members]
    mode = MODE_WORDS.get(pairing.mode, pairing.mode)
    shared: dict[str, Cell] = {
        "county": area_names()[pairing.county_code],
        "title": pairing.name,
        "core": written_name(town, pairing.core, pairing.county_code, layout, rng),
        "core stage": rng.choice(STAGE_WORDS[town.school(pairing.core).stage]),
        "core code": pairing.core,
        "mode": full_width(mode) if layout.full_width else mode,
        "start": nothing if pairing.start is None else day(pairing.start),
        "end": nothing if pairing.end is None else day(pairing.end),
    }
    if layout.full_width and layout.dates != "cell":
        shared |= {key: full_width(shared[key]) for key in ("start", "end")}
    if layout.shape == "cell":
        return [shared | {"member": layout.separator.join(names)}]
    if layout.shape == "numbered":
        padded = [*names, *[layout.missing] * (NUMBERED - len(names))]
        return [shared | {f"member{n}": name for n, name in enumerate(padded)}]
    own = zip(names, stages, pairing.members, strict=True)
    split: list[dict[str, Cell]] = [
        {"member": name, "member stage": kind, "member code": code} for name, kind, code in own
    ]
    if layout.shape == "repeated":
        return [shared | row for row in split]
    return [shared | split[0], *split[1:]]


def content(town: Town, pairings: tuple[Pairing, ...], layout: Layout, rng: random.Random) -> Content:
    """Return the list of some partnerships."""
    cells = columns(town, layout, rng)
    keys = [key for key, _ in cells]
    records, spans = list[Row](), list[tuple[int, int, int]]()
    spanned = ("county", "title", "core", "core stage", "core code", "mode", "start", "end")
    for pairing in pairings:
        first = len(records)
        for row in rows(town, pairing, layout, rng):
            records.append([len(records) + 1, *(row.get(key) for key in keys[1:])])
        if layout.shape in ("merged", "below"):
            spans += [(first, len(records) - 1, keys.index(key)) for key in spanned if key in keys]
    count = sum(len(pairing.members) for pairing in pairings)
    sums: dict[str, Cell] = {"number": "合计", "core": f"{len(pairings)}所", "member": f"{count}所"}
    totals: list[tuple[int, Row]] = [(len(records) - 1, [sums.get(key) for key in keys])] if layout.totals else []
    top = [] if not layout.notes else notes(town, layout, "城乡学校结对名单")[: layout.notes]
    foot = FOOT if layout.foot else []
    return Content(top, [cell for _, cell in cells], records, spans, totals, foot, layout.shape == "merged")


def pairing_lists(town: Town, layout: Layout) -> dict[str, Grid]:
    """Return the list's sheets by title: one, or one a county."""
    rng, names = random.Random(layout.seed + 1), area_names()
    parts = {"结对名单": town.pairings}
    if layout.county == "sheet":
        codes = dict.fromkeys(pairing.county_code for pairing in town.pairings)
        parts = {names[code]: tuple(p for p in town.pairings if p.county_code == code) for code in codes}
    return {
        title: dressed(
            content(town, pairings, layout, rng), rng, page=layout.page, blanks=layout.blanks, shift=layout.shift
        )
        for title, pairings in parts.items()
    }
