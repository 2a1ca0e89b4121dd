"""A visitor without a browser: speaks the websocket's protocol, counts its bytes, and changes one choice at a time."""

import time
from dataclasses import dataclass
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

FRAME = ("place", "programme", "date", "area", "lang")  # choices of every page, drawn in the frame


class PageFailedError(RuntimeError):
    """The page draws an exception instead of itself, or never ends."""


@dataclass
class Widget:
    """One choice on the page: its id, the fragment it belongs to, what it offers and what is chosen."""

    id: str
    fragment: str
    options: list[str]
    chosen: str
    is_segments: bool


@dataclass(frozen=True)
class Answer:
    """What one request took: milliseconds until the script had finished, and the bytes it sent."""

    ms: float
    bytes: int


class Visitor:
    """One session; use as a context."""

    def __init__(self, address: str, headers: dict[str, str] | None = None) -> None:
        self._socket = connect(
            address.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            additional_headers=headers,
            open_timeout=60,
        )
        self.widgets: dict[str, Widget] = {}
        self._query, self._page, self._known, self._failed = "", "", set[str](), ""

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def open(self, page: str, query: str = "") -> Answer:
        """Open a page by its name and query string."""
        self.widgets.clear()
        self._query, self._page = query, ""
        return self._ask(page_name=page)

    def own_choice(self) -> str:
        """Return the first choice of the page's own that has something to choose, else the frame's choice of an area."""
        own = [key for key, widget in self.widgets.items() if key not in FRAME and len(widget.options) > 1]
        return own[0] if own else "area" if "area" in self.widgets else ""

    def change(self, key: str) -> Answer:
        """Choose the next option of a choice; a choice drawn in a fragment runs only that."""
        widget = self.widgets[key]
        at = widget.options.index(widget.chosen) if widget.chosen in widget.options else -1
        widget.chosen = widget.options[(at + 1) % len(widget.options)]
        return self._ask(fragment=widget.fragment)

    def _ask(self, page_name: str = "", fragment: str = "") -> Answer:
        message = BackMsg()
        request = message.rerun_script
        request.query_string, request.page_script_hash, request.fragment_id = self._query, self._page, fragment
        if not self._page:
            request.page_name = page_name
        for widget in self.widgets.values():
            state = request.widget_states.widgets.add()
            state.id = widget.id
            if widget.is_segments:
                state.string_array_value.data.append(widget.chosen)
            else:
                state.string_value = widget.chosen
        request.cached_message_hashes.extend(self._known)
        begun = time.perf_counter()
        self._socket.send(message.SerializeToString())
        size = self._hear()
        return Answer((time.perf_counter() - begun) * 1000, size)

    def _hear(self) -> int:
        size = 0
        while True:
            data = self._socket.recv(timeout=120)
            size += len(data)
            said = ForwardMsg()
            said.ParseFromString(data if isinstance(data, bytes) else data.encode())
            if said.metadata.cacheable:
                self._known.add(said.hash)
            kind = said.WhichOneof("type")
            if kind == "navigation":
                self._page = said.navigation.page_script_hash
            elif kind == "page_info_changed":
                self._query = said.page_info_changed.query_string
            elif kind == "delta" and said.delta.WhichOneof("type") == "new_element":
                self._see(said.delta.new_element, said.delta.fragment_id)
            elif kind == "script_finished" and said.script_finished in (0, 1, 3):
                return size

    def _see(self, element: Any, fragment: str) -> None:
        """Remember a choice that is drawn; raises where the page draws an exception instead of itself."""
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise PageFailedError(f"{element.exception.type}: {element.exception.message}")
        part = getattr(element, kind)
        if kind in ("selectbox", "button_group") and "-choose_" in part.id:
            segments = kind == "button_group"
            options = [one.content for one in part.options] if segments else list(part.options)
            chosen = (part.raw_values[0] if part.raw_values else "") if segments else part.raw_value
            key = part.id.split("-choose_", 1)[1]
            self.widgets[key] = Widget(part.id, fragment, options, chosen or options[0], segments)
