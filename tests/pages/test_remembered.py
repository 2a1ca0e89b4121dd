"""What intake remembers is listed with who and when, taken back and confirmed by who may; the log's page says whether it is whole."""

import json

import pytest

from data.intake import profiles
from data.intake.choices import Choices, ColumnChoice
from data.intake.known_names import keep_name, known_names
from data.rights import acting, audit
from data.store.snapshots import snapshot_folder
from tests.data.published import DAY, NEW, OLD, PLACE, publish
from tests.pages.intake import INTAKE, PAIRS, ROSTER, sent, sheet
from tests.pages.screens import LANGUAGES, opened, troubles, words
from tests.rights.people import CITY, COUNTY, OWN, claims, register

AUDIT = "pages/manage/audit.py"
SIGNED = {"auth": {"client_id": "x"}}
NASTY = "![x](https://evil.example/x.png) <b>*一小*</b>"


@pytest.fixture
def data(tmp_path, monkeypatch):
    """Names of a county and a city editor, one from before, a profile of each; no snapshot."""
    monkeypatch.setenv("LIANXIAO_DATA", str(tmp_path))
    path = tmp_path / "intake" / "decisions.json"
    path.parent.mkdir()
    path.write_text(
        json.dumps({PLACE: {"aliases": [{"written": "从前小学", "school_id": "1"}], "profiles": {}}}), encoding="utf-8"
    )
    register(tmp_path)
    with acting(COUNTY):
        keep_name(PLACE, NASTY, "2121000008", OWN, OWN)
        profiles.keep_profile(PLACE, "县方案", Choices((ColumnChoice("D", "name"),)))
    with acting(CITY):
        keep_name(PLACE, "市里小学", "2121000001", "211481", "211481")
    return tmp_path


def seen_by(user, script=INTAKE, **asked):
    at = opened(script, user=claims(user), secrets=SIGNED, **asked)
    assert troubles(at) == []
    return at


def listed(at):
    (table,) = [one.value for one in at.dataframe if "谁定的" in one.value.columns]
    return {tuple(row) for row in table[["写法或名称", "用于哪个县区的行", "适用范围", "谁定的"]].to_numpy().tolist()}


def test_a_city_editor_sees_all_of_it_with_who_decided(data):
    assert listed(seen_by(CITY, into=PLACE)) == {
        (NASTY, "建昌县", "建昌县", COUNTY.who),
        ("市里小学", "兴城市", "全部", CITY.who),
        ("从前小学", "全部", "全部", "以前记住，未记录是谁"),
        ("县方案", "建昌县", "建昌县", COUNTY.who),
    }


def test_a_county_editor_sees_the_own_and_nothing_of_another_county(data):
    at = seen_by(COUNTY, into=PLACE)
    assert listed(at) == {(NASTY, "建昌县", "建昌县", COUNTY.who), ("县方案", "建昌县", "建昌县", COUNTY.who)}
    assert "市里小学" not in " ".join(words(at)) and "从前小学" not in " ".join(words(at))


def test_it_is_taken_back_and_confirmed_on_the_page_and_logged(data):
    at = seen_by(CITY, into=PLACE)
    assert at.button(key="kept_remove").disabled
    pick(at, "从前小学")
    at.button(key="kept_confirm").click().run()
    assert ("从前小学", "全部", "全部", CITY.who) in listed(at)
    pick(at, "县方案")
    assert at.button(key="kept_confirm").disabled
    at.button(key="kept_remove").click().run()
    assert troubles(at) == [] and "县方案" not in {one[0] for one in listed(at)}
    assert [(one.did, one.who) for one in audit.events()][:2] == [
        ("profile_removed", CITY.who), ("name_kept", CITY.who),
    ]  # fmt: skip


def pick(at, written):
    box = at.selectbox(key="choose_kept")
    at.selectbox(key="choose_kept").select_index(next(i for i, one in enumerate(box.options) if written in one)).run()


def test_a_county_editor_picks_only_own_schools_and_is_told_where_it_fails(data, monkeypatch):
    rows = sheet([*PAIRS, ["建昌县", "石佛乡中心小学", "石佛小学校", "帮扶式", "2019年9月"]])
    lists = {"名册.csv": sheet(ROSTER), "名单.csv": rows}
    at = sent(data, monkeypatch, lists, step="names", user=claims(COUNTY), secrets=SIGNED)
    (box,) = [one for one in at.selectbox if "石佛小学校" in one.label]
    assert [one for one in box.options if "兴城" in one or "曹庄" in one] == []
    with monkeypatch.context() as disk:
        disk.setattr(audit.chain, "append", full)
        box.select_index(1).run()
    assert troubles(at) == [] and "写不进去" in " ".join(words(at))
    (box,) = [one for one in at.selectbox if "石佛小学校" in one.label]
    box.select_index(0).run()
    (box,) = [one for one in at.selectbox if "石佛小学校" in one.label]
    box.select_index(1).run()
    with acting(COUNTY):
        assert [(one.written, one.county, one.who) for one in known_names(PLACE) if one.written == "石佛小学校"] == [
            ("石佛小学校", OWN, COUNTY.who)
        ]


def full(*_, **__):
    raise OSError("full")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_log_says_in_one_line_whether_it_is_whole(tmp_path, monkeypatch, language):
    monkeypatch.setenv("LIANXIAO_DATA", str(tmp_path))
    publish(tmp_path, OLD)
    publish(tmp_path, NEW, replace=True)
    said = " ".join(words(opened(AUDIT, lang=language)))
    assert ("记录完整：共 2 条" if language == "zh_CN" else "The log is whole: 2 events") in said
    assert "2 个快照" in said or "2 manifests agree" in said
    manifest = snapshot_folder(tmp_path, PLACE, DAY) / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("synthetic", "official"), encoding="utf-8")
    at = opened(AUDIT, lang=language)
    said = " ".join(words(at))
    assert troubles(at) == [] and ("记录不完整，共 1 处" if language == "zh_CN" else "not whole: 1 fault") in said
    assert f"snapshots/place={PLACE}/as_of={DAY}" in said


def test_a_forged_line_draws_nothing_on_the_page(tmp_path, monkeypatch):
    monkeypatch.setenv("LIANXIAO_DATA", str(tmp_path))
    publish(tmp_path, OLD)
    log = next((tmp_path / "access").glob("audit-*.jsonl"))
    forged = json.loads(log.read_text(encoding="utf-8")) | {"number": 2, "at": NASTY, "who": NASTY, "did": NASTY}
    with log.open("a", encoding="utf-8") as handle:
        handle.write(json.dumps(forged | {"before": audit.chain.hash_of(log.read_bytes().splitlines()[0])}) + "\n")
    at = opened(AUDIT)
    assert troubles(at) == [] and not [one for one in at.markdown if "evil" in one.value]
    assert not [one for one in at.caption if "evil" in one.value]
