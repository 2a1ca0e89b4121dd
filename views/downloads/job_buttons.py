"""Buttons that fetch a file which takes a while: a bar shows how far it is, then the browser saves it by itself."""

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

_EVERY = 0.4  # seconds after which the bar is drawn again
_CLICK = """
/* NUMBER */
(function save(tries) {
  const button = document.querySelector('.st-key-KEY button');
  if (button) { button.click(); } else if (tries) { setTimeout(() => save(tries - 1), 100); }
})(50);
"""


@dataclass(frozen=True)
class FileButton:
    """One button: its key, words and hint, the file's name and kind, and who writes it."""

    key: str
    words: str
    hint: str
    name: str
    mime: str
    make: Make


def buttons(group: str, of: Hashable, files: Sequence[FileButton]) -> None:
    """Draw the buttons of a group side by side; the caller gives them their row, and `status` the row for what comes of it.

    `of` is what the files show: an earlier answer is forgotten when it changes.
    """
    found = current(group, of)
    for file in files:
        st.button(
            plain(file.words), key=f"{group}_{file.key}", icon=":material/download:", help=plain(file.hint),
            disabled=found is not None and not found.is_done, on_click=_begin, args=(group, of, file),
        )  # fmt: skip


def status(group: str, of: Hashable) -> None:
    """Draw how far the file asked for is; when it is there the browser saves it, and a button does so again."""
    found = current(group, of)
    if found is None:
        return
    if found.is_done:
        _hand_over(group, found)
    else:
        fragment(_watch, run_every=_EVERY)(found)


def current(group: str, of: Hashable) -> FileJob | None:
    """Return what was asked of a group last, while it is awaited or still shows the same; forget what another right made."""
    found: FileJob | None = st.session_state.get(f"making_{group}")
    if found and found.grant != granted():
        del st.session_state[f"making_{group}"]
        return None
    return found if found and (found.of == of or not found.is_fetched) else None


def _begin(group: str, of: Hashable, file: FileButton) -> None:
    st.session_state[f"making_{group}"] = FileJob(of, file.name, file.mime, file.make)


def _watch(found: FileJob) -> None:
    if found.is_done:
        st.rerun()
    st.progress(found.steps.share, text=plain(label("file_job.now", file=found.name, part=found.steps.words)))


def _hand_over(group: str, found: FileJob) -> None:
    """Give the file to the browser once, and a button to save it again; say what it had to do without."""
    made = found.answer()
    if not made.content:
        st.error(plain(made.trouble))
    else:
        key, size = f"{group}_save", label("file_job.size", size=f"{len(made.content) / 1_000_000:.1f}")
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.download_button(
                label("file_job.save"), data=hand_over(made.content), file_name=found.name, mime=found.mime, key=key,
                icon=":material/save:", on_click="ignore", type="tertiary",
            )  # fmt: skip
            st.caption(plain(f"{found.name} · {size}"))
        if made.trouble:
            st.warning(plain(made.trouble))
        if not found.is_fetched:
            click = _CLICK.replace("KEY", key).replace("NUMBER", str(id(found)))
            run_script(click)
    found.is_fetched = True
