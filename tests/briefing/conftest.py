"""What every module of these tests leaves as it found it: no browser goes on drawing."""

import pytest

from views.exports import studio


@pytest.fixture(scope="module", autouse=True)
def rested():
    """Stop the browser when a module's tests are done."""
    yield
    studio.rest()
