"""Draw the pictures of a briefing in the background, while the files that need none are written."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import replace
from types import TracebackType

from views.briefing.content import Briefing
from views.briefing.pictures import Picture
from views.exports.browsers import NoBrowserError, browser
from views.exports.pictures import Kind
from views.text.labels import label, number

_ARTISTS = 2  # one prepares the next figure while the browser draws
Drawn = dict[Kind, bytes]


class Album:
    """The pictures being drawn, by name; `trouble` says why some could not be drawn."""

    def __init__(self, pictures: Sequence[Picture], kinds: Sequence[Kind], on_drawn: Callable[[str], None]) -> None:
        self._artists = ThreadPoolExecutor(_ARTISTS, "album")
        self._coming: dict[str, Future[Drawn]] = {}
        self._on_drawn, self._missing, self.trouble = on_drawn, set[str](), ""
        try:
            browser()
        except NoBrowserError as none:
            self._missing, self.trouble = {picture.name for picture in pictures}, str(none)
            return
        for picture in pictures:
            here = copy_context()  # the language and the data of the current user
            self._coming[picture.name] = self._artists.submit(here.run, self._draw, picture, kinds)

    def _draw(self, picture: Picture, kinds: Sequence[Kind]) -> Drawn:
        drawn = picture.drawn(kinds)
        self._on_drawn(picture.name)
        return drawn

    def __enter__(self) -> "Album":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Cancel the pictures not yet begun."""
        self._artists.shutdown(cancel_futures=True)

    def all(self) -> dict[str, Drawn]:
        """Return every picture that could be drawn, by name."""
        return self.of(self._coming)

    def of(self, names: Iterable[str]) -> dict[str, Drawn]:
        """Wait for the named pictures; return those that could be drawn."""
        found: dict[str, Drawn] = {}
        for name in names:
            try:
                if name in self._coming:
                    found[name] = self._coming[name].result()
            except NoBrowserError as failed:
                self._missing.add(name)
                self.trouble = str(failed)
        return found

    def noted(self, briefing: Briefing) -> Briefing:
        """Return the briefing with a note on how many pictures are missing so far, and why."""
        if not self.trouble:
            return briefing
        words = label("briefing.no_pictures", count=number(len(self._missing)), why=self.trouble)
        return replace(briefing, notes=[*briefing.notes, (label("note.pictures"), words)])
