"""Files are read in a process of its own: what comes back is the same, and a file that costs too much harms nobody."""

import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data.intake import check
from data.intake.choices import Choices
from data.intake.formats import bounds
from data.intake.preview import SheetView
from data.intake.reading_process import runner, worker
from data.intake.reading_process.job import Job
from data.intake.reading_process.limits import Limits, limits
from data.intake.reading_process.runner import ReadingProcess
from data.intake.reading_process.stored import stored_difference
from data.intake.report import as_object
from data.intake.session import Order, Session
from data.intake.uploads import Sent
from data.paths import PROJECT
from tests.intake.small_town import DAY, PLACE
from tests.intake.small_town import write as written

FIXTURES = Path(__file__).parent.parent / "fixtures"
AS_OF = date.fromisoformat(DAY)
MANY = [f"兴城市,21210{number:05d},第{number}小学,某类,小学,否" for number in range(1_500)]


def job(files: list[Path], folder: Path, *, most: Limits | None = None, place: str = PLACE) -> Job:
    folder.mkdir(parents=True, exist_ok=True)
    sent = [Sent(path.name, path) for path in files]
    return Job(sent, place, AS_OF, None, date(2026, 1, 1), None, None, Choices(), folder, most or limits())


def ended(asked: Job, who: str = "a clerk") -> tuple[list[str], ReadingProcess]:
    """Return the codes of what a reading comes to."""
    process = ReadingProcess(asked, who)
    reading, _ = process.result()
    return [one.code for one in reading.findings], process


def workers() -> list[int]:
    """Return the processes that this one has started to read files."""
    children = [int(one) for path in Path("/proc/self/task").glob("*/children") for one in path.read_text().split()]
    commands = {one: Path(f"/proc/{one}/cmdline") for one in children}
    return [one for one, path in commands.items() if path.exists() and worker.__name__.encode() in path.read_bytes()]


def town(folder: Path) -> list[Path]:
    """Return the two workbooks of a small town, written into a folder."""
    folder.mkdir(exist_ok=True)
    return written(folder)


def looked_at(view: SheetView) -> tuple[object, ...]:
    told = [(one.table, one.header_rows, one.columns, one.county, one.records) for one in view.tables]
    return view.file, view.sheet, view.height, view.width, told, view.rows(1, view.height), view.rows(3, 2)


REAL = {
    "xlsx of Huludao": sorted((FIXTURES / "huludao-2020").glob("*.xlsx")),
    "files of Zibo": sorted(path for path in (FIXTURES / "zibo-2019").iterdir() if path.suffix != ".json"),
    "ods": sorted((FIXTURES / "formats").glob("*.ods")),
    "xls": sorted((FIXTURES / "formats").glob("*.xls")),
}


@pytest.mark.parametrize("name", REAL)
def test_what_comes_back_is_what_reading_here_gives(name, tmp_path):
    files = REAL[name]
    assert files
    place = "370300" if "zibo" in str(files[0]) else PLACE
    asked = job(files, tmp_path / "read", place=place)
    here = check(files, place, AS_OF, None, asked.today)
    found, before = ReadingProcess(asked, "a clerk").result()
    assert before is None and stored_difference(asked.folder) == []
    assert as_object(found, published=False) == as_object(here, published=False)
    assert {name: table.to_pylist() for name, table in found.tables.items()} == {
        name: table.to_pylist() for name, table in here.tables.items()
    }
    assert found.digests == here.digests and found.ledgers == here.ledgers
    assert [looked_at(one) for one in found.views] == [looked_at(one) for one in here.views]


def test_what_is_asked_of_a_column_or_heading_comes_with_its_samples(tmp_path):
    sheet = tmp_path / "名册.csv"
    rows = ["县区,学校标识码,学校名称,城乡分类代码,学段,是否优质学校,情况", "兴城市,2121000001,城一小学,111,小学,是,30"]
    sheet.write_text("\n".join([*rows, "拟撤并学校,,,,,,", "兴城市,2121000002,城二小学,111,小学,否,20"]), "utf-8")
    here = check([sheet], PLACE, AS_OF)
    found, _ = ReadingProcess(job([sheet], tmp_path / "read"), "a clerk").result()
    asked = [one for one in here.findings if one.asks]
    assert asked
    for one in asked:
        for place in ((one.column.split(" ")[0], one.row or 0), ("Z", 9)):
            if one.asks_of_column:
                assert found.views[0].samples(*place) == here.views[0].samples(*place)
        if one.heading:
            assert found.views[0].below(one.heading, one.row or 0) == here.views[0].below(one.heading, one.row or 0)


