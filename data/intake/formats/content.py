"""Read a file's content once, within the limits, and provide the properties by which its format is recognised."""

import codecs
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from data.intake.findings import Location, finding
from data.intake.formats import compound_file
from data.intake.formats.archive import Archive
from data.intake.formats.bounds import UPLOAD
from data.intake.formats.file import File
from data.intake.formats.sheet import UnreadableFileError

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LOOKED_AT = 4_000
_NOTHING = b" \t\r\n\x00\x1a"


@dataclass(frozen=True)
class Content:
    """The name and bytes of one file. It is itself a `File`, so that no file is read twice."""

    name: str
    stem: str
    data: bytes

    def read_bytes(self) -> bytes:
        """Return the bytes."""
        return self.data

    @cached_property
    def beginning(self) -> str:
        """The first characters in lower case, without byte order mark and leading white space."""
        start = self.data[:_LOOKED_AT].removeprefix(codecs.BOM_UTF8)
        words = start.decode("utf-16" if start.startswith(_UTF_16) else "latin-1", errors="replace")
        return words.lstrip().lower()

    @cached_property
    def is_archive(self) -> bool:
        """Whether the file is a zip archive."""
        return self.data.startswith(_ZIP)

    @cached_property
    def archive(self) -> Archive:
        """The file as an archive. Raises `UnreadableFileError` if it cannot be opened."""
        return Archive(self.name, self.data)

    @cached_property
    def is_compound(self) -> bool:
        """Whether the file is a compound file (an old Office format)."""
        return self.data.startswith(compound_file.BEGINNING)

    @cached_property
    def compound_parts(self) -> frozenset[str]:
        """The names of the root entries of a compound file; empty for other files."""
        return compound_file.root_parts(self.data) if self.is_compound else frozenset()


def content_of(file: File) -> Content:
    """Return the content of a file. Raises `UnreadableFileError` if it is empty or larger than the limit."""
    if isinstance(file, Content):
        return file
    if isinstance(file, Path):
        with file.open("rb") as handle:
            data = handle.read(UPLOAD + 1)
    else:
        data = file.read_bytes()
    if len(data) > UPLOAD:
        raise UnreadableFileError(finding("file_too_large", Location(file.name), limit=UPLOAD // 2**20))
    if not data.strip(_NOTHING):
        raise UnreadableFileError(finding("file_empty", Location(file.name)))
    return Content(file.name, file.stem, data)
