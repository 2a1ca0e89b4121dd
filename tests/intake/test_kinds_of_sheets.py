"""Whole kinds of sheets, varied at random: the truth is read, or a finding names what was not; no cell is unaccounted for."""

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from data.intake import Reading, check

PLACE, DAY = "211400", date(2020, 12, 31)
TITLES = ["县区", "学校标识码", "学校名称", "学段", "城乡分类代码", "是否优质学校", "在校生数"]
COUNTIES = ("兴城市", "绥中县", "建昌县")
STEMS = ("大岭", "小岭", "后坡", "前屯", "柳河", "石门", "羊圈", "红石", "北沟", "南甸", "东营", "西堡")
VARIED = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
Row = list[object]


@dataclass(frozen=True)
class School:
    """One school of the truth."""

    county: str
    code: str
    name: str
    stage: str
    kind: str
    quality: str
    pupils: int

    @property
    def row(self) -> Row:
        """Its cells under `TITLES`."""
        return [self.county, self.code, self.name, self.stage, self.kind, self.quality, self.pupils]


@st.composite
def towns(draw: st.DrawFn, least: int = 3) -> list[School]:
    """Return some schools, counties together; the first is a quality school in town."""
    stems = draw(st.lists(st.sampled_from(STEMS), min_size=least, max_size=8, unique=True))
    found = []
    for at, stem in enumerate(stems):
        county = COUNTIES[at * 2 // len(stems)]
        stage = "小学" if at == 0 else draw(st.sampled_from(["小学", "教学点", "初中"]))
        ending = {"小学": "小学", "教学点": "教学点", "初中": "初级中学"}[stage]
        pupils = draw(st.integers(1, 3000))
        found.append(
            School(
                county,
                f"21210001{at:02}",
                f"{stem}{ending}",
                stage,
                "111" if at == 0 else "220",
                "是" if at == 0 else "否",
                pupils,
            )
        )
    return found


def read(
    folder: Path, rows: list[Row], merges: tuple[str, ...] = (), more: dict[str, list[Row]] | None = None
) -> Reading:
    """Write a roster, with further sheets, and check it."""
    book = openpyxl.Workbook()
    for name, cells in {"名册": rows, **(more or {})}.items():
        sheet = book.create_sheet(name)
        for row in cells:
            sheet.append(row)
    del book["Sheet"]
    for block in merges:
        book["名册"].merge_cells(block)
    book.save(folder / "报送表.xlsx")
    reading = check([folder / "报送表.xlsx"], PLACE, DAY)
    assert [one.as_dict() for one in reading.ledgers if not one.is_whole] == []
    taken = sum(one.records for one in reading.ledgers if any(key.startswith("schools.") for key in one.fields))
    if not reading.blocked:
        assert taken == reading.counts["schools"], "rows in = schools + rows left out by name"
    return reading


def says(reading: Reading, pattern: str) -> bool:
    """Tell whether an error or a warning says something."""
    told = [f"{one.message} {one.value} {one.column} {one.row}" for one in reading.findings if one.severity != "info"]
    return any(re.search(pattern, words) for words in told)


def pupils(schools: list[School]) -> int:
    return sum(school.pupils for school in schools)


def assert_truth(reading: Reading, schools: list[School], *, figures: bool = True) -> None:
    assert not reading.blocked, [one for one in reading.findings if one.severity == "error"]
    rows = {row["name"]: row for row in reading.tables["schools"].to_pylist()}
    assert set(rows) == {school.name for school in schools}
    if figures:
        assert {name: row["pupils"] for name, row in rows.items()} == {one.name: one.pupils for one in schools}


COUNTED = st.sampled_from(
    ["现有学校", "保留学校", "公办学校", "民办学校", "在办学校", "义务教育学校", "乡村小规模学校"]
)
NOT_COUNTED = st.builds(
    lambda year, word, ending: f"{year}{word}{ending}",
    st.sampled_from(["", "2019年", "2020年"]),
    st.sampled_from(["撤并", "停办", "已撤销", "已合并", "关闭", "拟建", "在建", "规划新建", "筹建", "未开办"]),
    st.sampled_from(["学校", "校点", "学校名单", "中小学", "教学点"]),
)
UNKNOWN = st.sampled_from(["拟撤并学校", "托管学校", "新建学校", "不计入本表学校", "东部备查学校"])


@VARIED
@given(
    town=towns(4),
    counted=COUNTED,
    other=st.one_of(NOT_COUNTED, UNKNOWN),
    cut=st.integers(1, 3),
    style=st.sampled_from(["{}、", "（{}）", ""]),
)
def test_sections(tmp_path, town, counted, other, cut, style):
    """Closed and planned schools are left out by name, headings nobody understands are asked about."""
    first, second = town[:-cut], town[-cut:]
    rows = [TITLES, [style.format("一") + counted], *(one.row for one in first), [style.format("二") + other]]
    reading = read(tmp_path, [*rows, *(one.row for one in second)])
    if not reading.blocked:
        assert_truth(reading, first)
        assert all(says(reading, one.name) for one in second)
    else:
        assert says(reading, re.escape(other))


WORDS = st.sampled_from(["学生数", "在校生数", "学生人数", "人数", "在校学生数"])
CHANGING = st.sampled_from(
    [
        "2021年秋季招生计划",
        "毕业生",
        "上学年",
        "随迁子女",
        "设计规模",
        "核定学位",
        "其中：女生",
        "一年级",
        "预计",
        "留守儿童",
        "2018年",
        "附设幼儿园",
    ]
)


@VARIED
@given(town=towns(), group=CHANGING, word=WORDS, own=st.booleans(), at=st.integers(0, 2))
def test_group_titles_that_change_a_figure(tmp_path, town, group, word, own, at):
    """The pupils are those of the column that says so alone; a group that says something else is never bent to them."""
    heads, below = list(TITLES[:6]), [""] * 6
    for place, title in enumerate(["班数", word]):
        heads.insert(6 + place, group)
        below.insert(6 + place, title)
    columns = 8 + own
    if own:
        heads.append("在校生数")
        below.append("")
    rows = [[f"附表{at}"]] * (at > 0) + [heads, below]
    top = len(rows) - 1
    for school in town:
        rows.append([*school.row[:6], 6, school.pupils + 17, *([school.pupils] if own else [])])
    merges = tuple(f"{chr(65 + c)}{top}:{chr(65 + c)}{top + 1}" for c in [*range(6), *range(8, columns)])
    reading = read(tmp_path, rows, (f"G{top}:H{top}", *merges))
    found = [row["pupils"] for row in reading.tables["schools"].to_pylist()]
    assert found == [school.pupils for school in town] if own else reading.blocked or set(found) == {None}
    assert says(reading, re.escape(group.replace("：", ":"))) or says(reading, word)


RIGHT = st.sampled_from(
    [
        str,
        lambda n: f"{n:,}",
        lambda n: f"{n:,}".replace(",", "，"),
        lambda n: f"{n}人",
        lambda n: f" {n} ",
        lambda n: float(n),
    ]
)
WRONG = st.sampled_from(
    [
        lambda n: f"{n},4",
        lambda n: f"{n % 90 + 10},{n % 90 + 10}",
        lambda n: f"{n}%",
        lambda n: f"约{n}",
        lambda n: f"{n}余人",
        lambda n: f"{n}.5",
        lambda n: f"-{n}",
        lambda n: f"{n}万",
    ]
)


@VARIED
@given(town=towns(), right=RIGHT, wrong=st.one_of(st.none(), WRONG), at=st.integers(0, 2))
def test_numbers(tmp_path, town, right, wrong, at):
    """A number is read where its grouping is regular; anything else is an error that names the cell."""
    rows = [[*school.row[:6], right(school.pupils)] for school in town]
    if wrong:
        rows[at][6] = wrong(town[at].pupils)
    reading = read(tmp_path, [TITLES, *rows])
    if wrong:
        (error,) = [one for one in reading.findings if one.severity == "error"]
        assert (error.code, error.row, error.column) == ("count_unreadable", at + 2, "G 在校生数")
    else:
        assert_truth(reading, town)


TOTALS = st.sampled_from(["合计", "总计", "小计", "汇总", "累计", "计", "Total", "全市合计", "合 计", "总数"])


@VARIED
@given(
    town=towns(4),
    label=TOTALS,
    column=st.integers(0, 4),
    top=st.booleans(),
    off=st.sampled_from([0, 0, 7]),
    said=st.booleans(),
)
def test_totals(tmp_path, town, label, column, top, off, said):
    """A total is no school wherever its word stands; it is told where it differs, and only then."""
    total: Row = [None] * 7
    total[column], total[6] = label, pupils(town) + off
    if said and column != 2:
        total[2] = f"{len(town)}所"
    rows = [one.row for one in town]
    reading = read(tmp_path, [TITLES, total, *rows] if top else [TITLES, *rows, total])
    assert_truth(reading, town)
    assert ("total_differs" in {one.code for one in reading.findings}) == (off > 0)


@VARIED
@given(town=towns(4), into=st.sampled_from(["县区", "学段", "规模"]))
def test_subtotals_in_any_column_raise_no_alarm(tmp_path, town, into):
    """Right subtotals of blocks and the right grand total say nothing."""
    titles = ["规模", *TITLES] if into == "规模" else TITLES
    at, shift = titles.index(into), int(into == "规模")
    rows: list[Row] = []
    for block in (town[:2], town[2:]):
        rows += [[*(["一类"] * shift), *one.row] for one in block]
        subtotal: Row = [None] * len(titles)
        subtotal[at], subtotal[-1] = "小计", pupils(block)
        rows.append(subtotal)
    grand: Row = [None] * len(titles)
    grand[0], grand[-1] = "合计", pupils(town)
    reading = read(tmp_path, [titles, *rows, grand])
    assert_truth(reading, town)
    assert {one.code for one in reading.findings} & {"total_differs", "schools_differ"} == set()


JOINTS = st.sampled_from(["、", "，", ",", "；", "\n", " ", "　"])


@VARIED
@given(town=towns(4), joint=JOINTS, at=st.integers(1, 2))
def test_several_schools_in_one_cell(tmp_path, town, joint, at):
    """A name cell of several schools is never one school."""
    rows = [one.row for one in town]
    rows[at][2] = f"{rows[at][2]}{joint}{rows[at + 1][2]}"
    reading = read(tmp_path, [TITLES, *rows[: at + 1], *rows[at + 2 :]])
    assert reading.blocked
    assert says(reading, town[at + 1].name)


@VARIED
@given(town=towns(4), some=st.data(), coded=st.booleans(), differs=st.booleans())
def test_a_second_list_of_some_of_the_schools_adds_none(tmp_path, town, some, coded, differs):
    """A list of schools that the roster has is compared with it; where it says otherwise, somebody is asked."""
    part = some.draw(st.lists(st.sampled_from(town), min_size=1, unique=True))
    titles = ["县区", *(["学校标识码"] if coded else []), "学校名称", "学段", "学生数", "专任教师数"]
    rows = [
        [one.county, *([one.code] if coded else []), one.name, one.stage, one.pupils + 3 * differs, 9] for one in part
    ]
    reading = read(tmp_path, [TITLES, *(one.row for one in town)], more={"小规模学校统计": [["附表"], titles, *rows]})
    assert reading.counts["schools"] == len(town)
    assert says(reading, "只作比对")
    assert reading.blocked == differs
    if differs:
        assert all(says(reading, one.name) for one in part)


@VARIED
@given(town=towns(4), how=st.sampled_from(["merged", "blank"]), titled=st.booleans(), total=st.booleans())
def test_a_county_written_once_a_block(tmp_path, town, how, titled, total):
    """The county of a block is that of its first row, merged or blank below; its own row may carry the block's total."""
    rows: list[Row] = [TITLES]
    merges = []
    for county in dict.fromkeys(one.county for one in town):
        block = [one for one in town if one.county == county]
        if total:
            rows.append([county, *[None] * 5, pupils(block)])
        first = len(rows) + 1
        rows += [[None if total or (at and how) else county, *one.row[1:]] for at, one in enumerate(block)]
        if how == "merged" and not total and len(block) > 1:
            merges.append(f"A{first}:A{len(rows)}")
    reading = read(tmp_path, rows, tuple(merges))
    assert_truth(reading, town)
    counties = {row["name"]: row["county_code"] for row in reading.tables["schools"].to_pylist()}
    codes = {"兴城市": "211481", "绥中县": "211421", "建昌县": "211422"}
    assert counties == {one.name: codes[one.county] for one in town}


@VARIED
@given(town=towns(4), banks=st.integers(2, 3), gap=st.booleans())
def test_lists_side_by_side(tmp_path, town, banks, gap):
    """Lists that stand side by side are read one after the other."""
    size = -(-len(town) // banks)
    parts = [town[at : at + size] for at in range(0, len(town), size)]
    titles: Row = []
    for _ in parts:
        titles += [*TITLES, *([None] if gap else [])]
    rows = []
    for line in range(size):
        row: Row = []
        for part in parts:
            row += [*(part[line].row if line < len(part) else [None] * 7), *([None] if gap else [])]
        rows.append(row)
    assert_truth(read(tmp_path, [["一览表"], titles, *rows]), town)


@VARIED
@given(town=towns(4), corner=st.sampled_from(["项目", "学校", "类目", "", "指标名称", "学校名称", "单位"]))
def test_a_roster_on_its_side(tmp_path, town, corner):
    """A roster with its schools across is read whatever its corner says."""
    names: Row = [corner or None, *(one.name for one in town)]
    rows = [names] + [[title, *(one.row[at] for one in town)] for at, title in enumerate(TITLES) if title != "学校名称"]
    assert_truth(read(tmp_path, rows), town)


BESIDE = st.lists(
    st.sampled_from(
        [
            "班级数",
            "校长姓名",
            "联系电话",
            "占地面积",
            "建校时间",
            "邮政编码",
            "举办者",
            "备注",
            "教职工数",
            "骨干教师数",
        ]
    ),
    unique=True,
    max_size=4,
)


@VARIED
@given(
    town=towns(),
    order=st.permutations(range(7)),
    beside=BESIDE,
    notes=st.lists(
        st.sampled_from(
            [
                "注：数据截至年底",
                "填表人：王某",
                "制表日期：2021年1月5日",
            ]
        ),
        max_size=2,
    ),
)
def test_ordinary_sheets_are_read(tmp_path, town, order, beside, notes):
    """Columns in any order, others of no use among them, notes below: all of it is read, nothing asked."""
    titles = [TITLES[at] for at in order] + beside
    rows = [[one.row[at] for at in order] + [f"{n + 1}" for n in range(len(beside))] for one in town]
    reading = read(tmp_path, [["兴城市2020年义务教育学校名册"], titles, *rows, *([note] for note in notes)])
    assert_truth(reading, town)


MARKS = st.sampled_from(
    [
        "{0}、{1}",
        "①{0}②{1}",
        "1.{0} 2.{1}",
        "{0}\n{1}",
        "{0}；{1}",
        "{0}，{1}。",
        "{0} {1}",
        "{0}+{1}",
        "{0}/{1}",
        "{0}和{1}",
        "{0}、{1}等2所",
    ]
)


@VARIED
@given(town=towns(4), mark=MARKS, mode=st.sampled_from(["1+2", "帮扶式", "一帮二", "1+N"]))
def test_members_of_one_cell(tmp_path, town, mark, mode):
    """However a cell separates its members, each is one; a name that cannot be found is an error."""
    members = [town[1].name, town[2].name]
    pairs = [["核心校", "成员校", "模式", "开始时间"], [town[0].name, mark.format(*members), mode, "2019年9月"]]
    reading = read(tmp_path, [TITLES, *(one.row for one in town)], more={"结对": pairs})
    assert not reading.blocked, [one for one in reading.findings if one.severity == "error"]
    codes = {one.name: one.code for one in town}
    assert {row["school_id"] for row in reading.tables["members"].to_pylist()} == {codes[name] for name in members}
    assert {row["mode"] for row in reading.tables["partnerships"].to_pylist()} == {"帮扶式"}


@VARIED
@given(town=towns(4), column=st.sampled_from(["帮扶学校", "牵头学校", "核心校名称", "支援学校"]), some=st.data())
def test_a_roster_with_a_column_of_pairings_gives_both(tmp_path, town, column, some):
    """A roster that names each school's helper is a roster and a pairing list."""
    helped = some.draw(st.lists(st.sampled_from(town[1:]), min_size=1, unique=True))
    rows = [[*one.row, town[0].name if one in helped else None, "2019年9月" if one in helped else None] for one in town]
    reading = read(tmp_path, [[*TITLES, column, "结对时间"], *rows])
    assert_truth(reading, town)
    assert {row["school_id"] for row in reading.tables["members"].to_pylist()} == {one.code for one in helped}
    assert {row["core_school_id"] for row in reading.tables["partnerships"].to_pylist()} == {town[0].code}


@VARIED
@given(town=towns(6), gap=st.booleans(), closed=st.booleans(), over_all=st.booleans(), merged=st.booleans())
def test_lists_side_by_side_with_a_title_each(tmp_path, town, gap, closed, over_all, merged):
    """What stands over one of the lists holds for it alone, what stands over all of them for all."""
    first = [one for one in town if one.county == COUNTIES[0]]
    second = [replace(one, county=COUNTIES[1]) for one in town if one not in first]
    assert first and second
    width = len(TITLES) - 1
    between: Row = [None] if gap else []
    titles = ["2020年撤并学校" if closed else COUNTIES[1], *([None] * (width - 1))]
    rows: list[Row] = [["葫芦岛市学校名册"]] if over_all else []
    at = len(rows) + 1
    rows.append([COUNTIES[0], *([None] * (width - 1)), *between, *titles])
    rows.append([*TITLES[1:], *between, *TITLES[1:]])
    for row in range(max(len(first), len(second))):
        left, right = ((one[row].row[1:] if row < len(one) else [None] * width) for one in (first, second))
        rows.append([*left, *between, *right])
    ends = [(1, width), (width + len(between) + 1, 2 * width + len(between))]
    blocks = tuple(f"{get_column_letter(a)}{at}:{get_column_letter(b)}{at}" for a, b in ends) if merged else ()
    reading = read(tmp_path, rows, blocks)
    if closed:
        assert_truth(reading, first)
        assert all(says(reading, one.name) for one in second)
    else:
        assert_truth(reading, first + second)
        counties = {row["name"]: row["county_code"] for row in reading.tables["schools"].to_pylist()}
        assert len({counties[one.name] for one in first}) == len({counties[one.name] for one in second}) == 1
        assert set(counties.values()) == {"211481", "211421"}


ROLES = {"core": ["牵头校", "核心校", "总校", "龙头学校"], "member": ["成员校", "分校", "受援学校"]}


@VARIED
@given(
    town=towns(5),
    title=st.sampled_from(["角色", "集团内角色", "身份", "学校类型"]),
    words=st.tuples(st.sampled_from(ROLES["core"]), st.sampled_from(ROLES["member"])),
    named=st.booleans(),
    once=st.booleans(),
    start=st.sampled_from(["2019年9月", None]),
)
def test_a_school_a_row_with_its_role_is_a_pairing_list(tmp_path, town, title, words, named, once, start):
    """One school a row and what it is to its community give who leads whom, with or without the community's name."""
    groups = {"东片共同体": town[:2], "西片共同体": [town[2], *town[3:]]}
    rows: list[Row] = [[*(["共同体名称"] if named else []), "学校名称", title, "加入时间"]]
    for name, schools in groups.items():
        for at, school in enumerate(schools):
            shown = [name if at == 0 or not once else None] if named else []
            rows.append([*shown, school.name, words[1 if at else 0], start])
    schools = [replace(one, quality="是" if one in (town[0], town[2]) else "否") for one in town]
    reading = read(tmp_path, [TITLES, *(one.row for one in schools)], more={"共同体成员": rows})
    assert_truth(reading, schools)
    core = {row["partnership_id"]: row["core_school_id"] for row in reading.tables["partnerships"].to_pylist()}
    pairs = {(core[row["partnership_id"]], row["school_id"]) for row in reading.tables["members"].to_pylist()}
    assert pairs == {(each[0].code, one.code) for each in groups.values() for one in each[1:]}
    names = {row["name"] for row in reading.tables["partnerships"].to_pylist()}
    assert names == (set(groups) if named else {None})


@VARIED
@given(town=towns(5), spoilt=st.sampled_from(["二核心", "没有核心", "不明", "已终止的共同体", "注：以下共同体已终止"]))
def test_roles_that_do_not_add_up_are_an_error(tmp_path, town, spoilt):
    """Two cores of one community, none, or a role nobody knows: the sheet is named, no pairing is made up."""
    roles = {
        "二核心": ["核心校", "核心校", "成员校"],
        "没有核心": ["成员校", "成员校", "成员校"],
        "不明": ["核心校", "待定", "成员校"],
    }
    rows = [["共同体名称", "学校名称", "角色"]]
    known = roles.get(spoilt, ["核心校", "成员校", "成员校"])
    rows += [["东片共同体", one.name, role] for one, role in zip(town, known, strict=False)]
    if spoilt not in roles:
        rows += [[spoilt], *(["西片共同体", one.name, role] for one, role in zip(town[3:], known, strict=False))]
    reading = read(tmp_path, [TITLES, *(one.row for one in town)], more={"共同体成员": rows})
    assert reading.blocked and says(reading, "共同体成员")
    assert reading.counts["members"] == 0


@VARIED
@given(town=towns(4), status=st.sampled_from(["已解除", "已终止", None]), every=st.booleans())
def test_what_a_list_with_roles_says_once_holds_for_the_community(tmp_path, town, status, every):
    """A state or a start on the core's row alone is that of its pairings."""
    rows: list[Row] = [["共同体名称", "学校名称", "角色", "开始时间", "状态"]]
    for at, one in enumerate(town):
        said = ["2019年9月", status] if at == 0 or every else [None, None]
        rows.append(["东片共同体" if at == 0 else None, one.name, "成员校" if at else "核心校", *said])
    reading = read(tmp_path, [TITLES, *(one.row for one in town)], more={"共同体成员": rows})
    found = {(row["started_on"], row["is_ended"]) for row in reading.tables["partnerships"].to_pylist()}
    assert found == {(date(2019, 9, 1), status is not None)}
    assert reading.counts["members"] == len(town) - 1
