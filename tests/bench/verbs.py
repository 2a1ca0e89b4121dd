"""Times every public verb in a fresh process: `python -m tests.bench.verbs DATA` prints what it found as JSON."""

import argparse
import json
import subprocess
import sys
import time

FIRST = time.perf_counter()  # the process has begun: what is imported below belongs to the cold start

from collections.abc import Callable, Iterator  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

import queries  # noqa: E402
from data.paths import PROJECT, data_folder  # noqa: E402
from data.registry.rows import areas  # noqa: E402
from queries import Scope  # noqa: E402
from queries.engine.pool import engine  # noqa: E402

USUAL_COUNTY = 90  # schools: a county of the usual size, so that sizes are compared like for like


def cold() -> float:
    """Open the data and answer a first question; return the seconds since the process began."""
    programme = queries.programmes()[0]
    queries.measures(Scope(programme["programme_id"]), queries.indicators(programme["programme_id"])[0]["indicator_id"])
    return time.perf_counter() - FIRST


def known_of(data: Path) -> Any:
    """Return what questions need: the newest day, a county of the usual size, and a partnership and a school there."""
    import pyarrow.compute as pc

    from data.store.snapshots import read_snapshot, snapshot_folders
    from tests.bench.asking import Known

    programme = queries.programmes()[0]["programme_id"]
    folders = snapshot_folders(data)
    newest = read_snapshot(folders[-1])
    schools, partnerships = newest.table("schools"), newest.table("partnerships")
    counts = pc.value_counts(schools.column("county_code")).to_pylist()
    county = min(counts, key=lambda row: abs(row["counts"] - USUAL_COUNTY))["values"]
    school = schools.filter(pc.equal(schools.column("county_code"), county)).to_pylist()[-1]
    led = partnerships.filter(pc.equal(partnerships.column("county_code"), county)).to_pylist()[-1]
    return Known(
        scope=Scope(programme, newest.as_of, county),
        before=read_snapshot(folders[-2]).as_of if len(folders) > 1 else newest.as_of,
        place=newest.place,
        indicator=queries.indicators(programme)[0]["indicator_id"],
        town=school["town_code"],
        partnership=led["partnership_id"],
        school=school["school_id"],
        words=school["town_name"][:2],
    )


def once(call: Callable[[], Any]) -> float:
    """Return the milliseconds of one call."""
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000


def forget() -> None:
    """Empty the memory of answers, so that the next question is computed."""
    engine().answers.cache_clear()


def measured(repeats: int) -> Iterator[dict[str, Any]]:
    """Return for every question its times, and in turn those of the plain query, one after the other."""
    from tests.bench.asking import questions
    from tests.bench.plain import plain_query

    data = data_folder()
    known = known_of(data)
    for question in questions(known):
        row: dict[str, Any] = {"what": question.what, "times": [], "base": [], "unknown": question.unknown}
        plain = plain_query(data, known, question.verb, question.about)
        if question.call:
            for at in range(repeats + 1):
                forget()
                row["times"].append(once(question.call))
                if plain:
                    row["base"].append(once(plain))
                if at == 0:  # the first call warms both
                    row["times"].clear(), row["base"].clear()
        yield row


def asked(data: Path, *arguments: str) -> Iterator[Any]:
    """Run this module in a process of its own on a data folder; return what it prints, line by line."""
    from tests.bench.servers import surroundings

    command = [sys.executable, "-m", "tests.bench.verbs", *arguments]
    with subprocess.Popen(command, cwd=PROJECT, env=surroundings(data), stdout=subprocess.PIPE) as process:
        assert process.stdout
        for line in process.stdout:
            yield json.loads(line)
    assert process.returncode == 0, f"{command} failed"


def known_words(data: Path) -> dict[str, Any]:
    """Return what the addresses of pages need: programme, county, partnership, school, an earlier day, all counties."""
    found: dict[str, Any] = next(asked(data, "county"))
    return found


def main() -> None:
    """Answer one request of the bench."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.verbs", description=__doc__)
    parser.add_argument("what", choices=("cold", "county", "verbs"))
    parser.add_argument("--repeats", type=int, default=30)
    arguments = parser.parse_args()
    found: list[Any] | Iterator[Any] = [cold()]
    if arguments.what == "county":
        known = known_of(data_folder())
        words = {"area": known.scope.area, "partnership": known.partnership, "school": known.school}
        words |= {"since": str(known.before), "programme": known.scope.programme, "words": known.words}
        found = [words | {"areas": [code for code, row in areas().items() if row["level"] == "county"]}]
    elif arguments.what == "verbs":
        found = measured(arguments.repeats)
    for row in found:
        print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
