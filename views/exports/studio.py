"""Run the one browser of this machine that draws pictures: started with the first picture, stopped when idle.

It contacts no server: the charts' script is a file of the plotly package, and every host name fails to resolve.
"""

import asyncio
import atexit
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from contextvars import copy_context
from typing import Any, TypeVar

from choreographer.browsers import Chromium
from kaleido import Kaleido

from views.exports.browsers import NoBrowserError, browser, leave_alone

_ALONE = ("--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pings")
_PICTURE_SECONDS, _PATIENCE, _IDLE = 60, 90, 120
_FRESH = 50  # pictures after which the page is reloaded
Answer = TypeVar("Answer")


class Alone(Chromium):
    """A browser that contacts no other machine."""

    def get_cli(self) -> list[str]:
        """Return the command that starts it."""
        return [*super().get_cli(), *_ALONE]


class _Artist(Kaleido):  # type: ignore[misc] # kaleido has no types
    """Keeps its page from picture to picture, because reloading the charts' script takes longer than most pictures."""

    _drawn = 0

    async def _return_kaleido_tab(self, tab: Any) -> None:
        self._drawn += 1
        if self._drawn % _FRESH == 0:
            await super()._return_kaleido_tab(tab)
        else:
            await self.tabs_ready.put(tab)


class _Studio:
    """A running browser with its own thread; only the holder of the lock may draw."""

    def __init__(self, path: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="pictures", daemon=True)
        self._thread.start()
        self._browser: Any = None
        try:
            self._browser = self._wait(self._started(path))
        except BaseException:
            self.close()
            raise

    async def _started(self, path: str) -> Any:
        self._browser = _Artist(n=1, timeout=_PICTURE_SECONDS, mathjax=False, path=path, browser_cls=Alone)
        await self._browser.open()
        return self._browser

    async def _ended(self) -> None:
        """Stop the browser and all tasks that still watch it."""
        await self._browser.close()
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def _wait(self, asked: Coroutine[Any, Any, Answer]) -> Answer:
        return asyncio.run_coroutine_threadsafe(asked, self._loop).result(_PATIENCE)

    def draw(self, figure: dict[str, Any], options: dict[str, Any]) -> bytes:
        """Return the picture of a figure; `options` are format, width, height and scale."""
        drawn: bytes = self._wait(self._browser.calc_fig(figure, opts=options))
        return drawn

    def close(self) -> None:
        """Stop the browser and its thread."""
        try:
            if self._browser is not None:
                self._wait(self._ended())
        except TimeoutError:
            self._browser.subprocess.kill()
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()


_lock = threading.Lock()  # one picture at a time, over all sessions
_running: _Studio | None = None
_rest: threading.Timer | None = None


def draw(figure: dict[str, Any], options: dict[str, Any]) -> bytes:
    """Return the picture of a figure; raises `NoBrowserError` if no browser is found or it fails."""
    with _at_work(browser()) as studio:
        return studio.draw(figure, options)


def wake() -> None:
    """Start the browser in the background before the first picture is needed; errors are reported when it draws."""
    with suppress(NoBrowserError):
        path, here = browser(), copy_context()
        threading.Thread(target=here.run, args=(_woken, path), name="waking", daemon=True).start()


def _woken(path: str) -> None:
    with suppress(NoBrowserError), _at_work(path):
        pass


@contextmanager
def _at_work(path: str) -> Iterator[_Studio]:
    """Hold the running browser, and start one if none runs; a browser that fails is stopped and not used for a while."""
    global _running
    with _lock:
        try:
            _running = _running or _Studio(path)
            yield _running
        except Exception as error:
            _stop()
            raise leave_alone(path) from error
        _rest_later()


def rest() -> None:
    """Stop the browser if one runs; the next picture starts another."""
    with _lock:
        _stop()


def _stop() -> None:
    global _running, _rest
    if _rest is not None:
        _rest.cancel()
    studio, _running, _rest = _running, None, None
    if studio is not None:
        studio.close()


def _rest_later() -> None:
    """Stop the browser after it has been idle for a while."""
    global _rest
    if _rest is not None:
        _rest.cancel()
    _rest = threading.Timer(_IDLE, rest)
    _rest.daemon = True
    _rest.start()
    atexit.unregister(rest)
    atexit.register(rest)  # registered last so that it runs first: before the browser's folders are removed