def test_of_many_findings_of_a_kind_the_first_are_listed_and_all_are_counted(tmp_path):
    sheet = tmp_path / "名册.csv"
    sheet.write_text("\n".join(["县区,学校标识码,学校名称,城乡分类代码,学段,是否优质学校", *MANY]), "utf-8")
    here = check([sheet], PLACE, AS_OF)
    found, _ = ReadingProcess(job([sheet], tmp_path / "read"), "a clerk").result()
    many = [one for one in here.findings if one.code == "value_unknown"] or here.findings
    code = max({one.code for one in many}, key=[one.code for one in many].count)
    listed = [one for one in found.findings if one.code == code]
    (more,) = [one for one in found.findings if one.code == "findings_more" and one.value == code]
    assert len(listed) == 1_000 and "1,500" in more.message and found.blocked


# What costs too much, each a file as it may be sent.


def costly_pattern(folder: Path) -> Path:
    """Return a list whose cells are long, and hard for patterns that begin anew at every character."""
    path = folder / "名册.csv"
    words = "(含" * 15_000
    path.write_text("\n".join(["县区,学校名称,学段", *[f"兴城市,{words}{at},小学" for at in range(300)]]), "utf-8")
    return path


def shared_text(folder: Path, times: int = 60_000) -> Path:
    """Return a workbook of a few KB: one long text that every cell refers to."""
    path, *_ = town(folder)
    text = "校" * bounds.TEXT
    cells = "".join(f'<row r="{at}"><c r="A{at}" t="s"><v>0</v></c></row>' for at in range(1, times + 1))
    source = zipfile.ZipFile(path)
    parts = {name: source.read(name) for name in source.namelist()}
    relations = "xl/_rels/workbook.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    added = f'<Relationship Type="{kind}" Target="sharedStrings.xml" Id="rId9"/></Relationships>'
    parts[relations] = parts[relations].replace(b"</Relationships>", added.encode())
    parts["xl/sharedStrings.xml"] = (
        f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{text}</t></si></sst>'.encode()
    )
    parts["xl/worksheets/sheet1.xml"] = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f"{cells}</sheetData></worksheet>"
    ).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return path


def test_a_long_text_that_many_cells_share_is_refused_before_it_is_multiplied(tmp_path):
    begun = time.monotonic()
    codes, process = ended(job([shared_text(tmp_path / "in")], tmp_path / "read"))
    assert "sheet_too_large" in codes
    assert time.monotonic() - begun < 60 and process.wait(0)


@pytest.mark.parametrize("letters", [bounds.TEXT + 1, 900_000])
def test_a_cell_longer_than_any_program_lets_it_be_is_named(letters, tmp_path):
    sheet = tmp_path / "名册.csv"
    sheet.write_text(f"县区,学校名称,学段\n兴城市,{'校' * letters},小学\n", "utf-8")
    (only,) = [one for one in check([sheet], PLACE, AS_OF).findings if one.code == "text_too_long"]
    assert (only.sheet, only.row, only.column) == ("名册", 2, "B") and "32,767" in only.message


def test_too_many_sheets_or_files_are_refused(tmp_path):
    sheets = "".join(f"<table><tr><td>学校{at}</td></tr></table>" for at in range(bounds.SHEETS + 1))
    page = tmp_path / "名册.xls"
    page.write_text(f"<html><body>{sheets}</body></html>", "utf-8")
    assert "sheets_too_many" in [one.code for one in check([page], PLACE, AS_OF).findings]
    files = town(tmp_path / "in") * bounds.FILES
    assert [one.code for one in check(files, PLACE, AS_OF).findings] == ["files_too_many"]


def test_a_reading_that_takes_too_long_is_stopped_and_says_so(tmp_path):
    most = Limits(seconds=1, memory=1024)
    codes, _ = ended(job([costly_pattern(tmp_path)], tmp_path / "read", most=most))
    assert codes == ["reading_too_slow"]


