"""The parts of a run: the cold start, the verbs, and what a server shows, round trips first, then clicks."""

import argparse
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from data.paths import PROJECT
from tests.bench import pages, peer, servers, verbs
from tests.bench.build import built
from tests.bench.report import Report, Row, timed
from tests.bench.sizes import SIZES

VERB_MS, COLD_SECONDS, MEMORY_MB, GROWTH = 250, 10, 1_500, 1.3


def served(report: Report, asked: argparse.Namespace, data: Path, scratch: Path) -> None:
    """Measure what needs a server: the first page, the pages' round trips and bytes, memory, clicks, the peer."""
    with ExitStack() as stack:
        _served(report, asked, data, stack, scratch)


def _served(report: Report, asked: argparse.Namespace, data: Path, stack: ExitStack, scratch: Path) -> None:
    known = verbs.known_words(data)
    begun = time.perf_counter()
    server = stack.enter_context(servers.product(data))
    first_page(report, server, known, begun)
    blank = stack.enter_context(servers.empty(scratch))
    listed = [stop for stop in pages.stops(server, known) if not asked.only or stop.page in asked.only]
    for row in pages.socket_rows(server, blank, listed, asked.repeats):
        report.add(row)
    report.rss_mb = round(server.rss_mb(), 1)
    report.add(Row(f"memory after all pages: {report.rss_mb:,} MB (≤ {MEMORY_MB:,})"))
    city = None
    if asked.size != "city":
        small = built(SIZES["city"])
        other, words = stack.enter_context(servers.product(small)), verbs.known_words(small)
        growth(report, server, other, known, words, asked.repeats)
        city = (other, [stop for stop in pages.stops(other, words) if not asked.only or stop.page in asked.only])
    if not asked.quick:
        clicks(report, asked, data, (server, listed), city, blank)


def clicks(
    report: Report,
    asked: argparse.Namespace,
    data: Path,
    here: tuple[servers.Server, list[pages.Stop]],
    city: tuple[servers.Server, list[pages.Stop]] | None,
    blank: servers.Server,
) -> None:
    """Click on every page in Chromium, and on the peer's."""
    from tests.bench import browser

    with browser.chromium() as chromium:
        site, small = browser.Site(*here), browser.Site(*city) if city else None
        for row in browser.click_rows(chromium, blank, site, small, asked.repeats):
            report.add(row)
        if asked.peer:
            county = next(stop for stop in pages.stops(here[0], verbs.known_words(data)) if stop.page == "county")
            with peer.dash(data) as other:
                report.add(browser.peer_row(chromium, here[0], county, other, asked.repeats))


def prepared(data: Path) -> Row:
    """Compute the model of the data where the product keeps it in a file, as publishing does; say how long it took."""
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "queries", "prepare", "--data", str(data)],
        cwd=PROJECT, env=servers.surroundings(data), check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return Row("model computed at publishing, or found", round((time.perf_counter() - begun) * 1000, 1))


def open_cold(report: Report, data: Path) -> None:
    """Open the data in fresh processes, each up to its first answer."""
    seconds = [float(next(verbs.asked(data, "cold"))) for _ in range(3)]
    limits = (("median_ms", COLD_SECONDS * 1000),)
    row = timed("cold: a process up to its first answer", [value * 1000 for value in seconds], limits=limits)
    report.cold_open_s = round((row.median_ms or 0) / 1000, 3)
    report.add(row)


def verb_rows(report: Report, data: Path, repeats: int) -> None:
    """Time every public verb against the plain query over the same Parquet."""
    for found in verbs.asked(data, "verbs", "--repeats", str(repeats)):
        if found["unknown"]:
            report.add(Row(f"{found['what']}: not measured, unknown parameter {found['unknown']}"))
            continue
        against = "plain DuckDB" if found["base"] else ""
        report.add(timed(found["what"], found["times"], found["base"], against, limits=(("p95_ms", VERB_MS),)))


def first_page(report: Report, server: servers.Server, known: dict[str, str], begun: float) -> None:
    """Say how long the server took from its start to the first page."""
    with pages.Visitor(server.address) as visitor:
        opened = visitor.open("", f"programme={known['programme']}")
    row = Row("cold: server start up to its first page", bytes=opened.bytes)
    report.add(
        replace(
            row, median_ms=round((time.perf_counter() - begun) * 1000, 1), limits=(("median_ms", COLD_SECONDS * 1000),)
        )
    )


def growth(
    report: Report,
    server: servers.Server,
    other: servers.Server,
    known: dict[str, str],
    small: dict[str, str],
    repeats: int,
) -> None:
    """Compare the county page at this size with the same page at city size, in turn."""
    times, base = pages.in_turn(server, other, known, small, repeats)
    report.add(timed("growth: county (indicator)", times, base, "city", limits=(("ratio", GROWTH),)))
