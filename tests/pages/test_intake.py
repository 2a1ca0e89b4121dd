"""The intake page: sheets are understood on screen, mended by hand, compared, and published; what is wrong publishes nothing."""

import io
import re
from collections.abc import Callable

import openpyxl
import pytest
import streamlit as st

from data.intake.ledger import ranges
from data.intake.session import Order, Session
from data.store.snapshots import read_snapshot, snapshot_folder, snapshot_folders
from pages.manage.steps import findings, sequence
from tests.intake.commands import contents
from tests.pages.intake import DAY, HEADED, HEADING, INTAKE, PAIRS, ROSTER, reference, sent, sheet, to
from tests.pages.published import FORMULA, MARKUP
from tests.pages.screens import LANGUAGES, opened, troubles, words
from tests.pages.test_languages import CODES, HAN, WORD
from views.text.labels import LANGUAGES as SWITCH

FILES = {"名册.csv": sheet(ROSTER), "名单.csv": sheet(PAIRS)}
UNKNOWN = {(1, 2): "曹庄中心小学校"}


ASKED = {(0, 7): "办学规模(人)"}


def cells(at) -> list[tuple[str, str]]:
    """Return of every cell of the sheet on screen what it was taken for and what its title says."""
    (grid,) = [one.proto.body for one in at.get("html") if 'class="sent"' in one.proto.body]
    found = []
    for attributes in re.findall(
        r'<td(?! class="wide )([^>]*)>', grid
    ):  # what was found in a row as a whole is no cell
        kind = re.search(r'class="(\w*)', attributes)
        title = re.search(r'title="([^"]*)"', attributes)
        found.append((kind[1] if kind else "", title[1] if title else ""))
    return found


def press(at, key: str):
    at.button(key=key).click().run()
    assert troubles(at) == []
    return at


def pupils(data) -> int:
    table = read_snapshot(snapshot_folder(data, "211400", DAY)).table("schools")
    return sum(table["pupils"].to_pylist())


def test_the_bureaus_sheets_are_understood_and_published_into_an_empty_folder(tmp_path, monkeypatch):
    at = sent(tmp_path, monkeypatch, reference())
    said = " ".join(words(at))
    assert "识别为学校名册：表头在第 3 行，405 条记录。" in said and "D 学校标识码" in re.sub(r"\s+", " ", said)
    assert contents(tmp_path) == {}, "nothing is written before it is published"
    at.session_state["fold_findings_warning"] = True
    assert "大屯镇初级中学" in to(at, "findings")
    to(at, "publish")
    press(at, "intake_publish")
    assert [box.value for box in at.success] == ["葫芦岛市 2020-12-31 的快照已发布。"]
    assert any(
        "programme=huludao-2020" in html and "date=2020-12-31" in html
        for html in (e.proto.body for e in at.get("html"))
    )
    (folder,) = snapshot_folders(tmp_path)
    assert read_snapshot(folder).manifest["status"] == "official"
    press(at, "intake_again")
    assert len(at.success) == 0 and not at.file_uploader[0].value


def test_an_error_blocks_publishing_in_plain_words_and_changes_nothing(tmp_path, monkeypatch):
    at = sent(tmp_path, monkeypatch, FILES, step="publish")
    press(at, "intake_publish")
    before = contents(tmp_path)
    wrong = {**FILES, "名册.csv": sheet(ROSTER, {(2, 4): "大学"})}
    at = sent(tmp_path, monkeypatch, wrong, step="publish")
    assert at.button(key="intake_publish").disabled
    assert re.search(r"有 \d+ 处错误，不能发布", " ".join(words(at)))
    said = to(at, "findings")
    assert "大学" in said and "名册.csv" in said and "怎么改" in said
    assert contents(tmp_path) == before


def test_a_column_nobody_knows_is_chosen_by_hand_and_kept_as_a_profile(tmp_path, monkeypatch):
    strange = {**FILES, "名册.csv": sheet(ROSTER, {(0, 7): "孩子们"})}
    at = sent(tmp_path, monkeypatch, strange, sheet="0")
    at.session_state["fold_mapping_0_0"] = True
    at.run()
    at.selectbox(key="map_0_0_H").select("pupils").run()
    assert troubles(at) == [] and "✎ 人工指定" in " ".join(words(at))
    at.text_input(key="profile_name").set_value("兴城名册")
    next(button for button in at.button if "保存方案" in button.label).click().run()
    assert troubles(at) == []
    to(at, "publish")
    press(at, "intake_publish")
    assert pupils(tmp_path) == 1860

    again = sent(tmp_path, monkeypatch, {**strange, "另一份.csv": strange.pop("名册.csv")}, step="publish")
    assert "无数据" not in " ".join(words(again))
    again.selectbox(key="choose_profile").select("_兴城名册").run()
    assert "1,860" in " ".join(words(again)), "the profile holds whatever the file is called"


