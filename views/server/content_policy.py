"""Set the Content-Security-Policy: the browser loads nothing from other servers, even if `views.text.markdown` fails."""

import re
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from views.maps.tiles import tile_source

_HOST = re.compile(r"[\w.-]+(:\d+)?", re.ASCII)


def policy() -> str:
    """Return the Content-Security-Policy for every answer.

    Streamlit needs inline scripts and styles, scripts and workers that it makes itself (`blob:`), and expressions
    compiled in the browser (for the map). Pictures and data may also come from the customer's own tile source.
    """
    tiles = f" {source}" if (source := _tiles()) else ""
    parts = {
        "default-src": "'self'",
        "script-src": "'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src": "'self' 'unsafe-inline'",
        "font-src": "'self' data:",
        "img-src": f"'self' data: blob:{tiles}",
        "connect-src": f"'self' data: blob:{tiles}",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in parts.items())


def _tiles() -> str:
    """Return the scheme and host of the tile source; an empty string without tiles or if the address is not valid."""
    found = urlsplit(tile_source())
    return (
        f"{found.scheme}://{found.netloc}"
        if found.scheme in ("http", "https") and _HOST.fullmatch(found.netloc)
        else ""
    )


class ContentPolicy:
    """ASGI middleware that adds the policy to every answer, also to those of Streamlit's own routes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the server does, with the policy as an additional header."""

        async def with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Content-Security-Policy"] = policy()
            await send(message)

        await self.app(scope, receive, with_policy if scope["type"] == "http" else send)
