"""Where a page stands, as one quiet line of links: place → county → township → community → school."""

from collections.abc import Sequence

from markupsafe import Markup

from views.shell.page_links import Link, anchor, to_county
from views.text.labels import absent, label
from views.text.markup import join, show_html

Step = tuple[str, Link | None]

_TRAIL = Markup('<nav class="trail" aria-label="%s"><ol>%s</ol></nav>')


def place_step(words: str) -> Step:
    """Return the step of the whole place."""
    return words, to_county("all", town="all")


def area_step(words: str, code: str) -> Step:
    """Return the step of a county, or of a township where the place is itself a county."""
    return words, to_county(code, town="all")


def town_steps(words: object, area: str, code: object) -> list[Step]:
    """Return the step of a township inside a county; none where it is not known or is the area itself."""
    return [] if absent(code) or code == area else [(str(words), to_county(area, town=str(code)))]


def trail(steps: Sequence[Step]) -> None:
    """Draw the steps down to here, the last one as where we are; names come out as text."""
    *above, (here, _) = steps
    items = [Markup("<li>%s</li>") % (words if to is None else anchor(to, words)) for words, to in above]
    items.append(Markup('<li aria-current="page">%s</li>') % here)
    show_html(_TRAIL % (label("trail"), join(items)))
