"""Small files that would cost the square of their size: each costs little, or is told."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date

import pytest

from data.intake import check
from data.intake.formats.numbers import GENERAL, PERCENT, shown_as
from data.intake.values.cells import normal, text
from data.paths import PROJECT
from tests.intake.small_town import DAY, PLACE
from tests.intake.test_hostile_files import changed
from tests.intake.test_reading_process import FIXTURES, costly_pattern

AS_OF = date.fromisoformat(DAY)
HEAD = "县区,学校标识码,学校名称,城乡分类代码,学段,是否优质学校,在校生数"


def seconds(act: Callable[[], object]) -> float:
    begun = time.process_time()
    act()
    return time.process_time() - begun


def test_a_number_format_longer_than_any_program_writes_is_not_looked_into():
    assert seconds(lambda: shown_as("[" * 2**20)) < 0.1
    assert shown_as("0" * 256) == GENERAL and shown_as("0.0%") == PERCENT


def test_marks_over_letters_cost_what_their_number_says():
    marks = "".join(random.Random(3).choices("\u0300\u0323\u0345\u05b0\u0591", k=32_000))
    assert seconds(lambda: text(f"a{marks}")) < 1
    short = "①校（第１）所ﬁ é"
    assert normal(short * 30) == normal(short) * 30, "in pieces as at once"


def test_a_total_after_every_school_is_told_and_not_compared(tmp_path):
    rows = [f"兴城市,21210{at:05d},第{at}希望小学,121,小学,否,{at}\n,,小计,,,,{at}" for at in range(3_000)]
    sheet = tmp_path / "名册.csv"
    sheet.write_text("\n".join([HEAD, *rows]), "utf-8")
    found = check([sheet], PLACE, AS_OF).findings
    assert "totals_unchecked" in {one.code for one in found}
    assert not {"total_differs", "schools_differ"} & {one.code for one in found}


@pytest.mark.parametrize("number", ["-50000", "0"])
def test_a_row_that_is_repeated_less_than_once_is_a_broken_file(number, tmp_path):
    copy = tmp_path / "报送表.ods"
    copy.write_bytes((FIXTURES / "formats" / "报送表.ods").read_bytes())
    row = f'<table:table-row table:number-rows-repeated="{number}" table:visibility="collapse"/></table:table>'
    changed(copy, "content.xml", lambda words: words.replace(b"</table:table>", row.encode(), 1))
    assert "file_broken" in {one.code for one in check([copy], PLACE, AS_OF).findings}


def test_a_span_below_nothing_is_a_broken_file(tmp_path):
    book = tmp_path / "名册.xml"
    book.write_text(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table>'
        '<Column ss:Span="-5"/></Table></Worksheet></Workbook>',
        "utf-8",
    )
    assert "file_broken" in {one.code for one in check([book], PLACE, AS_OF).findings}


@pytest.mark.skipif(sys.platform == "win32", reason="the system holds no process to limits there")
def test_the_command_line_reads_within_the_limits(tmp_path):
    command = [sys.executable, "-m", "data.intake", "check", str(costly_pattern(tmp_path)), "--place", PLACE]
    limits = {"LIANXIAO_READING_SECONDS": "1", "LIANXIAO_DATA": str(tmp_path / "data")}
    said = subprocess.run(
        [*command, "--as-of", DAY], cwd=PROJECT, env=os.environ | limits, capture_output=True, text=True, check=False
    )
    assert said.returncode == 1 and "超出上限" in said.stderr and "Traceback" not in said.stderr
