"""Close those of Streamlit's own routes that no page needs."""

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

FRAMEWORK = "/_stcore/"
NEEDED = tuple(f"{FRAMEWORK}{name}" for name in ("health", "host-config", "stream", "upload_file/", "bidi-components/"))


class NeededRoutes:
    """ASGI middleware: passes on Streamlit's routes that a page needs.

    The others (metrics, agent interface) answer 404.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request with 404, or pass it on."""
        path = str(scope.get("path", ""))
        needed = any(path == one or (one.endswith("/") and path.startswith(one)) for one in NEEDED)
        if scope["type"] == "http" and path.startswith(FRAMEWORK) and not needed:
            await Response(status_code=404)(scope, receive, send)
        else:
            await self._app(scope, receive, send)
