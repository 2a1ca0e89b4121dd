"""Gathers and writes a file of a scope's briefing, for the page and the command line."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from pages.context import Chosen
from pages.report.assemble.briefing import gather
from pages.report.assemble.map import drawn_map
from views.briefing.files import DRAWN, written
from views.downloads.file_job import MadeFile, Progress
from views.exports.studio import wake
from views.text.labels import label

_GATHERING = 8  # gathering takes about as long as drawing so many pictures


def briefing_file(
    what: str, picked: Chosen, goals: Sequence[str], before: date | None, areas: Sequence[str], steps: Progress
) -> MadeFile:
    """Return a briefing file that lists every missing unit; the arguments are those of `gather`.

    The browser that draws the pictures is started first, so that it is ready when the content is gathered.
    """
    if what in DRAWN:
        wake()
    steps.expect(_GATHERING)
    steps.begin(label("file_job.gathering"))
    briefing = gather(picked, goals, before, areas=areas)
    steps.done(_GATHERING)
    return written(what, briefing, partial(drawn_map, picked), steps)
