"""`python -m data.sample [--data DIR] [--place CODE]`: rebuild the synthetic snapshots of one place or of all."""

import argparse
import sys
from pathlib import Path

from data.command_line import begin
from data.paths import data_folder
from data.sample import OfficialSnapshotError, publish_sample
from data.sample.places import STORIES


def main() -> int:
    """Rebuild the sample and print what was published. Return 0, or 1 if official data would be replaced."""
    parser = argparse.ArgumentParser(prog="python -m data.sample", description=__doc__)
    parser.add_argument("--data", type=Path, default=data_folder(), help="folder that holds snapshots/ (%(default)s)")
    parser.add_argument("--place", choices=tuple(STORIES), help="one place only (all)")
    options = parser.parse_args()
    begin(options.data)
    try:
        published = publish_sample(options.data, (options.place,) if options.place else tuple(STORIES))
    except OfficialSnapshotError as error:
        print(error, file=sys.stderr)
        return 1
    for snapshot in published:
        rows = ", ".join(f"{name} {table['rows']}" for name, table in snapshot.manifest["tables"].items())
        print(f"{snapshot.folder}: {rows}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
