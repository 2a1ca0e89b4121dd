"""Data folders the pages are shown with: the sample's five places, what bureaus sent, hostile and bare schools, nothing."""

import atexit
import shutil
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from data.intake.cli import main as intake
from data.paths import PROJECT
from tests.queries.city import pairing, publish_city, school

FIXTURES = PROJECT / "tests" / "fixtures"
SENT = {"huludao-2020": ("211400", "2020-12-31"), "zibo-2019": ("370300", "2019-12-31")}
MARKUP, FORMULA, LINK = "<img src=x onerror=alert(1)>", "=1+1", "![](https://evil.example/x.png)"


def new_folder(name: str) -> Path:
    """Return a new folder that goes when the tests end."""
    folder = mkdtemp(prefix=f"lianxiao-{name}-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


@cache
def sample() -> Path:
    """Return a folder with the embedded sample, and nothing of what other tests did to the project's own."""
    folder = new_folder("sample")
    (folder / "snapshots").symlink_to(PROJECT / "data" / "snapshots")
    return folder


def publish_sent(folder: Path, name: str, *more: str) -> None:
    """Publish the two files of one bureau through the intake's command line."""
    place, as_of = SENT[name]
    files = [str(path) for path in sorted((FIXTURES / name).iterdir()) if path.suffix in (".xlsx", ".csv")]
    code = intake(["publish", *files, "--place", place, "--as-of", as_of, "--data", str(folder), "--json", *more])
    assert code == 0, f"{name} is not published"


@cache
def cities() -> Path:
    """Return a folder with both bureaus' sheets."""
    folder = new_folder("cities")
    for name in SENT:
        publish_sent(folder, name)
    return folder


@cache
def hostile() -> Path:
    """Return a folder whose names are markup, formulas, links and file name breakers."""
    folder = new_folder("hostile")
    at = {"lon": 120.8, "lat": 40.7, "pupils": 12, "town_name": "a|b"}
    names = {"A": MARKUP, "B": FORMULA, "C": LINK, "D": "第*一*小学/:?", "E": "@SUM(1)"}
    schools = [school(code, "211402", "220", name=name, **at) for code, name in names.items()]
    schools.append(school("Q", "211402", "111", name="+1 [q](https://evil.example)", is_quality=True, **at))
    pairings = [
        pairing("Q", "A", "B", "C", core_name="+1 [q](https://evil.example)", name=LINK),
        pairing("A", "D", mode=None),
    ]
    publish_city(folder, "211400", schools, pairings)
    return folder


@cache
def bare() -> Path:
    """Return a folder with urban schools only: no unit to count, no pairing, no coordinates, no pupils."""
    folder = new_folder("bare")
    publish_city(folder, "211400", [school("A", "211402", "111"), school("B", "211403", "112")])
    return folder


@cache
def empty() -> Path:
    """Return a folder without any snapshot."""
    return new_folder("empty")


SCENES = {
    "sample": (sample, "huludao-2020", date(2023, 12, 31), "synthetic"),
    "liaoyang": (sample, "liaoyang-2018", date(2023, 12, 31), "synthetic"),
    "baoshan": (sample, "baoshan-2016", date(2020, 12, 31), "synthetic"),
    "kaiyuan": (sample, "kaiyuan-2024", date(2025, 12, 31), "synthetic"),
    "sample_zibo": (sample, "zibo-2019", date(2025, 12, 31), "synthetic"),
    "huludao": (cities, "huludao-2020", date(2020, 12, 31), "official"),
    "zibo": (cities, "zibo-2019", date(2019, 12, 31), "official"),
    "hostile": (hostile, "huludao-2020", date(2020, 12, 31), "synthetic"),
    "bare": (bare, "huludao-2020", date(2020, 12, 31), "synthetic"),
}
