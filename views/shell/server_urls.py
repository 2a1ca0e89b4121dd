"""Where the server's own files lie, below the path a proxy may put before it."""

import streamlit as st


def own(*names: str) -> str:
    """Return the address of a file of this server by its folder and name; alone, the path before all of them."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return "/".join(["", *([base] if base else []), *names])
