"""What the server answers beside the pages: its health, the map's areas, the charts' script."""

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

import queries
from data.health import kept_damages
from data.rights import SHELL, acting
from queries import Scope
from views import maps
from views.charts import plot
from views.shell.server_urls import own
from views.shell.visitor import requester
from views.text.labels import day

KEPT = {"Cache-Control": "private, max-age=31536000, immutable"}


def routes(front: str) -> list[Route]:
    """Return the routes of the server; `front` is the name of the first page."""
    files = [Route(own(maps.FOLDER, "{name}"), outlines), Route(own(plot.FOLDER, plot.NAME), library)]
    return [*files, Route(own(front), first), Route("/healthz", health)]


def health(_: Request) -> JSONResponse:
    """Answer with the newest date of each programme and all that is damaged; 503 only where nothing at all can be shown.

    A single damaged file takes no server out of service, but its `status` is not "ok". Runs in a thread of its own: the
    archive is read, each version once.
    """
    with acting(SHELL):
        found, damages = queries.programmes(), [*queries.damages(), *kept_damages()]
        newest = {row["programme_id"]: day(queries.seen_on(Scope(row["programme_id"]))) for row in found}
    status = "damaged" if damages else "ok" if found else "no snapshot"
    words = {"status": status, "programmes": newest, "damages": [asdict(one) for one in damages]}
    return JSONResponse(words, status_code=200 if found else 503)


async def outlines(request: Request) -> Response:
    """Answer who may see it with the shaded areas of a map; the name says what it holds, so a browser may keep it for good."""
    with acting(requester(request)):
        content = maps.served(request.path_params["name"])
    return Response(content, 200, KEPT, "application/geo+json") if content else Response(status_code=404)


async def library(_: Request) -> FileResponse:
    """Answer with the charts' script; its name says its version, so a browser may keep it for good."""
    return FileResponse(plot.SCRIPT, media_type="text/javascript", headers=KEPT)


async def first(request: Request) -> RedirectResponse:
    """Lead from the first page's own name, where Streamlit knows no page, to where it stands; the choices come along."""
    return RedirectResponse(f"./?{request.url.query}" if request.url.query else "./")
