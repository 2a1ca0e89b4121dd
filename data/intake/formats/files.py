"""One file becomes its sheets."""

from pathlib import PurePosixPath

from data.intake.findings import Location, finding
from data.intake.formats.content import content_of
from data.intake.formats.delimited import KnowsTitle
from data.intake.formats.file import File
from data.intake.formats.file_types import file_type
from data.intake.formats.sheet import Sheet


def sheets(file: File, knows_title: KnowsTitle) -> list[Sheet]:
    """Read every visible sheet of a file, once; one that is none, or beyond the bounds, raises `UnreadableFileError`.

    `knows_title` tells whether a cell of a text file is a title of some column.
    """
    content = content_of(file)
    kind = file_type(content)
    if kind.read is None:
        raise kind.refused(content)
    found = kind.read(content, knows_title)
    suffix = PurePosixPath(content.name).suffix.lower()
    if found and suffix.removeprefix(".") not in kind.endings:
        remark = finding("file_other_format", Location(content.name), suffix or "—", zh=kind.zh, en=kind.en)
        found[0].findings.insert(0, remark)
    return found
