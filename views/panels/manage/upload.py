"""Draw the first step of intake: the place and date of the new snapshot, and its sheets."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data.registry.rows import Row
from views.downloads.deferred import deferred
from views.server.upload_box import open_box
from views.server.uploads import ALL_MEGABYTES, USER_MEGABYTES
from views.shell import layout, url_state
from views.text.labels import label, named, number
from views.text.markdown import plain
from views.text.markup import show_html
from views.theme.palette import SEVERITIES
from views.theme.styles import rules

MEGABYTES = 50
AS_WRITTEN, NONE = "written", "none"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True)
class Asked:
    """What the clerk has chosen: the place, the date (None: not yet), the coordinate system (None: as written), the files."""

    place: str
    as_of: date | None
    datum: str | None
    files: list[UploadedFile]


@dataclass(frozen=True)
class Formats:
    """The file name endings that the upload box accepts, and the names of the formats."""

    endings: Sequence[str]
    named: Sequence[str]


def ask(places: Sequence[Row], here: str, datums: Sequence[str], formats: Formats, round_number: int) -> Asked:
    """Draw the choices and the upload box.

    `here` is the place in view; a new `round_number` empties the box.
    """
    left, middle, right = st.columns([2, 1, 2])
    with left:
        place = url_state.choice("into", label("intake.place"), {row["area_code"]: named(row) for row in places}, here)
    with middle:
        as_of = st.date_input(
            label("intake.date"), None, min_value=_FIRST_DAY, max_value=_LAST_DAY, format="YYYY-MM-DD",
            key=f"intake_date_{round_number}", help=label("intake.date_help"),
        )  # fmt: skip
    with right:
        options = {AS_WRITTEN: label("datum.written")} | {one: label(f"datum.{one}") for one in datums}
        datum = url_state.choice("datum", label("intake.datum"), options, AS_WRITTEN)
    if exceeded := open_box():
        megabytes = {"user": USER_MEGABYTES, "all": ALL_MEGABYTES}[exceeded]
        st.warning(label(f"upload.{exceeded}", most=number(megabytes)))
    with st.container(key="sheets"):
        files = st.file_uploader(
            plain(label("intake.files", most=MEGABYTES)), type=list(formats.endings), accept_multiple_files=True,
            key=f"intake_files_{round_number}", max_upload_size=MEGABYTES,
        )  # fmt: skip
    words = {"--browse-words": label("intake.browse"), "--limit-words": _limit(formats.named)}
    set_words = "".join(f"{name}: {json.dumps(text, ensure_ascii=False)};" for name, text in words.items())
    show_html(rules(f".st-key-sheets {{{set_words}}}"))
    return Asked(place, as_of, None if datum == AS_WRITTEN else datum, files)


def _limit(formats: Sequence[str]) -> str:
    return label("intake.limit", formats=label("list_mark").join(formats), most=MEGABYTES)


def guide(asked: Asked) -> None:
    """Draw what is still missing, and what the sheets must contain."""
    missing = [label(f"needs.{what}") for what, there in (("date", asked.as_of), ("files", asked.files)) if not there]
    st.info(plain(label("intake.needs", what=label("list_mark").join(missing))))
    layout.points([label(f"guide.{line}") for line in ("roster", "pairings", "later", "safe")])


def template(place: str, write: Callable[[str], bytes]) -> None:
    """Draw the download of the blank workbook for a place."""
    file = f"{label('intake.template_file')}.xlsx"
    st.download_button(
        label("intake.template"), deferred(partial(write, place), file), file_name=file, mime=XLSX,
        icon=":material/download:", on_click="ignore", key="intake_template", help=label("intake.template_help"),
    )  # fmt: skip


def reading(share: float, words: str, cancel: Callable[[], None]) -> None:
    """Draw the progress of the reading, and the button that cancels it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(share, plain(words))
        st.button(label("reading.cancel"), on_click=cancel, key="reading_cancel", icon=":material/close:")


def cancelled(again: Callable[[], None]) -> None:
    """Draw that the reading was cancelled, with the button to start it again."""
    st.info(label("reading.cancelled"))
    st.button(label("reading.again"), on_click=again, key="reading_again", icon=":material/refresh:")


def steps(names: Sequence[str], counts: Mapping[str, int], gravities: Mapping[str, int]) -> str:
    """Draw the steps with their counts; return the current step."""
    step_words = {name: label(f"step.{name}") for name in names}
    step_words |= {name: f"{step_words[name]} {number(count)}" for name, count in counts.items()}
    line = [f"{label(f'severity.{one}')} {number(gravities[one])}" for one in SEVERITIES if gravities.get(one)]
    layout.words(label("list_mark").join(line) or label("findings.none"), strong=label("intake.found"))
    return url_state.segments("intake_step", label("intake.step"), step_words, names[0])


def profile(names: Mapping[str, str]) -> str:
    """Draw the choice of a saved profile (name by key); return its key, an empty string for none."""
    options = {NONE: label("profile.none")} | {f"_{key}": name for key, name in names.items()}
    found = url_state.choice("profile", label("profile.use"), options, NONE)
    return found.removeprefix("_") if found != NONE else ""


def profile_name() -> str:
    """Draw the form that saves the decisions under a name.

    Return the name when the form is sent, else an empty string.
    """
    with st.form("profile", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(
            label("profile.name"), max_chars=60, key="profile_name", width=320, help=label("profile.help")
        )
        pressed = st.form_submit_button(label("profile.keep"), icon=":material/bookmark_add:")
    return str(name).strip() if pressed else ""
