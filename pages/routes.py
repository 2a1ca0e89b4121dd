"""The server's routes beside the pages: health, the map's areas, the charts' script."""

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
    """Answer with the newest date of each programme and all damages; status code 503 only if no programme can be shown.

    A damaged file does not take the server out of service, but `status` is then "damaged". Runs in a thread of its own, for
    it reads the archive, each version once.
    """
    with acting(SHELL):
        found, damages = queries.programmes(), [*queries.damages(), *kept_damages()]
        newest = {row["programme_id"]: day(queries.seen_on(Scope(row["programme_id"]))) for row in found}
    status = "damaged" if damages else "ok" if found else "no snapshot"
    answer = {"status": status, "programmes": newest, "damages": [asdict(one) for one in damages]}
    return JSONResponse(answer, status_code=200 if found else 503)


async def outlines(request: Request) -> Response:
    """Answer with the shaded areas of a map, if the user may see them; the name changes with the content, so browsers may cache it."""
    with acting(requester(request)):
        content = maps.served(request.path_params["name"])
    return Response(content, 200, KEPT, "application/geo+json") if content else Response(status_code=404)


async def library(_: Request) -> FileResponse:
    """Answer with the charts' script; its name has its version, so browsers may cache it."""
    return FileResponse(plot.SCRIPT, media_type="text/javascript", headers=KEPT)


async def first(request: Request) -> RedirectResponse:
    """Redirect from the first page's own name, which Streamlit does not serve, to the bare URL, with the same query."""
    return RedirectResponse(f"./?{request.url.query}" if request.url.query else "./")
