"""Build HTML safely: text enters it only as `Markup`, and a plain `str` is escaped wherever it enters.

`Markup` (of markupsafe) is the type of finished HTML. It is written as a constant with a `%s` for each text,
`Markup("<b>%s</b>") % name`, which escapes every value that is not `Markup`. Pages draw HTML only through `show_html`,
so mypy refuses text that was not escaped.
"""

from collections.abc import Iterable
from typing import Literal

import streamlit as st
from markupsafe import Markup, escape

NOTHING, BREAK = Markup(""), Markup("<br>")


def join(parts: Iterable[str], between: str = NOTHING) -> Markup:
    """Return texts and HTML joined as HTML; texts, `between` included, are escaped."""
    return escape(between).join(parts)


def show_html(html: Markup, width: Literal["stretch", "content"] = "stretch") -> None:
    """Draw HTML at the current place of the page."""
    st.html(html, width=width)


def run_script(script: str, beside: Markup = NOTHING) -> None:
    """Run a script of the program, with the HTML it needs.

    Raises `ValueError` if the text would end the script early.
    """
    if "</" in script:
        raise ValueError("the script would end early")
    st.html(beside + Markup("<script>%s</script>") % Markup(script), unsafe_allow_javascript=True)
