"""A file is written away from the page: the page says how far it is, stays usable, and hands it over; a failure is said."""

import io
import threading
import time
from contextvars import ContextVar

import openpyxl
import pytest

from pages.report.assemble import files
from tests.pages.screens import BRIEFING, MAP, opened, troubles
from views.downloads.file_job import FileJob, MadeFile, Progress
from views.exports import browsers
from views.text.labels import label, speaking

PATIENCE = 60
pinned: ContextVar[str] = ContextVar("pinned", default="")


def awaited(found: FileJob) -> FileJob:
    """Return a file once there is an answer."""
    until = time.monotonic() + PATIENCE
    while not found.is_done and time.monotonic() < until:
        time.sleep(0.02)
    assert found.is_done
    return found


def making(make) -> FileJob:
    with speaking("en", "county"):
        return FileJob("of", "a.txt", "text/plain", make)


def test_who_writes_speaks_the_language_and_sees_the_context_of_who_asked():
    token = pinned.set("a snapshot")
    try:
        found = making(lambda _: MadeFile(f"{label('file_job.gathering')} {pinned.get()}".encode()))
    finally:
        pinned.reset(token)
    assert awaited(found).answer() == MadeFile(b"gathering the figures a snapshot")


def test_it_tells_how_far_it_is_while_it_is_written():
    half, rest = threading.Event(), threading.Event()

    def make(steps: Progress) -> MadeFile:
        steps.expect(4)
        steps.begin("the first part")
        steps.done(2)
        half.set()
        rest.wait(PATIENCE)
        steps.done(2)
        return MadeFile(b"x")

    found = making(make)
    assert half.wait(PATIENCE)
    assert (found.is_done, found.steps.share, found.steps.words) == (False, 0.5, "the first part")
    rest.set()
    assert awaited(found).steps.share == 1


def test_a_failure_is_said_and_stands_in_the_log(caplog):
    def make(_: Progress) -> MadeFile:
        raise ValueError("a county without a name")

    found = awaited(making(make))
    with speaking("zh_CN", "county"):
        made = found.answer()
    assert made.content == b"" and "没有生成 a.txt" in made.trouble
    assert "a county without a name" in caplog.text


def test_the_briefing_page_hands_over_the_file_that_was_asked_for():
    at = opened(BRIEFING, programme="huludao-2020", goals="HL-1")
    at.button(key="briefing_workbook").click().run()
    awaited(at.session_state["file_job_briefing"])
    at.run()
    assert troubles(at) == [] and at.get("download_button")[0].proto.label == label("file_job.save")
    found = at.session_state["file_job_briefing"]
    assert found.name == "葫芦岛市_结对帮扶汇报_2023-12-31.xlsx"
    assert "目标" in openpyxl.load_workbook(io.BytesIO(found.answer().content)).sheetnames
    at.multiselect(key="choose_goals").set_value(["HL-3"]).run()
    assert at.get("download_button") == [], "what was written before says nothing of the goals chosen now"


def test_while_a_file_is_written_the_page_shows_a_bar_and_takes_other_choices(monkeypatch):
    gate = threading.Event()
    monkeypatch.setattr(files, "written", lambda *_: (gate.wait(PATIENCE), MadeFile(b"x"))[1])
    at = opened(BRIEFING, programme="huludao-2020", goals="HL-1")
    at.button(key="briefing_workbook").click().run()
    try:
        assert at.button(key="briefing_deck").disabled and at.get("progress")
        at.multiselect(key="choose_goals").set_value(["HL-3"]).run()
        assert troubles(at) == [] and at.query_params["goals"] == "HL-3" and at.get("progress")
    finally:
        gate.set()
    awaited(at.session_state["file_job_briefing"])
    at.run()
    assert not at.get("progress") and at.get("download_button")


@pytest.mark.parametrize(("tongue", "said"), [("zh_CN", "没有画出图片"), ("en", "drew no picture")])
def test_a_browser_that_does_not_draw_the_map_is_named_on_the_page(monkeypatch, tongue, said):
    monkeypatch.setenv(browsers.SETTING, "/bin/false")
    monkeypatch.setattr(browsers, "_failed", {})
    at = opened(MAP, programme="huludao-2020", lang=tongue)
    at.button(key="map_png").click().run()
    awaited(at.session_state["file_job_map"])
    at.run()
    assert any(said in error.value and "/bin/false" in error.value for error in at.error)
