from pathlib import Path

import pytest

from data.sample import publish_sample
from data.store.snapshots import Snapshot


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Snapshot]]:
    """The sample built afresh: its data folder and its snapshots, place by place and date by date."""
    data = tmp_path_factory.mktemp("sample")
    return data, publish_sample(data)
