"""Read the sheets of one file."""

from pathlib import PurePosixPath

from data.intake.findings import Location, finding
from data.intake.formats.content import content_of
from data.intake.formats.delimited import KnowsTitle
from data.intake.formats.file import File
from data.intake.formats.file_types import file_type
from data.intake.formats.sheet import Sheet


def sheets(file: File, knows_title: KnowsTitle) -> list[Sheet]:
    """Return every visible sheet of a file. Raises `UnreadableFileError` if it cannot be read or exceeds the limits.

    `knows_title` returns whether a cell of a text file is the title of a column.
    """
    content = content_of(file)
    kind = file_type(content)
    if kind.read is None:
        raise kind.refused(content)
    read_sheets = kind.read(content, knows_title)
    suffix = PurePosixPath(content.name).suffix.lower()
    if read_sheets and suffix.removeprefix(".") not in kind.endings:
        remark = finding("file_other_format", Location(content.name), suffix or "—", zh=kind.zh, en=kind.en)
        read_sheets[0].findings.insert(0, remark)
    return read_sheets
