"""The intake page: sheets are understood on screen, mended by hand, compared, and published; what is wrong publishes nothing."""

import re

import pytest

from data.store import read_snapshot, snapshot_folder, snapshot_folders
from tests.intake.commands import contents
from tests.pages.intake import DAY, INTAKE, PAIRS, ROSTER, reference, sent, sheet, to
from tests.pages.published import FORMULA, MARKUP
from tests.pages.screens import LANGUAGES, opened, troubles, words
from tests.pages.test_languages import CODES, HAN, WORD
from views.labels import LANGUAGES as SWITCH

FILES = {"名册.csv": sheet(ROSTER), "名单.csv": sheet(PAIRS)}
UNKNOWN = {(1, 2): "曹庄中心小学校"}


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
    press(again, "forget_曹庄中心小学校")
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
    bad = {"roster.csv": sheet(ROSTER, {(0, 7): "孩子们", (2, 4): "大学"}), "pairs.csv": sheet(PAIRS, UNKNOWN)}
    own = {cell for rows in (ROSTER, PAIRS) for row in rows for cell in row if cell} | {
        "孩子们",
        "大学",
        *UNKNOWN.values(),
    }
    at = sent(tmp_path, monkeypatch, bad, lang=language)
    at.session_state["fold_mapping_0_0"] = at.session_state["fold_header_0"] = True
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
