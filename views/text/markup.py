"""HTML: a text becomes part of it only as `Markup`, and a plain `str` is escaped wherever it enters.

`Markup` (of markupsafe) is the type of what is HTML already. It is written as a constant with a `%s` for each text,
`Markup("<b>%s</b>") % name`: what is no `Markup` itself is escaped. The page takes HTML from `show_html` alone, so that
mypy refuses a text that nothing has escaped.
"""

from collections.abc import Iterable
from typing import Literal

import streamlit as st
from markupsafe import Markup, escape

NOTHING, BREAK = Markup(""), Markup("<br>")


def join(parts: Iterable[str], between: str = NOTHING) -> Markup:
    """Return texts and HTML one after the other, as HTML; what stands between them is escaped like any of them."""
    return escape(between).join(parts)


def show_html(html: Markup, width: Literal["stretch", "content"] = "stretch") -> None:
    """Draw HTML where the page is."""
    st.html(html, width=width)


def run_script(script: str, beside: Markup = NOTHING) -> None:
    """Run a script of the program's own, with the HTML it belongs to; raise ValueError where the text would end it."""
    if "</" in script:
        raise ValueError("the script would end early")
    st.html(beside + Markup("<script>%s</script>") % Markup(script), unsafe_allow_javascript=True)