def test_a_reading_that_takes_too_much_memory_is_stopped_and_says_so(tmp_path):
    sheet = tmp_path / "名册.csv"
    sheet.write_text("县区,学校名称,学段\n" + "兴城市,城一小学,小学\n" * 40_000, "utf-8")
    codes, _ = ended(job([sheet], tmp_path / "read", most=Limits(memory=140)))
    assert codes == ["reading_too_large"]


def test_a_reading_that_writes_too_much_is_stopped_and_says_so(tmp_path):
    files = sorted((FIXTURES / "huludao-2020").glob("*.xlsx"))
    codes, _ = ended(job(files, tmp_path / "read", most=Limits(output=0)))
    assert codes == ["reading_too_long"]


def test_a_reader_that_dies_is_told_and_the_next_reading_works(tmp_path):
    files = town(tmp_path / "in")
    process = ReadingProcess(job([costly_pattern(tmp_path)], tmp_path / "read"), "a clerk")
    while not (started := workers()):
        time.sleep(0.01)
    for one in started:
        os.kill(one, signal.SIGKILL)
    reading, _ = process.result()
    assert [one.code for one in reading.findings] == ["reading_failed"] and reading.blocked
    assert ended(job(files, tmp_path / "read2"))[0] == []


def test_what_a_reader_has_written_wrongly_is_told(tmp_path):
    asked = job(town(tmp_path / "in"), tmp_path / "read")
    process = ReadingProcess(asked, "a clerk")
    process.wait()
    (asked.folder / "reading.json").write_text("{", "utf-8")
    assert [one.code for one in process.result()[0].findings] == ["reading_failed"]


def test_a_clerk_can_end_a_reading_and_begin_it_anew(tmp_path):
    session, path = Session(), costly_pattern(tmp_path)
    order, sent = Order(PLACE, AS_OF), {"1": (path.name, path.read_bytes)}
    process = session.begin(sent, order)
    assert process is not None and not process.wait(0.3)
    session.cancel()
    assert process.wait(20) and session.finish() is None
    assert session.begin(sent, order) is None, "it begins anew only when asked"
    session.drop()
    roster, pairings = town(tmp_path / "in")
    sent = {"2": (roster.name, roster.read_bytes), "3": (pairings.name, pairings.read_bytes)}
    assert session.read(sent, order).counts["schools"] == 9


def test_a_process_ends_when_nobody_holds_its_session(tmp_path):
    session, path = Session(), costly_pattern(tmp_path)
    process = session.begin({"1": (path.name, path.read_bytes)}, Order(PLACE, AS_OF))
    assert process is not None and not process.wait(0.3)
    del session
    assert process.wait(20) and process.is_cancelled


@pytest.fixture
def ticking() -> Iterator[list[float]]:
    """Return how long another thread had to wait for its turn, tick by tick."""
    waits, stop = [], threading.Event()

    def tick() -> None:
        while not stop.is_set():
            begun = time.perf_counter()
            time.sleep(0.01)
            waits.append(time.perf_counter() - begun - 0.01)

    thread = threading.Thread(target=tick)
    thread.start()
    yield waits
    stop.set()
    thread.join()


def test_others_go_on_while_a_costly_file_is_read(ticking, tmp_path):
    codes, _ = ended(job([costly_pattern(tmp_path)], tmp_path / "read", most=Limits(seconds=4)))
    assert codes == ["reading_too_slow"]
    assert len(ticking) > 100 and sorted(ticking)[int(len(ticking) * 0.99)] < 0.25


def test_one_user_has_one_reading_at_a_time_and_others_do_not_wait_for_it(tmp_path, monkeypatch):
    monkeypatch.setattr(runner, "_TURNS", threading.BoundedSemaphore(2))
    slow = costly_pattern(tmp_path)
    first, second = (ReadingProcess(job([slow], tmp_path / name), "a greedy clerk") for name in ("read1", "read2"))
    codes, _ = ended(job(town(tmp_path / "in"), tmp_path / "read3"), who="another clerk")
    assert codes == [] and not first.wait(0) and second.step.name == runner.WAITING
    for one in (first, second):
        one.cancel()
        assert one.wait(30)


def test_a_process_without_a_job_ends_by_itself():
    command = [sys.executable, "-m", worker.__name__]
    with subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as waiting:
        assert waiting.poll() is None and waiting.stdin
        waiting.stdin.close()
        assert waiting.wait(30) == 0
    assert worker.IDLE < 3600 and replace(limits(), seconds=1).patience == 3
