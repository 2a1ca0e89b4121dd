"""The facts of the sample hit their paths exactly and share out what is missing without overdrawing anybody."""

from random import Random

import pytest

from data.sample.facts import dealt
from data.sample.story import Path, ranked, reached


@pytest.mark.parametrize("seed", range(20))
def test_a_total_is_dealt_out_in_full_and_nobody_gets_more_than_all(seed: int) -> None:
    random = Random(seed)
    wholes = [random.randrange(60) for _ in range(random.randrange(1, 40))]
    total = random.randint(0, sum(wholes))
    parts = dealt(wholes, total, 0.4)
    assert sum(parts) == total
    assert all(0 <= part <= whole for part, whole in zip(parts, wholes, strict=True))


def test_more_than_there_is_cannot_be_dealt_out() -> None:
    with pytest.raises(ValueError, match="11 of 10"):
        dealt([4, 6], 11, 0.4)


def test_only_a_share_of_one_reaches_all() -> None:
    assert [reached(share, 40) for share in (0, 0.95, 0.999, 1.0)] == [0, 38, 39, 40]
    assert reached(0.6, 5) == 3 and reached(0.29, 100) == 29, "binary fractions do not lose one"


def test_a_county_of_its_own_path_leaves_the_default() -> None:
    path = Path((0.1, 0.2), {"530521": (None, 1.0)})
    assert [path.at("530502", 1), path.at("530521", 0), path.at("530521", 1)] == [0.2, None, 1.0]


def test_who_comes_and_goes_leaves_the_order_of_the_others() -> None:
    keys = [str(number) for number in range(30)]
    fewer = [key for key in keys if key not in ("3", "17")]
    assert ranked(fewer, "purpose") == [key for key in ranked(keys, "purpose") if key in fewer]
