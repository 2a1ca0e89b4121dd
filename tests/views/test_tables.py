"""The columns of lists: what stands above them."""

import pytest

from data.registry.rows import registry
from views.listings.about import figure_columns
from views.text.labels import speaking


@pytest.mark.parametrize("tongue", ["zh_CN", "en"])
def test_no_two_columns_of_an_indicator_have_the_same_header(tongue):
    with speaking(tongue, "county"):
        for indicator in registry("indicators"):
            headers = [column.header.lower() for column in figure_columns(indicator, "value")]
            assert len(set(headers)) == len(headers), indicator["indicator_id"]
