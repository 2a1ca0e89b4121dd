"""Files as a bureau would send them: a town rendered by a layout."""

from dataclasses import dataclass, replace
from pathlib import Path

from tests.intake.grids import Grid, write_text, write_workbook
from tests.intake.layout import Layout
from tests.intake.pairing_lists import pairing_lists
from tests.intake.rosters import rosters
from tests.towns import Town

EXPLANATIONS = Grid(
    [
        ["填表说明"],
        ["1.学校名册与结对名单须同时报送。"],
        ["字段", "填写要求"],
        ["学校标识码", "10位数字,文本格式"],
        ["学校名称", "全称,与办学许可一致"],
        ["核心校", "优质学校"],
        [None, None, "如有疑问请联系市教育局"],
    ]
)


@dataclass(frozen=True)
class Rendered:
    """Files to hand in, the truth they hold and the datum to name on the command line."""

    files: list[Path]
    town: Town
    layout: Layout
    datum: str | None


def fitted(town: Town, layout: Layout) -> Town:
    """Return the town as far as the layout can say it."""
    town = town.without_ended()
    return town.in_months() if layout.in_months else town


def render(town: Town, layout: Layout, folder: Path) -> Rendered:
    """Write a town's roster and pairing list into a folder."""
    if layout.file == "csv":
        shape, county = layout.shape, layout.county
        shape = "below" if shape == "merged" else shape
        layout = replace(layout, shape=shape, county="below" if county == "merged" else county)
    town = fitted(town, layout)
    schools, pairings = rosters(town, layout), pairing_lists(town, layout)
    if layout.file == "csv":
        assert layout.county != "sheet"
        assert layout.dates not in ("cell", "serial")
        files = [
            write_text(folder / f"{title}.csv", grid.rows, layout.encoding, layout.delimiter)
            for title, grid in (schools | pairings).items()
        ]
    elif layout.together:
        named = {title if title == "学校名册" else f"{title}名册": grid for title, grid in schools.items()}
        named |= {title if title == "结对名单" else f"{title}结对": grid for title, grid in pairings.items()}
        files = [write_workbook(folder / "报送表.xlsx", {"说明": EXPLANATIONS, **named})]
    else:
        files = [write_workbook(folder / "学校名册.xlsx", schools), write_workbook(folder / "结对名单.xlsx", pairings)]
    return Rendered(files, town, layout, layout.datum if layout.datum_in == "flag" else None)
