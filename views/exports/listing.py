"""A list as shown on screen and exported: columns with headers and kinds, and notes."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

import pandas as pd

SIZE = 1_000  # rows on one page of a long list
_STEM_BYTES = 200
Kind = Literal["text", "code", "count", "share", "day", "decimal", "gain", "points", "figure", "standing"]


def file_stem(place: str, topic: str, as_of: date) -> str:
    """Return a file name without ending: place, topic, date; characters that file systems refuse become `_`."""
    front = topic if topic.startswith(place) else f"{place}_{topic}"
    return f"{file_words(front)}_{as_of.isoformat()}"


def file_words(text: str) -> str:
    """Return words for use in a file name: characters that file systems refuse become `_`, very long words are cut."""
    words = "".join("_" if letter in '\\/:*?"<>|\n\r\t ' else letter for letter in text)
    return re.sub("_{2,}", "_", words).encode()[:_STEM_BYTES].decode(errors="ignore")


@dataclass(frozen=True)
class Column:
    """One column: its name in the frame, its header in the session's language, and the kind of its values.

    A `figure` is a number in words; the frame's column `format` says how each row's number is written. A `standing` is
    a mark with its word. `raw` is the frame's column with the number or the standing itself, which a workbook uses for
    types and colours.
    """

    name: str
    header: str
    kind: Kind = "text"
    raw: str = ""


@dataclass(frozen=True)
class Listing:
    """A table ready to show and to export; `notes` are (heading, text) pairs for the second sheet.

    `frame` may be one page of a longer list: then `of` is the number of all rows (None: the frame has all rows).
    """

    title: str
    place: str
    as_of: date
    columns: list[Column]
    frame: pd.DataFrame
    notes: list[tuple[str, str]] = field(default_factory=list)
    of: int | None = None

    @property
    def rows(self) -> int:
        """The number of all rows."""
        return len(self.frame) if self.of is None else self.of

    def part(self, first: int, size: int) -> "Listing":
        """Return one page of a list whose frame has all rows."""
        return replace(self, frame=self.frame.iloc[first : first + size], of=self.rows)

    @property
    def stem(self) -> str:
        """The file name without ending: place, topic, date."""
        return file_stem(self.place, self.title, self.as_of)

    def table(self) -> pd.DataFrame:
        """Return the frame with only the listing's columns, under their headers."""
        return self.frame[[column.name for column in self.columns]].set_axis(
            [column.header for column in self.columns], axis=1
        )
