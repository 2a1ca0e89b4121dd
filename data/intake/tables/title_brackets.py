"""What a recognised title says in brackets: units and instructions may be left out, a multiple or a plan may not."""

import re
from collections.abc import Iterator

from data.intake.findings import Finding, Location, finding
from data.intake.tables.table import Table
from data.intake.tables.titles import plain, synonyms
from data.intake.values.cells import datum
from data.registries import registry

_BRACKETS = re.compile(r"[(\[{【〔]([^)\]}】〕]*)[)\]}】〕]")
_MANY = "[十百千万亿拾佰仟萬億]"
_COUNTED = "人次|人|名|个|所|间|次|节|年|岁|生|位|处|册|台|套|门|户|份|项|篇|场|条|学生"
_MULTIPLE = re.compile(rf"(单位[:：]?)?([\d.]*{_MANY}+({_COUNTED})?|\d{{2,}}[人名个所]|100+)|.*[%％‰].*|百分比|比例")
_TENS_IN_NOTE = re.compile(rf"单位[:：为]?((?:{_MANY}+)(?:人|名|所))")
_OTHER_FACT = re.compile(
    r"计划|规划|(?<![模虚])拟|预计|预期|目标|退出|撤销|撤并|停办|停招|停用|关闭|上一?学?年|上期|去年|前年|往年"
    r"|(?<![对相适])应(?![填为与当该])"
)
_UNCHECKED = re.compile(r"note|seq|ignored|status|in_use|is_over|ended_on|.*_contact|.*_place")
_OWN_WORDS = {
    **{column: re.compile("计划|规划|方案") for column in ("weak_plan_done", "plan_filed")},
    **{f"{kind}_experiments_planned": re.compile("计划|应|规划|目标") for kind in ("demo", "group")},
    **dict.fromkeys(("denominator", "teachers_unrotated"), re.compile("应")),
}
_UNIT = re.compile(rf"(单位[:：]?)?({_COUNTED}|公里|千米|学时|课时|度|月)")
_MONEY = re.compile(rf"(单位[:：]?)?(人民币)?{_MANY}*元")
_FILLING_IN = re.compile(
    r"([必选可]填|必选|可选|可空|没有可?不填|无则?不填|无[可则]空|如?有则?填|不填|(规范)?全称|规范|[加公]?盖?章|合计|总数|总计|小计"
    r"|[A-Za-z]|\d|[一二三四五六七八九]|[\dA-Z]{1,2}([=+\-×*/÷][\dA-Z]{1,2})*)|(例|如|示例|样例|格式|填|请|下拉|选择|详?见).*"
)
_WORDS = re.compile(
    r"[是否有无填打写或的划选√×✓YNyn/、,，\"“”'‘’01=:：]+|[省市县区旗镇乡街道村社办园校点教学机构单位开发部门处事名称/、所在]+"
    r"|[\d年月日度学期起止至自时间./\-—~～YMDymd]+|\d+位.*|.*(代码|编码|编号|标识码)|GB.*|1\+N.*|中心[学校]+|幼儿园|(小学|初中|高中)"
)
_OPTIONS = re.compile(r"[^/、,，;；|或]{1,8}([/、,，;；|或][^/、,，;；|或]{1,8})+等?")


def bracketed(table: Table) -> Iterator[Finding]:
    """Yield what the brackets of recognised titles say that the reading leaves out: errors where it changes the figures."""
    header, told = table.header, set[str]()
    for at, column in header.columns.items():
        title = header.titles[at]
        for found in _BRACKETS.finditer(title) if at not in header.chosen else ():
            said, begun = found[1], title[: found.end()]
            code = _code(header.table, column, title, said) if begun not in told else None
            told.add(begun)
            if code:
                where = Location(table.sheet.file, table.sheet.name, header.last + 1, at + 1, title)
                yield finding(code, where, said, title=title)
    for words in table.titles if header.table == "schools" else ():
        if many := _TENS_IN_NOTE.search(words):
            yield finding("title_multiple", Location(table.sheet.file, table.sheet.name), many[1], title=words)


def _code(table: str, column: str, title: str, said: str) -> str | None:
    if _UNCHECKED.fullmatch(column) or _says_the_same(table, column, title, said):
        return None
    figure = _is_figure(table, column)
    if figure and column != "amount" and _MULTIPLE.fullmatch(said):
        return "title_multiple"
    own = _OWN_WORDS.get(column)
    if _OTHER_FACT.search(own.sub("", said) if own else said):
        return "title_of_another_fact"
    return None if _is_harmless(column, said, figure=figure) else "title_partly_read"


def _is_figure(table: str, column: str) -> bool:
    kinds = {row["column"]: row["kind"] for row in registry("fields") if row["table"] == table}
    measured = kinds.get(column) in ("count", "real") or column.endswith(("_pupils", "_teachers"))
    return measured and column not in ("lon", "lat")


def _says_the_same(table: str, column: str, title: str, said: str) -> bool:
    """Tell whether the words in brackets are another title of the column, alone or joined to the title's last part."""
    known, last = {**synonyms("party"), **synonyms(table)}, plain(_BRACKETS.sub("", title).rpartition("/")[2])
    side, _, part = column.partition("_")
    meant = {column, side, part} if side in ("core", "member") else {column}
    return any(known.get(words) in meant for words in (plain(said), last + plain(said), plain(said) + last))


def _is_harmless(column: str, said: str, *, figure: bool) -> bool:
    if (
        not said
        or _FILLING_IN.fullmatch(said)
        or _UNIT.fullmatch(said)
        or (column == "amount" and _MONEY.fullmatch(said))
    ):
        return True
    if figure:
        return False
    if column in ("lon", "lat", "lonlat"):
        return bool(datum(said) or re.search("坐标|[°度EN东经北纬]", said))
    return bool(_WORDS.fullmatch(said) or _OPTIONS.fullmatch(said))
