"""A mark of a note (620①, 13²) never becomes part of a figure, a code, a day or an amount."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.values.cells import UnreadableCellError, code, count, number, real
from data.intake.values.dates import certain_day, day, span
from data.intake.values.money import money
from data.intake.values.periods import period
from tests.intake.test_fuzz import SETTINGS

MARKS = "①②③⑩¹²³⁴₁₂⑴⑵⒈⒉½㈠"
FIGURES = (
    *((reader, written) for reader in (count, number, real) for written in ("620", "1,320", "18人")),
    *((code, written) for written in ("2121000001", "211481")),
    *(
        (reader, written)
        for reader in (day, certain_day)
        for written in ("2019.1", "2019年9月", "2020-12-3", "2019/9/1")
    ),
    *((period, written) for written in ("2020", "2020年", "2019-2020学年", "2020年1-9月")),
    *((lambda cell: money(cell, "元"), written) for written in ("1000", "￥2,000", "3万元")),
)


@pytest.mark.parametrize(("reader", "written"), FIGURES)
@given(mark=st.sampled_from(MARKS), before=st.booleans())
@SETTINGS
def test_a_mark_of_a_note_is_an_error_not_a_digit(reader, written, mark, before):
    assert reader(written) is not None
    with pytest.raises(UnreadableCellError):
        reader(mark + written if before else written + mark)


def test_the_two_days_of_a_term_keep_their_marks_until_they_are_read():
    assert span("2019.1②", whole=True) == ("2019.1②", None)
