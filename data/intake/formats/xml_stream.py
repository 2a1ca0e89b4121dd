"""Read XML as a stream of tags. Document types, entities and external content are refused."""

from collections.abc import Iterable
from xml.parsers import expat

from data.intake.findings import Location, finding
from data.intake.formats.sheet import UnreadableFileError

Attributes = dict[str, str]


class Tags:
    """Base class of a reader of a part's tags. Names come without their prefix."""

    def start(self, name: str, attributes: Attributes) -> None:
        """Handle an opening tag."""

    def end(self, name: str) -> None:
        """Handle a closing tag."""

    def words(self, text: str) -> None:
        """Handle text between tags."""


class _PlainNames(dict[str, str]):
    """Names without their prefix. Each is computed once, because a sheet has millions of tags of few names."""

    def __missing__(self, name: str) -> str:
        self[name] = name.rpartition(":")[2]
        return self[name]


def read_tags(pieces: Iterable[bytes | str], tags: Tags, file: str) -> None:
    """Pass a part's tags to a reader. Raises `UnreadableFileError` for a document type or broken markup."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> int:
        raise UnreadableFileError(finding("file_entities", Location(file)))

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    names, start, end = _PlainNames(), tags.start, tags.end
    parser.StartElementHandler = lambda name, attributes: start(names[name], attributes)
    parser.EndElementHandler = lambda name: end(names[name])
    parser.CharacterDataHandler = tags.words
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:
        if isinstance(error, UnreadableFileError):
            raise
        raise UnreadableFileError(finding("file_broken", Location(file), reason=str(error))) from error


def plain(attributes: Attributes) -> Attributes:
    """Return attributes by their names without prefix."""
    return {name.rpartition(":")[2]: value for name, value in attributes.items()}
