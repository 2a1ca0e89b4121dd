"""Make addresses of the server's own files, below the path that a proxy may put before them."""

import streamlit as st


def own(*names: str) -> str:
    """Return the address of a file of this server by its folder and name; without names, the base path alone."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return "/".join(["", *([base] if base else []), *names])
