"""Keep the choices of a session, and the URL that carries them: a copied link reopens the same view.

A choice is a code under a key. It comes from a click not yet in the URL, else from the URL, else from what the session
chose before, else from its default. All of them are written back to the URL in one step at the end of a run, so that
one click is one entry in the browser's history.

The body of a page is a fragment: a choice drawn there reruns the body alone, a choice of the frame reruns the whole
page.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from views.shell.evidence_link import PARAMETER, written_for
from views.text.labels import DEFAULT, LANGUAGES, label
from views.text.markdown import plain

FRAME = ("lang", "place", "programme", "date", "area", PARAMETER)


def choice(key: str, title: str, options: Mapping[str, str], default: str) -> str:
    """Draw one select box; return the chosen option's code. `options` maps codes to shown words."""
    value = _settled(key, options, default)
    st.selectbox(
        plain(title),
        list(options),
        key=f"choose_{key}",
        format_func=lambda code: options[code],
        on_change=_keep,
        args=(key,),
    )
    return value


def segments(key: str, title: str, options: Mapping[str, str], default: str) -> str:
    """Draw one segmented control; otherwise the same as `choice`."""
    value = _settled(key, options, default)
    st.segmented_control(
        plain(title), list(options), key=f"choose_{key}", format_func=lambda code: plain(options[code]), on_change=_keep,
        args=(key,), required=True, label_visibility="collapsed",
    )  # fmt: skip
    return value


def several(key: str, title: str, options: Mapping[str, str], nothing: str) -> list[str]:
    """Draw a box in which several options can be chosen; return their codes in the order chosen.

    No choice means all; `nothing` is the text that says so.
    """
    known = [code for code in asked(key, "").split(",") if code in options]
    st.session_state["kept"][key] = ",".join(known)
    st.session_state[f"choose_{key}"] = known
    _shown(key)
    st.multiselect(
        plain(title), list(options), key=f"choose_{key}", format_func=lambda code: options[code], placeholder=nothing,
        on_change=_keep_several, args=(key,),
    )  # fmt: skip
    return known


def unseen(key: str, default: str) -> str:
    """Return a choice that no widget shows, such as what was clicked on a map; the URL carries it like the others."""
    value = asked(key, default)
    st.session_state["kept"][key] = value
    _shown(key)
    return value


def choose(key: str, value: str, **more: str) -> None:
    """Make one or several choices in one step for the user, as a button or a clicked bar does.

    The next run shows them. If one of them belongs to the frame, the whole page reruns instead of the body.
    """
    _decide({key: value} | more)
    if not {key, *more}.isdisjoint(FRAME):
        st.rerun()


def settle(key: str, value: str) -> None:
    """Set a choice for this run and those after it, whatever the URL says."""
    _decide({key: value})


def language_choice() -> str:
    """Draw the language switch; return zh_CN or en."""
    return segments("lang", "语言 Language", LANGUAGES, DEFAULT)


def language_asked() -> str:
    """Return the language from the URL or the session, and begin the choices of this run.

    Call it before anything is drawn.
    """
    st.session_state.setdefault("kept", {})
    st.session_state.setdefault("decided", {})
    st.session_state["shown_choices"], st.session_state["unknown_choices"] = [], []
    _hold_pin()
    tongue = asked("lang", DEFAULT)
    return tongue if tongue in LANGUAGES else DEFAULT


def begin_body() -> None:
    """Begin the choices of a page's body, which may rerun without the frame."""
    shown = st.session_state["shown_choices"]
    st.session_state["shown_choices"] = [key for key in shown if key in FRAME]


def link(**instead: str) -> dict[str, str]:
    """Return the query parameters of the current choices; `instead` replaces or adds some."""
    kept = st.session_state["kept"]
    return {key: kept[key] for key in FRAME if key in kept} | instead


def _hold_pin() -> None:
    """Keep the evidence link from a click or the URL; an address without one is not pinned."""
    st.session_state["kept"].pop(PARAMETER, None)
    if wish := str(st.session_state["decided"].get(PARAMETER, st.query_params.get(PARAMETER, ""))):
        st.session_state["kept"][PARAMETER] = wish
        _shown(PARAMETER)


def address() -> str:
    """Return the address of the current page with its choices; an empty string outside a page."""
    if written := written_for():
        return written[0]
    here = st.context.url if get_script_run_ctx(suppress_warning=True) else None
    shown = {key: st.session_state["kept"][key] for key in st.session_state["shown_choices"]} if here else {}
    return f"{here}?{urlencode(shown)}" if here else ""


def write_url() -> None:
    """Write the choices that this run shows to the URL, in one step and only if they differ."""
    wanted = {key: st.session_state["kept"][key] for key in st.session_state["shown_choices"]}
    st.session_state["decided"].clear()
    if any(st.query_params.get(key) != value for key, value in wanted.items()):
        st.query_params.update(wanted)
    if PARAMETER not in wanted and PARAMETER in st.query_params:
        del st.query_params[PARAMETER]


def warn_of_unknown() -> None:
    """Warn the user about unknown values in the URL, and say which values are used instead."""
    for title, asked, instead in st.session_state["unknown_choices"]:
        st.warning(plain(label("unknown_choice", title=title, asked=asked, instead=instead)))


def _settled(key: str, options: Mapping[str, str], default: str) -> str:
    kept = st.session_state["kept"]
    wish = asked(key, default)
    value = str(wish if wish in options else default)
    if key in st.query_params and wish not in options and key not in kept:
        st.session_state["unknown_choices"].append((key, wish, options[value]))
    kept[key] = value
    st.session_state[f"choose_{key}"] = value
    _shown(key)
    return value


def _shown(key: str) -> None:
    """Note that this run shows a choice, so that it is written to the URL."""
    if key not in st.session_state["shown_choices"]:
        st.session_state["shown_choices"].append(key)


def asked(key: str, default: str) -> str:
    """Return the value requested for a key, even if no such option exists."""
    state = st.session_state
    found = str(state["decided"].get(key, st.query_params.get(key, state["kept"].get(key, default))))
    return DEFAULT if key == "lang" and found.startswith("zh") else found


def _keep(key: str) -> None:
    _decide({key: st.session_state[f"choose_{key}"]})


def _keep_several(key: str) -> None:
    _decide({key: ",".join(st.session_state[f"choose_{key}"])})


def _decide(values: Mapping[str, str]) -> None:
    st.session_state["kept"] |= values
    st.session_state["decided"] |= values