def test_a_column_that_is_not_certain_is_answered_by_a_click(tmp_path, monkeypatch):
    at = sent(tmp_path, monkeypatch, {**FILES, "名册.csv": sheet(ROSTER, ASKED)}, sheet="1")
    said = " ".join(words(at))
    assert "需要您确认 1 处" in said and "H 列“办学规模(人)”填的是什么？" in said and "例如：1200、400、60" in said
    assert (
        at.button(key="ask_0_1_H_pupils").label == "在校生数" and "不采用" in at.button(key="ask_0_1_H_ignored").label
    )
    assert at.button(key="ask_0_1_H_look").label == "查看这张表", "it is asked whichever sheet is looked at"
    press(at, "ask_0_1_H_look")
    assert at.selectbox(key="choose_sheet").value == "0"
    assert [kind for kind, title in cells(at) if title == "待确认"] == ["asked"] * 5, "its title and its values"
    press(at, "ask_0_1_H_pupils")
    said = " ".join(words(at))
    assert "需要您确认" not in said and "已确认 1 处" in said and "列“办学规模(人)” → 在校生数" in said
    press(at, "undo_0")
    assert "需要您确认 1 处" in " ".join(words(at)) and "已确认" not in " ".join(words(at))
    press(at, "ask_0_1_H_ignored")
    assert "列“办学规模(人)” → 不采用" in " ".join(words(at))
    assert ("left_out", "未采用：用不到的列") in cells(at)
    press(at, "undo_0")
    at.selectbox(key="ask_0_1_H_other").select("teachers").run()
    assert troubles(at) == [] and "列“办学规模(人)” → 专任教师数" in " ".join(words(at))
    press(at, "undo_0")
    press(at, "ask_0_1_H_pupils")
    to(at, "publish")
    press(at, "intake_publish")
    assert pupils(tmp_path) == 1860


def test_whether_the_rows_below_a_heading_count_is_answered_by_a_click_and_kept(tmp_path, monkeypatch):
    files = {**FILES, "名册.csv": sheet(HEADED)}
    at = sent(tmp_path, monkeypatch, files)
    said = " ".join(words(at))
    assert f"“{HEADING}”下面的 1 行是否计入？" in said and "其中有：曹庄镇大岭小学" in said
    assert "数据行 4，全部采用" in said
    press(at, f"ask_0_4_{HEADING}_leave_out")
    said = " ".join(words(at))
    assert "需要您确认" not in said and f"“{HEADING}”下面的行 → 不计" in said
    assert "数据行 4 = 采用 3 + 未采用 1（人工指定不计 1）" in said and "5 人工指定不计" in said
    at.text_input(key="profile_name").set_value("撤并")
    next(button for button in at.button if "保存方案" in button.label).click().run()
    press(at, "undo_0")
    assert "需要您确认 1 处" in " ".join(words(at))
    press(at, f"ask_0_4_{HEADING}_count")
    to(at, "publish")
    press(at, "intake_publish")
    assert pupils(tmp_path) == 1860

    again = sent(tmp_path / "again", monkeypatch, files, step="publish")
    assert again.button(key="intake_publish").disabled
    again = sent(tmp_path, monkeypatch, files, step="sheets")
    again.selectbox(key="choose_profile").select("_撤并").run()
    assert "人工指定不计 1" in " ".join(words(again)), "what was kept answers the question"


def test_the_account_says_what_every_cell_was_taken_for_and_the_grid_shows_it(tmp_path, monkeypatch):
    rows = [["兴城市学校名册", *[""] * 7], *ROSTER, ["合计", *[""] * 6, "1860"], ["填表人：张三", *[""] * 7]]
    rows = [[*row, extra] for row, extra in zip(rows, ["", "随迁子女数", "3", "", "1", "2", "", ""], strict=True)]
    at = sent(tmp_path, monkeypatch, {**FILES, "名册.csv": sheet(rows)})
    said = " ".join(words(at))
    assert "本表 45 格：标题 1、表头 9、数据 29、合计 2、未采用 4" in said
    at.session_state["fold_account_0"] = True
    at.run()
    said = " ".join(words(at))
    assert "未采用的 4 格及原因" in said
    assert re.search(r"只是其中一部分，或说的是别的\s+3\s+I3, I5:I6", said) and re.search(r"备注或说明\s+1\s+A8", said)
    found = cells(at)
    assert {kind for kind, _ in found} == {"header", "value", "total", "left_out", ""}
    assert found.count(("left_out", "未采用：只是其中一部分，或说的是别的")) == 3
    assert found.count(("total", "合计")) == 2 and found.count(("left_out", "未采用：备注或说明")) == 1


