"""Draw the position of a page as one line of links: place → county → township → community → school."""

from collections.abc import Sequence

from markupsafe import Markup

from views.shell.page_links import Link, anchor, to_county
from views.text.labels import absent, label
from views.text.markup import join, show_html

Step = tuple[str, Link | None]

_TRAIL = Markup('<nav class="trail" aria-label="%s"><ol>%s</ol></nav>')


def place_step(words: str) -> Step:
    """Return the step for the whole place."""
    return words, to_county("all", town="all")


def area_step(words: str, code: str) -> Step:
    """Return the step for a county, or for a township if the place is itself a county."""
    return words, to_county(code, town="all")


def town_steps(words: object, area: str, code: object) -> list[Step]:
    """Return the step for a township inside a county.

    Returns no step if the township is unknown or is the area itself.
    """
    return [] if absent(code) or code == area else [(str(words), to_county(area, town=str(code)))]


def trail(steps: Sequence[Step]) -> None:
    """Draw the steps down to the current page, which is the last one and has no link; names are shown as plain text."""
    *above, (here, _) = steps
    items = [Markup("<li>%s</li>") % (words if to is None else anchor(to, words)) for words, to in above]
    items.append(Markup('<li aria-current="page">%s</li>') % here)
    show_html(_TRAIL % (label("trail"), join(items)))
