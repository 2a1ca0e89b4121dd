"""Draw the briefing page: the choice of goals, areas and earlier date, an outline, and the meeting and the files."""

from collections.abc import Hashable, Mapping, Sequence

import pandas as pd
import streamlit as st
from markupsafe import Markup

from pages.registry import PAGES
from views.briefing.content import Briefing
from views.briefing.files import ENDINGS, MIMES
from views.downloads import job_buttons
from views.downloads.file_job import Make
from views.downloads.job_buttons import FileButton
from views.shell import layout, url_state
from views.shell.page_links import Link, anchor
from views.text.drawing_cache import DrawingCache
from views.text.labels import label, language, named, number, records, target
from views.text.markup import join, show_html

PAGE, NONE = PAGES["briefing"].path, "none"
FILES = tuple(ENDINGS)
cached_briefing = DrawingCache(32)  # a briefing holds every list it names
_ROW = Markup('<tr><td>%s</td><td><b>%s</b> %s</td><td>%s<br>%s</td><td class="shown">%s</td></tr>')


def goals(rows: pd.DataFrame) -> list[str]:
    """Draw the choice of goals (`goals` in the URL); return their codes in the order chosen, none for all."""
    options = {
        row["goal_id"]: f"{row['goal_id']}　{named(row)}　{target(row['target'], row['unit'], row['comparator'])}"
        for row in records(rows)
    }
    return url_state.several("goals", label("briefing.goals"), options, label("briefing.all_goals", count=len(options)))


def areas(below: Mapping[str, str]) -> list[str]:
    """Draw the choice of areas to compare (`areas` in the URL); return their codes, none for all."""
    return url_state.several("areas", label("briefing.areas"), below, label("briefing.all_areas"))


def comparison(earlier: Sequence[str]) -> str:
    """Draw the choice of the earlier date to compare with (`since` in the URL), the last one first.

    Return the chosen date, or `none`.
    """
    options = {day: day for day in earlier} | {NONE: label("briefing.no_comparison")}
    return url_state.choice("since", label("briefing.since"), options, next(iter(options)))


def whole(asked: str, most: int) -> int:
    """Return a number from the URL between 0 and `most`; 0 if the text is not a number."""
    return min(int(asked), most) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0


def screen_of(step: int, **kept: str) -> Link:
    """Return the link that opens the meeting at a step."""
    return PAGE, url_state.link(present="1", step=str(step), **kept)


def ways(briefing: Briefing, of: Hashable, makes: Mapping[str, Make], kept: Mapping[str, str]) -> None:
    """Draw the button that opens the meeting, and the buttons for the files, which are written when requested.

    `of` identifies everything the files depend on.
    """
    files = [
        FileButton(
            what, label(f"briefing.{what}"), label(f"briefing.{what}_help"), f"{briefing.stem}.{ENDINGS[what]}",
            MIMES[what], make,
        )
        for what, make in makes.items()
    ]  # fmt: skip
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.page_link(
            PAGE, label=label("briefing.present"), icon=":material/slideshow:",
            query_params=screen_of(0, **kept)[1],
        )  # fmt: skip
        job_buttons.buttons("briefing", (of, language()), files)
    job_buttons.status("briefing", (of, language()))


def outline(briefing: Briefing, kept: Mapping[str, str]) -> None:
    """Draw the outline of the briefing, one row for each screen: figure, standing, and the number of names in its list."""
    heads = [Markup('<th scope="col">%s</th>') % label(f"briefing.{key}") for key in ("screen", "figure", "stands")]
    heads.append(Markup('<th scope="col" class="shown">%s</th>') % label("briefing.names"))
    rows = [
        _ROW
        % (
            anchor(screen_of(at, **kept), f"{claim.code} {claim.title}"), claim.value, claim.beside,
            layout.standing(claim.goal["standing"]), claim.sentence, number(claim.missing.rows),
        )
        for at, claim in enumerate(briefing.claims, start=1)
    ]  # fmt: skip
    layout.title(briefing.title, label("goals.total", count=len(briefing.claims)))
    if briefing.compared:
        layout.words(label("briefing.compared", areas=briefing.compared))
    layout.points(briefing.changes)
    show_html(Markup('<table class="ranked outline"><thead><tr>%s</tr></thead>%s</table>') % (join(heads), join(rows)))
