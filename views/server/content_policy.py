"""The second lock behind `views.text.markdown`: the browser itself refuses to ask anybody but this server, whatever is shown."""

import re
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from views.maps.tiles import tile_source

_HOST = re.compile(r"[\w.-]+(:\d+)?", re.ASCII)


def policy() -> str:
    """Return the Content-Security-Policy of every answer.

    Streamlit needs inline scripts and styles, scripts and workers of its own making (`blob:`), and expressions compiled
    in the browser (the map). Pictures and data may come from the customer's own tile source too.
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
    """Return where the tiles come from, as scheme and host; nothing without tiles, or of an address that is none."""
    found = urlsplit(tile_source())
    return (
        f"{found.scheme}://{found.netloc}"
        if found.scheme in ("http", "https") and _HOST.fullmatch(found.netloc)
        else ""
    )


class ContentPolicy:
    """Puts the policy on every answer, of Streamlit's own routes too."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the server does, with one header more."""

        async def with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Content-Security-Policy"] = policy()
            await send(message)

        await self.app(scope, receive, with_policy if scope["type"] == "http" else send)