def test_cells_side_by_side_or_below_each_other_are_named_as_a_range():
    assert ranges([(1, 1)]) == ["A1"]
    assert ranges([(3, 8), (5, 8), (4, 8), (9, 8)]) == ["H3:H5", "H9"]
    assert ranges([(10, 1), (10, 2), (10, 3), (11, 1), (11, 2), (11, 3)]) == ["A10:C10", "A11:C11"]


def test_errors_come_first_and_the_rest_lies_folded_with_its_count(tmp_path, monkeypatch):
    wrong = {**FILES, "名册.csv": sheet(ROSTER, {(0, 7): "孩子们", (2, 4): "大学"})}
    at = sent(tmp_path, monkeypatch, wrong)
    said = to(at, "findings")
    assert "妨碍发布的问题" in said and "大学" in said and "孩子们" not in said
    (fold,) = [one.label for one in at.expander if "提醒" in one.label]
    assert re.fullmatch(r"▲ 提醒 [1-9]\d*", fold)
    at.session_state["fold_findings_warning"] = True
    assert "孩子们" in to(at, "findings")


def test_a_name_the_roster_lacks_is_picked_once_and_remembered(tmp_path, monkeypatch):
    lists = {**FILES, "名单.csv": sheet(PAIRS, UNKNOWN)}
    at = sent(tmp_path, monkeypatch, lists, step="names")
    assert "有 1 个校名在名册中找不到" in " ".join(words(at))
    (box,) = [one for one in at.selectbox if "曹庄中心小学校" in one.label]
    assert "曹庄镇中心小学" in box.options[1], "the likeliest comes first"
    box.select_index(1).run()
    assert troubles(at) == [] and "已按人工指定采用的校名：1 个" in " ".join(words(at))
    to(at, "publish")
    assert not at.button(key="intake_publish").disabled

    again = sent(tmp_path, monkeypatch, lists, step="publish")
    assert not again.button(key="intake_publish").disabled, "next time the same writing means that school"
    to(again, "names")
    press(again, "forget_0_曹庄中心小学校")
    assert "有 1 个校名在名册中找不到" in " ".join(words(again))


def test_what_would_change_is_shown_and_a_standing_date_is_replaced_only_when_told(tmp_path, monkeypatch):
    at = sent(tmp_path, monkeypatch, FILES, step="publish")
    press(at, "intake_publish")
    more = {**FILES, "名册.csv": sheet(ROSTER, {(2, 7): "500", (4, 2): "石佛乡第一小学"})}
    at = sent(tmp_path, monkeypatch, more, step="differs")
    assert list(at.button_group(key="choose_differs").options) == ["更名 1", "学校数字变动 1"]
    assert "石佛乡第一小学" in to(at, "differs")
    to(at, "publish")
    assert at.button(key="intake_publish").disabled
    (agree,) = [box for box in at.checkbox if "替换 2020-12-31" in box.label]
    agree.check().run()
    press(at, "intake_publish")
    assert pupils(tmp_path) == 1960 and list((tmp_path / "archive").rglob("manifest.json"))


def test_a_county_is_only_lost_by_who_says_that_he_knows(tmp_path, monkeypatch):
    press(sent(tmp_path, monkeypatch, FILES, step="publish"), "intake_publish")
    one_county = {**FILES, "名册.csv": sheet(ROSTER[:-1])}
    at = sent(tmp_path, monkeypatch, one_county, step="publish")
    (replaces,) = [box for box in at.checkbox if "替换 2020-12-31" in box.label]
    replaces.check().run()
    assert at.button(key="intake_publish").disabled
    assert "建昌县（1 所）" in " ".join(words(at))
    (known,) = [box for box in at.checkbox if box.label.startswith("我知道")]
    known.check().run()
    press(at, "intake_publish")
    assert pupils(tmp_path) == 1660


