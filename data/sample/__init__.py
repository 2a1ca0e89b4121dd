"""The built-in sample: synthetic snapshots of five places, the same on every build.

Townships, county outlines, the rules and some published shares are real; every school, figure and partnership is made
up. Each place has a story (its dates, schools, agreements and the paths of its facts); shared code turns stories into
tables. `python -m data.sample` rebuilds the sample.
"""

import shutil
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from data.files.manifest_identity import identity
from data.paths import using_data
from data.rights import audit, require_keep
from data.sample.places import STORIES
from data.sample.story import Moment, Story
from data.sample.tables import snapshot_tables
from data.store.manifests import SnapshotBrokenError, read_manifest
from data.store.publishing import publish
from data.store.snapshots import Snapshot, snapshot_folder

# Fixed, so that the manifests are the same on every build: eight days after the last date of the place.
DELAY = timedelta(days=8)


class OfficialSnapshotError(FileExistsError):
    """A date of the sample has a snapshot that is not known to be synthetic."""


def publish_sample(data: Path, places: Iterable[str] = tuple(STORIES)) -> list[Snapshot]:
    """Publish the places' snapshots below the data folder. They replace an earlier sample, which is not archived.

    Raises `OfficialSnapshotError` before any change if one of the dates has other data, and `RefusedError` if the
    current user may not replace the sample.
    """
    stories = [STORIES[place] for place in places]
    keys = [(story, as_of) for story in stories for as_of in story.dates]
    folders = [folder for story, as_of in keys if (folder := snapshot_folder(data, story.place, as_of)).exists()]
    for folder in folders:
        _check_synthetic(folder)
    tables = {story.place: built(story) for story in stories}
    with using_data(data):
        for story in stories:
            require_keep(story.place)
        for story, as_of in keys:
            if (folder := snapshot_folder(data, story.place, as_of)).exists():
                audit.write("discarded", place=story.place, as_of=as_of, **identity(folder))
                shutil.rmtree(folder)
    return [
        publish(data, story.place, as_of, tables[story.place][as_of], notes(story), published_at=published_at(story))
        for story, as_of in keys
    ]


def built(story: Story) -> dict[date, Mapping[str, pa.Table]]:
    """Return date → tables of a place."""
    world = story.world()
    return {
        as_of: snapshot_tables(story, world, Moment(as_of, order, story.seed))
        for order, as_of in enumerate(story.dates)
    }


def published_at(story: Story) -> datetime:
    """Return the publication time in the place's manifests."""
    return datetime.combine(max(story.dates) + DELAY, time(8), UTC)


def notes(story: Story) -> dict[str, Any]:
    """Return the entries of a place's manifests other than its tables, above all that the data is synthetic."""
    return {
        "status": "synthetic",
        "datum": ["wgs84"],
        "sources": [],
        "findings": [],
        "note_zh": f"合成样例数据：学校、人数和结对关系均为虚构，仅供演示，不是{story.name_zh}的统计结果。{story.caveat_zh}",
        "note_en": "Synthetic sample: schools, figures and partnerships are made up for demonstration; "
        f"they are no statistics of {story.name_en}.{story.caveat_en and ' '}{story.caveat_en}",
    }


def _check_synthetic(folder: Path) -> None:
    """Raise `OfficialSnapshotError` unless the folder's manifest says that it is synthetic."""
    try:
        status = read_manifest(folder)["status"]
    except SnapshotBrokenError:  # its origin is unknown
        status = None
    if status != "synthetic":
        raise OfficialSnapshotError(
            f"{folder}: 已有正式数据，样例不会覆盖；请先撤下该快照 "
            f"holds official data (status {status!r}); the sample does not replace it; remove that snapshot first"
        )
