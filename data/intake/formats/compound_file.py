"""Compound files (OLE2), the container of Office's old formats: what lies directly in one tells its format."""

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
    """Return the names directly in a compound file, not those inside embedded objects.

    Where its directory cannot be read, these are the known names that occur anywhere in it.
    """
    try:
        entries = CompDoc(content, logfile=io.StringIO()).dirlist
        return frozenset(entries[child].name for child in entries[0].children)
    except _BROKEN:
        known = (ENCRYPTED, *WORKBOOKS, WORD, SLIDES)
        return frozenset(name for name in known if name.encode("utf-16-le") in content)
