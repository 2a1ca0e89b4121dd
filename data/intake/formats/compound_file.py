"""Recognise the format of a compound file (OLE2), the container of the old Office formats, by its root entries."""

import io
import struct

from xlrd.compdoc import CompDoc, CompDocError

BEGINNING = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED, WORD, SLIDES = "EncryptedPackage", "WordDocument", "PowerPoint Document"
WORKBOOKS = ("Workbook", "Book")
_BROKEN = (
    *(CompDocError, struct.error, ArithmeticError, AssertionError, AttributeError, LookupError),
    *(MemoryError, RecursionError, TypeError, ValueError),
)


def root_parts(content: bytes) -> frozenset[str]:
    """Return the names of the root entries of a compound file, without those of embedded objects.

    If its directory cannot be read, return the known names that occur anywhere in the file.
    """
    try:
        entries = CompDoc(content, logfile=io.StringIO()).dirlist
        return frozenset(entries[child].name for child in entries[0].children)
    except _BROKEN:
        known = (ENCRYPTED, *WORKBOOKS, WORD, SLIDES)
        return frozenset(name for name in known if name.encode("utf-16-le") in content)
