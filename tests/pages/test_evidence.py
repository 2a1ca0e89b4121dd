"""Under an evidence link every page shows the data of then, says what came since, or shows nothing at all."""

import io
import shutil
import threading
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest

import queries
from data.store.archive import versions
from pages.context import pick
from pages.report.assemble.files import briefing_file
from queries.engine import pool
from tests.pages.screens import BRIEFING, GOALS, MAP, OVERVIEW, PAGES, headline, menu, opened, troubles, words
from tests.queries.city import pairing, publish_city, school
from tests.queries.counted import DUE, FIRST, PLACE, PROGRAMME
from views.downloads.deferred import deferred
from views.downloads.file_job import Progress
from views.shell import evidence_link

RURAL = [f"{FIRST}-{number}" for number in range(4)]
DATED = [page for page in PAGES if not page.startswith(("pages/manage", "pages/about"))]


def published(data, covered: int) -> None:
    """Publish the same date with so many of four rural schools paired."""
    rows = [school("CORE", FIRST, "111", is_quality=True), *(school(code, FIRST, "220") for code in RURAL)]
    publish_city(data, PLACE, rows, [pairing("CORE", *RURAL[:covered])], DUE, replace=True)


@pytest.fixture
def link(tmp_path, monkeypatch) -> str:
    """The link taken while one of four was paired; three are now."""
    monkeypatch.setenv("LIANXIAO_DATA", str(tmp_path))
    published(tmp_path, 1)
    taken = queries.evidence_link(PLACE)
    published(tmp_path, 3)
    return taken


def bar(at) -> str:
    """Return what the bar of the evidence link says, empty where there is none."""
    return " ".join(text for text in words(at) if "固定在" in text or "无法按" in text)


def test_the_pinned_page_shows_the_figure_of_then_and_says_what_came_since(link):
    pinned, free = opened(OVERVIEW, evidence=link), opened(OVERVIEW)
    assert (headline(pinned), headline(free)) == ("25.0%1/4所", "75.0%3/4所")
    assert "快照有变动" in bar(pinned) and bar(free) == ""
    assert troubles(pinned) == troubles(free) == []
    assert pinned.query_params["evidence"] == link and "evidence" not in free.query_params


@pytest.mark.parametrize("script", DATED)
def test_every_page_under_a_link_asks_the_pinned_data_alone(link, script, monkeypatch):
    monkeypatch.setattr(pool, "_newest", lambda _: pytest.fail("the newest data was asked"))
    at = opened(script, evidence=link)
    assert troubles(at) == [] and at.query_params["evidence"] == link
    assert bar(at)


def test_the_button_pins_and_the_other_leaves(link):
    at = opened(GOALS)
    at.button(key="fix_evidence").click().run()
    assert at.query_params["evidence"] == queries.evidence_link(PLACE) != link
    assert "固定在" in bar(at) and "快照有变动" not in bar(at)
    at.switch_page(OVERVIEW).run()
    assert "固定在" in bar(at), "the session keeps the pin while the address carries it"
    at.button(key="leave_evidence").click().run()
    assert "evidence" not in at.query_params and bar(at) == ""


def test_links_of_a_pinned_page_carry_the_pin(link):
    at = opened(MAP, evidence=link)
    asked = [parse_qs(urlsplit(found).query) for found in menu(at)]
    assert len(asked) > 5 and all(one["evidence"] == [link] for one in asked)


def test_a_lost_archive_shows_no_figure_and_names_the_date(link, tmp_path):
    shutil.rmtree(versions(PLACE)[1].folder)
    at = opened(OVERVIEW, evidence=link)
    assert [title.value for title in at.title] == ["无法按证据链接显示"]
    said = " ".join(words(at))
    assert "2020-12-31" in said and "%" not in said and troubles(at) == []
    at.button(key="leave_evidence").click().run()
    assert headline(at) == "75.0%3/4所"


def test_data_lost_while_a_page_stands_open_takes_its_figures_away(link, tmp_path):
    at = opened(OVERVIEW, evidence=link)
    shutil.rmtree(tmp_path / "archive")
    pool._pinned.cache_clear()
    at.run()
    assert [title.value for title in at.title] == ["无法按证据链接显示"] and troubles(at) == []


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_a_link_cut_off_shows_no_figure_and_says_so(link, lang):
    at = opened(OVERVIEW, evidence=link[:-3], lang=lang)
    said = " ".join(words(at))
    assert ("链接不完整" if lang == "zh_CN" else "cut off") in said and "%" not in said and troubles(at) == []


def test_changed_rules_are_said_on_the_page(link, monkeypatch):
    found = queries.evidence(link)
    monkeypatch.setattr(queries, "evidence", lambda _: replace(found, changed_rules=("goals",)))
    assert "目标登记表" in bar(opened(OVERVIEW, evidence=link))


def test_sessions_of_then_and_of_now_take_turns_without_a_word_of_the_other(link):
    # In one after another: the tester holds one runtime a process. Threads are tried where the verbs are, tabs in the browser.
    asked = [{"evidence": link}, {}] * 2
    assert [headline(opened(OVERVIEW, **one)) for one in asked] == ["25.0%1/4所", "75.0%3/4所"] * 2


def test_a_file_written_later_in_another_thread_is_of_the_pinned_data(link):
    def figure() -> float:
        return float(queries.measures(queries.Scope(PROGRAMME), "rural_pairing_coverage")["numerator"].iloc[0])

    with evidence_link.writing_for("http://board.example/goals", link):
        written = deferred(lambda: str(figure()).encode(), "x")
    found: list[bytes] = []
    thread = threading.Thread(target=lambda: found.append(written()))
    thread.start()
    thread.join()
    assert (found, figure()) == ([b"1.0"], 3.0)


def test_the_briefing_of_a_pinned_session_carries_the_figures_of_then_and_its_link(link, tmp_path):
    with evidence_link.writing_for("http://board.example/briefing?goals=HL-1", link):
        picked = pick(queries.programme(PROGRAMME), str(DUE), None)
        made = briefing_file("workbook", picked, ["HL-1"], None, [], Progress())
    book = openpyxl.load_workbook(io.BytesIO(made.content))
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any("1/4" in text for text in texts) and not any("3/4" in text for text in texts)
    (address,) = {text for text in texts if text.startswith("http://board.example/briefing")}
    assert parse_qs(urlsplit(address).query)["evidence"] == [link]
    assert troubles(opened(BRIEFING, evidence=link)) == []
