"""Write the files of a briefing: deck, document, workbook, or all of them with the pictures in one archive."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import plotly.graph_objects as go

from views.briefing.album import Album
from views.briefing.content import Briefing
from views.briefing.deck import deck
from views.briefing.document import document
from views.briefing.pictures import MAP, Picture, of_claims
from views.briefing.workbook import workbook
from views.downloads.file_job import MadeFile, Progress
from views.exports.listing import file_words
from views.exports.packing import packed
from views.exports.pictures import Kind
from views.text.labels import label

_OFFICE = "application/vnd.openxmlformats-officedocument"
_ALL = "bundle"
ENDINGS = {"deck": "pptx", "document": "docx", "workbook": "xlsx", _ALL: "zip"}
MIMES = {
    "deck": f"{_OFFICE}.presentationml.presentation",
    "document": f"{_OFFICE}.wordprocessingml.document",
    "workbook": f"{_OFFICE}.spreadsheetml.sheet",
    _ALL: "application/zip",
}
DRAWN = {"deck", "document", _ALL}  # files that contain pictures
_FILE = 3  # writing a file takes about as long as drawing this many pictures


@dataclass(frozen=True)
class _Writing:
    """A briefing being written while its pictures are drawn."""

    briefing: Briefing
    album: Album
    steps: Progress

    def one(self, what: str) -> bytes:
        """Return a deck, a document or a workbook."""
        self.steps.begin(label(f"file_job.{what}"))
        content = {"deck": self._deck, "document": self._document, "workbook": self._workbook}[what]()
        self.steps.done(_FILE)
        return content

    def _workbook(self) -> bytes:
        return workbook(self.briefing)

    def _deck(self) -> bytes:
        drawn = self.album.of([MAP])
        return deck(self.album.noted(self.briefing), drawn[MAP]["png"] if drawn else None)

    def _document(self) -> bytes:
        drawn = self.album.all()
        return document(self.album.noted(self.briefing), {name: kinds["png"] for name, kinds in drawn.items()})

    def all(self) -> bytes:
        """Return an archive of every file, with the pictures in a folder of their own."""
        return packed([*self._files(), *self._pictures()])

    def _files(self) -> Iterator[tuple[str, bytes]]:
        for what in ("workbook", "deck", "document"):  # in this order, the file that needs the fewest pictures is first
            yield f"{self.briefing.stem}.{ENDINGS[what]}", self.one(what)

    def _pictures(self) -> Iterator[tuple[str, bytes]]:
        titles = {claim.code: claim.title for claim in self.briefing.claims} | {MAP: label("deck.map")}
        for name, kinds in self.album.all().items():
            stem = file_words(titles[name] if name == MAP else f"{name}_{titles[name]}")
            yield from ((f"{label('briefing.folder')}/{stem}.{kind}", content) for kind, content in kinds.items())


def written(what: str, briefing: Briefing, draw_map: Callable[[], go.Figure], steps: Progress) -> MadeFile:
    """Return a file of a briefing; without a browser it has no pictures, and both the file and the result say why."""
    kinds: tuple[Kind, ...] = ("png", "svg") if what == _ALL else ("png",)
    wanted = [Picture(MAP, draw_map)] if what in DRAWN else []
    wanted += of_claims(briefing) if what in ("document", _ALL) else []
    steps.expect(len(wanted) + _FILE * (len(ENDINGS) - 1 if what == _ALL else 1))
    with Album(wanted, kinds, lambda _: steps.done(1)) as album:
        writing = _Writing(briefing, album, steps)
        content = writing.all() if what == _ALL else writing.one(what)
        return MadeFile(content, album.trouble)
