"""Read zip archives (office files) without trusting the sizes they state: bytes are counted while unpacking."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from data.intake.findings import Location, finding
from data.intake.formats.bounds import PART, PARTS, PLAIN, RATIO, UNZIPPED
from data.intake.formats.sheet import UnreadableFileError

_CHUNK = 2**20
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Archive:
    """The parts of one zip archive. Any defect raises `UnreadableFileError`.

    The names are available at once. The archive is checked before the first part is unpacked.
    """

    def __init__(self, file: str, content: bytes) -> None:
        self.file = file
        self._left, self._packed, self._is_checked = UNZIPPED, len(content), False
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN as error:
            raise self.broken(str(error)) from error
        self.names = self._zip.namelist()

    def _check(self) -> None:
        if self._is_checked:
            return
        parts = self._zip.infolist()
        if len(parts) > PARTS or sum(part.file_size for part in parts) > UNZIPPED or any(map(_is_bomb, parts)):
            raise self._too_large()
        if sum(part.compress_size for part in parts) > self._packed:
            raise self.broken("parts larger than the file")
        if len(set(self.names)) < len(self.names):
            raise self.broken("two parts of one name")
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            raise UnreadableFileError(finding("file_encrypted", Location(self.file)))
        if any(part.compress_type not in _METHODS for part in parts):
            raise self.broken("compression")
        self._is_checked = True

    def stream(self, part: str) -> Iterator[bytes]:
        """Yield the content of a part in pieces. Raises if all content unpacked so far exceeds the limits."""
        self._check()
        try:
            stated = self._zip.getinfo(part).file_size
            with self._zip.open(part) as packed:
                while piece := packed.read(_CHUNK):
                    self._left -= len(piece)
                    stated -= len(piece)
                    if self._left < 0:
                        raise self._too_large()
                    yield piece
            if stated:
                raise self.broken(f"{part}: not the size it states")
        except KeyError as error:
            raise self.broken(f"{part} is missing") from error
        except UnreadableFileError:
            raise
        except _BROKEN as error:
            raise self.broken(str(error)) from error

    def has(self, beginning: str) -> list[str]:
        """Return the names of the parts that start with `beginning` (lower case), ignoring case."""
        return [name for name in self.names if name.lower().startswith(beginning)]

    def broken(self, reason: str) -> UnreadableFileError:
        """Return the error that says why the file cannot be opened."""
        return UnreadableFileError(finding("file_broken", Location(self.file), reason=reason))

    def _too_large(self) -> UnreadableFileError:
        limits = {"limit": UNZIPPED // 2**20, "part": PART // 2**20, "ratio": RATIO}
        return UnreadableFileError(finding("file_unzips_too_large", Location(self.file), **limits))


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    """Return whether a part is larger than any sheet, or compressed so much that it must be mostly repetition."""
    return part.file_size > PART or part.file_size > max(PLAIN, RATIO * part.compress_size)
