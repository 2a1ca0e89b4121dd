"""The protocol of a file that intake reads, wherever the file is stored."""

from typing import Protocol


class File(Protocol):
    """A file with a name and content. A `Path` fits this protocol."""

    @property
    def name(self) -> str:
        """The name used in findings and manifests."""

    @property
    def stem(self) -> str:
        """The name without its extension."""

    def read_bytes(self) -> bytes:
        """Return the content."""
