"""A file format nobody had: one row of the table of formats and one reader, and the upload box, the help and intake know it."""

import json
from pathlib import Path

import pytest

from data.intake.formats.file_types import ENDINGS, READABLE
from tests.sixth import PLACE, copied_project, run
from tests.test_sixth_city import PAIRS, ROSTER

READER = '''"""Tables as lines of JSON, one list a row."""

import json

from data.intake.formats.content import Content
from data.intake.formats.sheet import Sheet, SheetBuilder


def json_lines(content: Content) -> list[Sheet]:
    """Return the one table of a file."""
    table = SheetBuilder(content.name, content.stem)
    for row, line in enumerate(content.data.decode("utf-8").splitlines()[1:]):
        for column, cell in enumerate(json.loads(line)):
            table.put(row, column, cell)
    return [table.sheet()]
'''
ROW = """    FileType("lxt", "JSON 行表格（lxt）", "a table in lines of JSON (lxt)", ("lxt",),
             _begins('["lianxiao"]'), lambda content, _: json_lines(content), named=5),
"""
NEXT = "from data.intake.formats.ods"
OFFERED = """
import json
from pathlib import Path
from streamlit.testing.v1 import AppTest
at = AppTest.from_file("app.py", default_timeout=60)
at.query_params["lang"] = "en"
at.switch_page("pages/manage/intake.py").run()
styles = " ".join(str(one.proto) for one in at.get("html"))
print(json.dumps({"endings": list(at.file_uploader[0].proto.type), "styles": styles}))
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with the sixth city and the new format."""
    project = copied_project(tmp_path_factory.mktemp("format"))
    formats = project / "data" / "intake" / "formats"
    (formats / "json_lines.py").write_text(READER, encoding="utf-8")
    table = (formats / "file_types.py").read_text(encoding="utf-8")
    table = table.replace("FILE_TYPES = (\n", f"FILE_TYPES = (\n{ROW}", 1)
    table = table.replace(NEXT, f"from data.intake.formats.json_lines import json_lines\n{NEXT}", 1)
    (formats / "file_types.py").write_text(table, encoding="utf-8")
    return project


def lines(path: Path, rows: list[list[str]]) -> str:
    path.write_text("\n".join(json.dumps(row) for row in [["lianxiao"], *rows]), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("ending", ["lxt", "csv"])
def test_a_file_is_told_by_its_content_and_read(project: Path, ending: str, tmp_path: Path) -> None:
    files = [lines(tmp_path / f"{name}.{ending}", rows) for name, rows in (("名册", ROSTER), ("结对名单", PAIRS))]
    asked = ("--place", PLACE, "--as-of", "2024-12-31", "--json")
    done = run(project, tmp_path, "-m", "data.intake", "check", *files, *asked)
    assert done.returncode == 0, done.stdout + done.stderr
    said = json.loads(done.stdout)
    assert (said["counts"]["schools"], said["counts"]["partnerships"]) == (4, 2)
    others = [one["message"] for one in said["findings"] if one["code"] == "file_other_format"]
    assert len(others) == (2 if ending == "csv" else 0)
    assert all("JSON 行表格（lxt）" in words for words in others)


def test_the_help_and_the_upload_box_name_it(project: Path, tmp_path: Path) -> None:
    done = run(project, tmp_path, "-m", "data.intake", "check", "--help")
    assert f"recognised by content: {', '.join(['lxt', *READABLE])}" in " ".join(done.stdout.split())
    done = run(project, tmp_path, "-c", OFFERED)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert {ending.removeprefix(".") for ending in said["endings"]} == {"lxt", *ENDINGS}
    assert "XLSX, XLS, CSV, ODS, LXT" in said["styles"]
