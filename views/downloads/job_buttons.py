"""Draw buttons for files that take a while to write: a bar shows the progress, then the browser saves the file."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import streamlit as st

from data.rights import granted
from views.downloads.deferred import hand_over
from views.downloads.file_job import FileJob, Make
from views.shell.fragments import fragment
from views.text.labels import label
from views.text.markdown import plain
from views.text.markup import run_script

_EVERY = 0.4  # seconds between updates of the bar
_CLICK = """
/* NUMBER */
(function save(tries) {
  const button = document.querySelector('.st-key-KEY button');
  if (button) { button.click(); } else if (tries) { setTimeout(() => save(tries - 1), 100); }
})(50);
"""


@dataclass(frozen=True)
class FileButton:
    """One button: its key, text and hint, the name and type of its file, and the function that writes the file."""

    key: str
    words: str
    hint: str
    name: str
    mime: str
    make: Make


def buttons(group: str, of: Hashable, files: Sequence[FileButton]) -> None:
    """Draw the buttons of a group side by side, in the caller's row; `status` draws the progress in a row of its own.

    `of` identifies what the files show; when it changes, an earlier result is forgotten.
    """
    job = current(group, of)
    for file in files:
        st.button(
            plain(file.words), key=f"{group}_{file.key}", icon=":material/download:", help=plain(file.hint),
            disabled=job is not None and not job.is_done, on_click=_begin, args=(group, of, file),
        )  # fmt: skip


def status(group: str, of: Hashable) -> None:
    """Draw the progress of the requested file; when it is ready the browser saves it, and a button saves it again."""
    job = current(group, of)
    if job is None:
        return
    if job.is_done:
        _hand_over(group, job)
    else:
        fragment(_watch, run_every=_EVERY)(job)


def current(group: str, of: Hashable) -> FileJob | None:
    """Return the group's latest job if it is still wanted, else None.

    A job is wanted until its file was handed over, and after that as long as `of` is the same. A job started under
    another right is forgotten.
    """
    job: FileJob | None = st.session_state.get(f"file_job_{group}")
    if job and job.grant != granted():
        del st.session_state[f"file_job_{group}"]
        return None
    return job if job and (job.of == of or not job.is_fetched) else None


def _begin(group: str, of: Hashable, file: FileButton) -> None:
    st.session_state[f"file_job_{group}"] = FileJob(of, file.name, file.mime, file.make)


def _watch(job: FileJob) -> None:
    if job.is_done:
        st.rerun()
    st.progress(job.steps.share, text=plain(label("file_job.now", file=job.name, part=job.steps.words)))


def _hand_over(group: str, job: FileJob) -> None:
    """Let the browser save the file once, draw a button that saves it again, and say what is missing from it."""
    made = job.answer()
    if not made.content:
        st.error(plain(made.trouble))
    else:
        key, size = f"{group}_save", label("file_job.size", size=f"{len(made.content) / 1_000_000:.1f}")
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.download_button(
                label("file_job.save"), data=hand_over(made.content), file_name=job.name, mime=job.mime, key=key,
                icon=":material/save:", on_click="ignore", type="tertiary",
            )  # fmt: skip
            st.caption(plain(f"{job.name} · {size}"))
        if made.trouble:
            st.warning(plain(made.trouble))
        if not job.is_fetched:
            click = _CLICK.replace("KEY", key).replace("NUMBER", str(id(job)))
            run_script(click)
    job.is_fetched = True