def test_of_two_clerks_at_once_the_second_is_told_and_nothing_is_lost(tmp_path, monkeypatch):
    press(sent(tmp_path, monkeypatch, FILES, step="publish"), "intake_publish")
    mine = sent(tmp_path, monkeypatch, {**FILES, "名册.csv": sheet(ROSTER, {(1, 7): "1300"})}, step="publish")
    mine.checkbox[0].check().run()
    other = sent(tmp_path, monkeypatch, {**FILES, "名册.csv": sheet(ROSTER, {(1, 7): "1400"})}, step="publish")
    other.checkbox[0].check().run()
    press(other, "intake_publish")
    mine.button(key="intake_publish").click().run()
    assert troubles(mine) == []
    assert any("这期间有人" in box.value for box in mine.warning), "told what happened meanwhile"
    assert mine.button(key="intake_publish").disabled and pupils(tmp_path) == 2060, "and asked again"
    mine.checkbox[0].check().run()
    press(mine, "intake_publish")
    assert pupils(tmp_path) == 1960


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_keeps_to_its_language_with_findings_on_screen(tmp_path, monkeypatch, language):
    rows = [[*row, more] for row, more in zip(HEADED, ["随迁子女数", "3", "4", "", "5", "", "6"], strict=True)]
    bad = {
        "roster.csv": sheet(rows, {(0, 7): "孩子们", (0, 6): "是否示范校", (2, 4): "大学"}),
        "pairs.csv": sheet(PAIRS, UNKNOWN),
    }
    own = {cell for table in (rows, PAIRS) for row in table for cell in row if len(cell) > 1} | {
        "孩子们",
        "大学",
        "是否示范校",
        *UNKNOWN.values(),
    }
    at = sent(tmp_path, monkeypatch, bad, lang=language)
    for fold in ("mapping_0_0", "header_0", "account_0", "findings_warning", "findings_info"):
        at.session_state[f"fold_{fold}"] = True
    for step in ("sheets", "findings", "names", "differs", "publish"):
        to(at, step)
        assert len(at.title) == 1
        for text in words(at):
            if (
                text in SWITCH.values()
                or "Language" in text
                or "data.intake" in text
                or any(one in text for one in own)
            ):
                continue
            if language == "en":
                assert not HAN.search(text), (step, text)
            else:
                left = set(WORD.findall(re.sub(r"\b[\w.]+\.csv\b", "", text))) - CODES
                assert not left, (step, text)


def test_hostile_names_stay_text_everywhere(tmp_path, monkeypatch):
    rows = {(1, 2): MARKUP, (2, 2): FORMULA, (3, 4): MARKUP, (0, 7): "**孩子**<b>"}
    at = sent(tmp_path, monkeypatch, {f"{MARKUP}.csv": sheet(ROSTER, rows), "b.csv": sheet(PAIRS)})
    at.session_state["fold_mapping_0_0"] = True
    for step in ("sheets", "findings", "names", "differs", "publish"):
        to(at, step)
        assert not any(MARKUP in element.proto.body for element in at.get("html"))
        assert not any(MARKUP in mark.value for mark in at.markdown)


def test_an_empty_folder_can_be_filled_from_the_page(nothing):
    at = opened(INTAKE)
    assert troubles(at) == [] and at.date_input and at.file_uploader


def test_the_workbook_of_very_large_sheets_has_the_rows_that_findings_speak_of(tmp_path, monkeypatch):
    wrong = {**FILES, "名册.csv": sheet(ROSTER, {(2, 4): "大学"})}
    session = Session()
    sent_ = {name: (name, lambda content=content: content) for name, content in wrong.items()}
    reading = session.read(sent_, Order("211400", DAY))
    spoken = {one.row for one in reading.findings if one.file == "名册.csv" and one.row}
    about = sequence.about(Order("211400", DAY), list(wrong))

    files = dict[str, Callable[[], bytes]]()
    monkeypatch.setattr(st, "download_button", lambda _, data, key, **__: files.update({key: data}))
    findings.step(reading, about)

    def rows_written() -> dict[str, list[int]]:
        book = openpyxl.load_workbook(io.BytesIO(files["findings_book"]()))
        return {name: [row[0] for row in book[name].iter_rows(min_row=2, values_only=True)] for name in book.sheetnames}

    (name,) = [one for one in rows_written() if one.startswith("名册")]
    assert rows_written()[name] == list(range(1, len(ROSTER) + 1))
    monkeypatch.setattr(findings, "MOST_CELLS", 10)
    assert rows_written()[name] == sorted(spoken | {1}) == [1, 3, 4]
