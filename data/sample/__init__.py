"""The embedded sample: six synthetic yearly snapshots of 葫芦岛市, the same on every build.

Townships, county outlines, the rules and the published shares of 2019 are real; every school,
figure and partnership is made up. `python -m data.sample` rebuilds the set.
"""

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

from data.sample.enrolment import enrolled
from data.sample.growth import partnerships
from data.sample.history import FIRST_YEAR, LAST_YEAR
from data.sample.schools import PLACE, roster
from data.sample.tables import identified, snapshot_tables
from data.store import MANIFEST, Snapshot, publish, snapshot_folder

DATES = tuple(date(year, 12, 31) for year in range(FIRST_YEAR, LAST_YEAR + 1))
# Fixed, so that the manifests are the same on every build.
PUBLISHED_AT = datetime(2024, 1, 8, 8, 0, tzinfo=UTC)
NOTES = {
    "status": "synthetic",
    "datum": ["wgs84"],
    "sources": [],
    "findings": [],
    "note_zh": "合成样例数据：学校、人数和结对关系均为虚构，仅供演示，不是葫芦岛市的统计结果。",
    "note_en": "Synthetic sample: schools, figures and partnerships are made up for demonstration; "
    "they are no statistics of Huludao.",
}


class OfficialSnapshotError(FileExistsError):
    """A date of the sample holds a snapshot that is not known to be synthetic."""


def publish_sample(data: Path) -> list[Snapshot]:
    """Publish the six snapshots below the data folder, in place of an earlier sample, without an archive.

    Raises `OfficialSnapshotError` before anything is touched where one of the dates holds other data.
    """
    folders = [folder for folder in (snapshot_folder(data, PLACE, as_of) for as_of in DATES) if folder.exists()]
    for folder in folders:
        _check_synthetic(folder)
    schools = roster()
    rosters = {as_of: enrolled(schools, as_of.year) for as_of in DATES}
    agreed = identified(partnerships(rosters))
    tables = {as_of: snapshot_tables(as_of, rosters[as_of], agreed) for as_of in DATES}
    for folder in folders:
        shutil.rmtree(folder)
    return [publish(data, PLACE, as_of, tables[as_of], NOTES, published_at=PUBLISHED_AT) for as_of in DATES]


def _check_synthetic(folder: Path) -> None:
    """Raise `OfficialSnapshotError` unless the folder's manifest says that it is synthetic."""
    manifest = folder / MANIFEST
    status = json.loads(manifest.read_text(encoding="utf-8")).get("status") if manifest.exists() else None
    if status != "synthetic":
        raise OfficialSnapshotError(
            f"{folder}: 已有正式数据，样例不会覆盖；请先撤下该快照 "
            f"holds official data (status {status!r}); the sample does not replace it, withdraw that snapshot first"
        )
