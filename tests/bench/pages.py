"""The pages of the product and one natural click on each; websocket round trips and the bytes they send."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from pages.registry import PAGES
from tests.bench.report import Row, timed
from tests.bench.servers import Server
from tests.bench.visitor import Answer, PageFailedError, Visitor

# page: the choice that is changed, and what the address says beside place and date; others: the page's first choice.
CLICKS = {
    "overview": ("area", ()),
    "pairings_map": ("mode", ()),
    "goals": ("goal", ()),
    "collaboration": ("topic", ("area",)),
    "county": ("indicator", ("area",)),
    "partnership": ("", ("area", "partnership")),
    "school": ("", ("area", "school")),
    "changes": ("", ("area", "since")),
    "definitions": ("indicators", ()),
}
HEAVY = ("overview", "pairings_map")  # may take three times the empty page's click, the others twice
FIRST = "overview"
PAGE_BYTES, FILTER_BYTES, SOCKET_RATIO = 2_000_000, 500_000, 3.0


@dataclass(frozen=True)
class Stop:
    """One page to stand on and one choice to change there; an empty key is the page's first own choice."""

    page: str
    key: str
    query: str

    @property
    def what(self) -> str:
        """Its name in the table."""
        return f"{self.page} ({self.key})" if self.key else self.page

    @property
    def path(self) -> str:
        """The address of the page; the first page has none."""
        return "" if self.page == FIRST else self.page

    @property
    def click_limit(self) -> float:
        """How many times the empty page's click this page's click may take."""
        return 3.0 if self.page in HEAVY else 2.0


def page_names() -> list[str]:
    """Return the pages in the order of the menu."""
    return list(PAGES)


def stops(server: Server, known: dict[str, str]) -> list[Stop]:
    """Return one stop a page, and a second on the county page: going from county to county, never the same twice."""
    found = []
    for page in page_names():
        key, needed = CLICKS.get(page, ("", ("area",)))
        found.append(Stop(page, key, urlencode({name: known[name] for name in ("programme", *needed)})))
    found.append(Stop("county", "area", urlencode({"programme": known["programme"], "area": known["area"]})))
    return [_settled(server, stop) for stop in found]


def _settled(server: Server, stop: Stop) -> Stop:
    """Return the stop with a choice its page does have: the one named, else the page's first; none where it fails."""
    with Visitor(server.address) as visitor:
        try:
            visitor.open(stop.path, stop.query)
        except (PageFailedError, TimeoutError):
            return replace(stop, key="")
        return replace(stop, key=stop.key if stop.key in visitor.widgets else visitor.own_choice())


def socket_rows(server: Server, base: Server, listed: list[Stop], repeats: int) -> Iterator[Row]:
    """Return for each page what opening sends, and the round trips of its click, in turn with the empty page's.

    Every turn is two clicks. The second follows at once and meets the delayed acknowledgement of the answer before it,
    some 40 ms, on the empty page as on ours: that is how the target was set. The first comes after a pause, as a
    person's does, and is told beside it.
    """
    for stop in listed:
        try:
            yield from _socket_rows(server, base, stop, repeats)
        except (PageFailedError, TimeoutError) as error:
            yield Row(f"socket {stop.what} FAILED: {error}")


def _socket_rows(server: Server, base: Server, stop: Stop, repeats: int) -> Iterator[Row]:
    with Visitor(server.address) as visitor, Visitor(base.address) as other:
        opened = visitor.open(stop.path, stop.query)
        yield Row(f"open {stop.page}", round(opened.ms, 1), bytes=opened.bytes, limits=(("bytes", PAGE_BYTES),))
        if not stop.key:
            return
        other.open("")
        turns = [(visitor.change(stop.key), visitor.change(stop.key), *_twice(other)) for _ in range(repeats + 1)]
    rested, times, blank_rested, blank = ([one.ms for one in kind] for kind in zip(*turns[1:], strict=True))
    sent = max(turn[0].bytes for turn in turns)
    limits = (("ratio", SOCKET_RATIO), ("bytes", FILTER_BYTES))
    yield timed(f"socket {stop.what}", times, blank, "empty page", bytes=sent, limits=limits)
    yield timed(f"socket {stop.what}, after a pause", rested, blank_rested, "empty page")


def _twice(other: Visitor) -> tuple[Answer, Answer]:
    return other.change("option"), other.change("option")


def in_turn(
    server: Server, other: Server, known: dict[str, str], small: dict[str, str], repeats: int
) -> tuple[list[float], list[float]]:
    """Return round trips of the county page's choice of an indicator on two servers, after a pause, in turn."""
    times: list[float] = []
    base: list[float] = []
    with Visitor(server.address) as visitor, Visitor(other.address) as second:
        for one, words in ((visitor, known), (second, small)):
            one.open("county", urlencode({"programme": words["programme"], "area": words["area"]}))
        for at in range(repeats + 2):
            for one, kept in ((visitor, times), (second, base)):
                answer = one.change("indicator")
                kept.extend([answer.ms] if at > 1 else [])
    return times, base
