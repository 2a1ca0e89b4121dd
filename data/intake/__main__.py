"""`python -m data.intake`: the command line, see `data.intake.cli`."""

import sys

from data.intake.cli import main

if __name__ == "__main__":
    sys.exit(main())
