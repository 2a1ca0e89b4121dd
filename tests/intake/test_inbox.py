"""What a browser sends lies in a private folder: names stay names, two of one name are told apart, nothing is left."""

import gc
import os
import stat
from datetime import date
from pathlib import Path

import pytest

from data.intake.pipeline import check
from data.intake.uploads import Uploads
from tests.intake.small_town import DAY, PLACE, write


@pytest.fixture
def uploads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Uploads:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return Uploads()


def lying(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\名册.xlsx", "名册.xlsx"),
        ("/", "—"),
        ("a\nb\x00.csv", "ab.csv"),
        ("<img src=x onerror=alert(1)>.xlsx", "<img src=x onerror=alert(1)>.xlsx"),
        (f"{'校' * 255}.xlsx", f"{'校' * 255}.xlsx"),
    ],
)
def test_a_name_is_kept_as_text_and_never_as_a_path(uploads, tmp_path, sent, shown):
    (kept,) = uploads.keep({"1": (sent, lambda: b"x")})
    assert (kept.name, kept.read_bytes()) == (shown, b"x")
    assert lying(tmp_path) == ["1"]


def test_two_files_of_one_name_are_told_apart_and_what_is_taken_back_goes(uploads, tmp_path):
    first, second = uploads.keep({"a": ("名册.csv", lambda: b"1"), "b": ("名册.csv", lambda: b"2")})
    assert [first.name, second.name] == ["名册.csv", "名册 (2).csv"]
    (left,) = uploads.keep({"b": ("名册.csv", lambda: b"2")})
    assert (left.name, left.read_bytes(), len(lying(tmp_path))) == ("名册.csv", b"2", 1)


def test_nobody_else_may_look_into_the_folder_and_it_goes_with_its_session(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    uploads = Uploads()
    uploads.keep({"a": ("名册.csv", lambda: b"1")})
    (folder,) = tmp_path.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    del uploads
    gc.collect()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_server_left_is_swept_by_the_next_and_a_fresh_one_is_not(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    old, young = tmp_path / "lianxiao-uploads-old", tmp_path / "lianxiao-uploads-young"
    for folder in (old, young):
        folder.mkdir()
        (folder / "1").write_bytes(b"x")
    os.utime(old, (0, 0))
    uploads = Uploads()
    assert not old.exists() and young.exists()
    uploads.close()


def test_what_was_sent_is_read_as_files_are(uploads, tmp_path):
    (tmp_path / "sheets").mkdir()
    files = write(tmp_path / "sheets")
    sent = uploads.keep({str(at): (path.name, path.read_bytes) for at, path in enumerate(files)})
    day = date.fromisoformat(DAY)
    of_files, of_sent = check(files, PLACE, day), check(sent, PLACE, day)
    assert of_sent.counts == of_files.counts and of_sent.sheets == of_files.sheets
