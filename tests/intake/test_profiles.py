"""Decisions are remembered by place, as JSON beside the data; a spoiled file is told and never overwritten."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from data.intake import profiles
from data.intake.choices import ANY, Choices, ColumnChoice, HeaderChoice, SectionChoice
from data.intake.known_names import forget_name, keep_name, known_names
from data.intake.pipeline import check
from data.rights import current_user
from tests.folder import in_folder
from tests.intake.small_town import DAY, PLACE, ROSTER, write

SECTION = SectionChoice("二、拟撤并学校", "count", "roster.xlsx", ROSTER)
COLUMN = ColumnChoice("孩子们", "pupils", "roster.xlsx", ROSTER)


def test_profiles_and_names_are_kept_by_place_replaced_and_forgotten(tmp_path: Path) -> None:
    assert in_folder(tmp_path, profiles.profiles, PLACE) == {} and in_folder(tmp_path, known_names, PLACE) == ()
    in_folder(tmp_path, profiles.keep_profile, PLACE, "甲", Choices((COLUMN,), (HeaderChoice("schools", 3, 3),)))
    in_folder(tmp_path, keep_name, PLACE, "一小", "2121000001", "211481", "211481")
    in_folder(tmp_path, keep_name, PLACE, "一小", "2121000003", "211481", "211481")
    in_folder(tmp_path, profiles.keep_profile, "370300", "乙", Choices())
    kept = in_folder(tmp_path, profiles.profiles, PLACE)["甲"]
    assert kept.choices == Choices((COLUMN,), (HeaderChoice("schools", 3, 3),))
    (name,) = in_folder(tmp_path, known_names, PLACE)
    assert (name.written, name.school_id, name.county, name.reach) == ("一小", "2121000003", "211481", "")
    assert name.who == kept.who == current_user().who and name.at.endswith("+00:00") and kept.at.endswith("+00:00")
    in_folder(tmp_path, forget_name, PLACE, name)
    in_folder(tmp_path, profiles.forget_profile, PLACE, kept)
    assert in_folder(tmp_path, profiles.profiles, PLACE) == {} and in_folder(tmp_path, known_names, PLACE) == ()
    assert list(in_folder(tmp_path, profiles.profiles, "370300")) == ["乙"]


def test_what_was_decided_of_headings_is_kept_with_the_columns(tmp_path: Path) -> None:
    kept = Choices((COLUMN,), sections=(SECTION,))
    in_folder(tmp_path, profiles.keep_profile, PLACE, "甲", kept)
    assert in_folder(tmp_path, profiles.profiles, PLACE)["甲"].choices == kept
    views = check(write(tmp_path), PLACE, date.fromisoformat(DAY)).views
    one_more = SectionChoice("二、拟撤并学校", "count", "last.xlsx", ROSTER)
    general = profiles.general(Choices(sections=(SECTION,)), views)
    assert general.sections == (SectionChoice("二、拟撤并学校", "count", ANY, ROSTER),)
    assert profiles.general(Choices(sections=(one_more,)), views).sections == (
        SectionChoice("二、拟撤并学校", "count", ANY, ANY),
    )


def test_clerks_who_save_in_the_same_moment_lose_none_of_their_names(tmp_path: Path) -> None:
    names = [f"小学{number}" for number in range(24)]
    with ThreadPoolExecutor(len(names)) as clerks:
        list(clerks.map(lambda name: in_folder(tmp_path, keep_name, PLACE, name, "2121000001", "", ""), names))
    assert {name.written for name in in_folder(tmp_path, known_names, PLACE)} == {*names}
    assert [path.name for path in (tmp_path / "intake").iterdir()] == ["decisions.json"]


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"211400": []}', '{"211400": {"aliases": [{"who": 1}], "profiles": {}}}']
)
def test_a_spoiled_file_is_told_and_left_as_it_is(tmp_path: Path, content: str) -> None:
    path = tmp_path / "intake" / "decisions.json"
    path.parent.mkdir()
    path.write_text(content, encoding="utf-8")
    with pytest.raises(profiles.DecisionsError, match=r"decisions\.json"):
        in_folder(tmp_path, known_names, PLACE)
    if "who" not in content:
        with pytest.raises(profiles.DecisionsError):
            in_folder(tmp_path, keep_name, PLACE, "一小", "1", "", "")
        assert path.read_text(encoding="utf-8") == content


def test_a_decision_of_one_file_holds_for_the_next_whatever_it_is_called(tmp_path: Path) -> None:
    views = check(write(tmp_path), PLACE, date.fromisoformat(DAY)).views
    general = profiles.general(Choices((COLUMN,), (HeaderChoice("schools", 3, 3, "roster.xlsx", ROSTER),)), views)
    assert general.columns == (ColumnChoice("孩子们", "pupils", ANY, ROSTER),)
    assert general.headers == (HeaderChoice("schools", 3, 3, ANY, ROSTER),)
