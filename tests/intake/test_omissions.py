"""Blanks that leave a school out of a figure are told once a column, only for the schools the figure is about."""

import pytest

from data.intake import check
from tests.intake.reported import AS_OF, told
from tests.intake.small_town import HEADER_ROW, PLACE, ROSTER, write
from tests.intake.test_facts import read

FIRST_ROW = HEADER_ROW[ROSTER] + 1


def left_out(reading):
    return [f for f in told(reading) if f.code == "blanks_left_out"]


@pytest.mark.parametrize(
    ("title", "figure"),
    [
        ("校长任职年限", "同校任职超过10年的校长数"),
        ("同校任教超过6年未交流教师数", "同校任教超过6年未交流教师比例"),
        ("演示实验应开数", "演示实验开出率"),
        ("分组实验应开数", "分组实验开出率"),
    ],
)
def test_blanks_beside_stated_schools_of_a_county_are_told(title, figure, tmp_path):
    (warning,) = left_out(read(tmp_path, {title: [3, None, 3, 3, None, 3, None, None, None]}))
    assert (warning.severity, warning.value, warning.row) == ("warning", "2", FIRST_ROW + 1)
    assert (warning.file, warning.sheet, warning.column.split()[-1]) == ("roster.xlsx", ROSTER, title)
    assert f"不计入“{figure}”：兴城市 2" in warning.message and "建昌县" not in warning.message
    assert "left out" in warning.message_en and warning.mend and warning.mend_en


def test_blank_teachers_are_told_where_the_county_states_their_training(tmp_path):
    teachers = [60, None, 40, 9, None, 50, 40, None, 3]
    (warning,) = left_out(read(tmp_path, {"专任教师数": teachers, "72学时教师数": [30, *[None] * 8]}))
    assert (warning.value, warning.row) == ("2", FIRST_ROW + 1)
    assert "“教师年培训不少于72学时比例”：兴城市 2" in warning.message
    assert left_out(read(tmp_path, {"专任教师数": teachers})) == []


def test_blank_pupils_are_told_of_rural_schools_only(tmp_path):
    blank = {(ROSTER, FIRST_ROW + at, "在校生数"): None for at in (0, 3)}
    (warning,) = left_out(check(write(tmp_path, blank), PLACE, AS_OF))
    assert (warning.value, warning.row) == ("1", FIRST_ROW + 3)
    assert "50人以下小规模学校（教学点）剩余数、乡镇中心学校与小规模学校一体化办学比例" in warning.message
