"""Measures the product at one size, in one run: `python -m tests.bench --size city|province|nation`."""

import argparse
import tempfile
from pathlib import Path

from tests.bench import sessions, verbs
from tests.bench.build import add_size_arguments, asked_size, built
from tests.bench.measuring import open_cold, prepared, served, verb_rows
from tests.bench.report import Report
from tests.bench.sizes import SIZES


def arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="city")
    parser.add_argument("--quick", action="store_true", help="without the browser")
    parser.add_argument("--json", type=Path, help="file to write the rows to")
    parser.add_argument("--peer", choices=("dash",), help="the same county page in another framework, same browser")
    parser.add_argument("--sessions", type=int, default=0, help="visitors at once, each changing a filter every 2 s")
    parser.add_argument("--data", type=Path, help="folder to build the data in, or to find them")
    parser.add_argument("--repeats", type=int, default=30, help="calls and clicks a median is taken of")
    parser.add_argument("--only", nargs="*", default=[], help="pages to measure; all where none is named")
    parser.add_argument("--no-verbs", action="store_true", help="pass over the verbs")
    add_size_arguments(parser)
    return parser.parse_args()


def main() -> None:
    """Build or find the data, measure, print one table, write the JSON; the exit code is 0: it measures."""
    asked = arguments()
    report = Report(asked.size)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        print(f"{asked.size}: building or finding the data", flush=True)
        data = built(asked_size(asked.size, asked), asked.data)
        report.add(prepared(data))
        open_cold(report, data)
        if not asked.no_verbs:
            verb_rows(report, data, asked.repeats)
        served(report, asked, data, scratch)
        if asked.sessions:
            known = verbs.known_words(data)
            found = sessions.session_rows(data, known["areas"], known["programme"], asked.sessions, scratch)
            for row in found:
                report.add(row)
    print("\n" + report.table())
    if asked.json:
        report.write(asked.json)


if __name__ == "__main__":
    main()
