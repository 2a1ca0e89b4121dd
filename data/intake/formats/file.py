"""Files as intake reads them, wherever they lie."""

from typing import Protocol


class File(Protocol):
    """What intake asks of a file: the name it goes by and its bytes. A `Path` is one."""

    @property
    def name(self) -> str:
        """The name findings and manifests call it by."""

    @property
    def stem(self) -> str:
        """The name without its ending."""

    def read_bytes(self) -> bytes:
        """Return its content."""
