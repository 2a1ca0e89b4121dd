"""The sheet 填表说明: how to fill in the other sheets, what each column means, which indicators are reported."""

from data.intake.resolve.indicators import reported
from data.intake.template.choices import choices
from data.intake.template.columns import SHEETS, Column, columns

GUIDE = "填表说明"
_RULES = (
    (
        "表头不要改动；列可以调换次序，用不到的列可以删除。",
        "Keep the titles; columns may be moved, unused ones deleted.",
    ),
    (
        "橙色表头为必填，蓝色表头能填则填；没有数据留空，确实没有的填 0 或“否”。",
        "Orange titles are required; leave a cell empty where nothing is known, write 0 or 否 where there is none.",
    ),
    ("首格写着“示例”的一行不读取，可以删除。", "The row that begins with 示例 is not read; it may be deleted."),
    (
        "某县有学校填了某一列，同县留空的学校按未达到计，或不计入该项指标；检查时逐列提醒。",
        "Where a county reports a column, its blanks count as not met or are left out; checking says which.",
    ),
    (
        "填经纬度时，在列名后写明坐标系，如 经度(GCJ-02)。",
        "With coordinates, name their system in the title, as in 经度(GCJ-02).",
    ),
    ("填报表要填分子和分母两个数，不能只填百分比。", "Returns need numerator and denominator, not a share alone."),
    (
        "按县区统计的备案类指标，每个县区一行，完成数填 是 或 否。",
        "For filings give one row for each county and write 是 or 否 as the figure.",
    ),
    ("学校、共同体的名称要与名册、结对名单一致。", "Name schools and communities as in roster and pairing list."),
)
Line = tuple[str, ...]


def guide_lines(tables: tuple[str, ...], place: str | None) -> list[tuple[str, Line]]:
    """Return the lines of the sheet with their style: title, section, or text of up to three cells."""
    lines: list[tuple[str, Line]] = [("title", ("填表说明 How to fill in",))]
    lines += [("text", (f"{number}. {zh}", en)) for number, (zh, en) in enumerate(_RULES, start=1)]
    for table in tables:
        lines += [("section", (f"{SHEETS[table]}的各列", "含义 Meaning", "可填内容 What may be written"))]
        lines += [("text", (column.title, meaning(column), allowed_words(column, place))) for column in columns(table)]
    lines += [("section", ("可以填报的指标", "完成数指什么 Numerator", "应完成数指什么 Denominator"))]
    for row in reported():
        below = f"{row['denominator_zh']} {row['denominator_en']}" if row["format"] == "%" else "不填 none"
        lines.append(("text", (row["name_zh"], f"{row['numerator_zh']} {row['numerator_en']}", below)))
    return lines


def meaning(column: Column) -> str:
    """Return what a column means, in Chinese and English, with its unit."""
    unit = f"（单位：{column.unit}）" if column.unit else ""
    return f"{column.zh}{unit}　{column.en}"


def allowed_words(column: Column, place: str | None) -> str:
    """Return a description of the values that a column accepts."""
    listed = choices(column, place)
    if column.key == "indicator":
        return "见本页末“可以填报的指标” listed below"
    if listed:
        return " / ".join(listed)
    kinds = {"count": "不小于 0 的整数 whole number", "real": "不小于 0 的数 number", "day": "日期 2024-03-12"}
    return kinds.get(column.kind, "文字 text")
