"""The map is drawn: pixels of the shades, the dots and the arcs, not only a canvas; a click on a county explains it."""

import io
import math
import re
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

import queries
from queries import Scope
from tests.browser.watch import MAP, choose, settled, visit, word
from views.geometry import bounds, centre, zoom
from views.labels import counts, share
from views.maps import HEIGHT, WIDTH
from views.palette import CLASSES, COVERED, MISSING, MODES, rgb, shade

pytestmark = pytest.mark.browser
INDICATOR = "rural_pairing_coverage"
GREYS = ("其他", "结对")  # near the grey of schools that are not counted
PLACE = "programme=huludao-2020"
NOBODY = "stage=教学点&band=城区"


def picture(tab) -> np.ndarray:
    """Return the map as drawn, rows of red, green, blue."""
    shot = tab.locator(MAP).screenshot(animations="disabled")
    return np.asarray(Image.open(io.BytesIO(shot)).convert("RGB")).astype(int)


def pixels(image: np.ndarray, colour: str, opacity: float, ground: tuple[str, ...]) -> int:
    """Count the pixels of a colour laid over any of the grounds, within 10 of 255 a channel."""
    found = np.zeros(image.shape[:2], dtype=bool)
    for below in ground:
        mixed = np.array(rgb(colour)[:3]) * opacity + np.array(rgb(below)[:3]) * (1 - opacity)
        found |= (np.abs(image - mixed) <= 10).all(axis=2)
    return int(found.sum())


def drawn(tab, ready: Callable[[np.ndarray], bool]) -> np.ndarray:
    """Return the map's picture as soon as it is ready; the last one after 20 seconds."""
    image = picture(tab)
    for _ in range(40):
        if ready(image):
            return image
        tab.wait_for_timeout(500)
        image = picture(tab)
    return image


def shaded(image: np.ndarray) -> dict[str, int]:
    return {colour: pixels(image, colour, 235 / 255, ("#ffffff",)) for colour in CLASSES}


def arcs(image: np.ndarray, mode: str) -> int:
    return pixels(image, MODES[mode], 230 / 255, CLASSES)


def test_shades_dots_and_arcs_are_on_the_canvas(sample, tab):
    visit(tab, f"{sample.address}/pairings_map?{PLACE}")
    image = drawn(tab, lambda image: arcs(image, "帮扶式") > 100)
    figures = queries.measures(Scope("huludao-2020"), INDICATOR).iloc[1:]
    expected = {shade(value) for value in figures["value"]}
    assert {colour for colour, count in shaded(image).items() if count > 3000} == expected
    modes = set(queries.pairings(Scope("huludao-2020"))["mode"])
    assert {mode for mode in MODES if mode not in GREYS and arcs(image, mode) > 60} == modes
    assert pixels(image, COVERED, 235 / 255, CLASSES) > 500
    assert pixels(image, MISSING, 235 / 255, CLASSES) > 200


def test_a_mode_hides_the_arcs_of_the_others_and_leaves_the_shades(sample, tab):
    visit(tab, f"{sample.address}/pairings_map?{PLACE}")
    before = drawn(tab, lambda image: arcs(image, "集团式") > 100)
    choose(tab, "mode", word("mode.帮扶式"))
    after = drawn(tab, lambda image: arcs(image, "帮扶式") > 100 > arcs(image, "集团式"))
    assert arcs(after, "帮扶式") > 100
    assert arcs(after, "集团式") < arcs(before, "集团式") / 20
    assert sum(shaded(after).values()) > sum(shaded(before).values()) * 0.98


def test_a_standing_leaves_only_the_dots_that_have_it(sample, tab):
    visit(tab, f"{sample.address}/pairings_map?{PLACE}&state=missing")
    image = drawn(tab, lambda image: pixels(image, MISSING, 235 / 255, CLASSES) > 200)
    assert pixels(image, MISSING, 235 / 255, CLASSES) > 200
    assert pixels(image, COVERED, 235 / 255, CLASSES) < 60


def where(code: str, width: float, height: float) -> tuple[float, float]:
    """Return where a county's name stands on the canvas: the same Mercator the map is drawn in."""
    outlines = queries.outlines("211400")
    whole = bounds(outlines)
    county = next(found["properties"] for found in outlines["features"] if found["properties"]["adcode"] == code)
    size = 512 * 2 ** zoom(whole, WIDTH, HEIGHT)

    def down(lat: float) -> float:
        return -math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) / (2 * math.pi) * size

    lon, lat = centre(whole)
    return width / 2 + (county["label_lon"] - lon) / 360 * size, height / 2 + down(county["label_lat"]) - down(lat)


def test_a_click_on_a_county_fills_the_side_panel(sample, tab):
    visit(tab, f"{sample.address}/pairings_map?{PLACE}&{NOBODY}")
    drawn(tab, lambda image: sum(shaded(image).values()) > 50_000)
    canvas = tab.locator(f"{MAP} canvas").first
    box = canvas.bounding_box()
    figures = queries.measures(Scope("huludao-2020"), INDICATOR).set_index("area_code")
    for code, name in (("211422", "建昌县"), ("211421", "绥中县")):
        x, y = where(code, box["width"], box["height"])
        canvas.click(position={"x": x, "y": y + 25})
        row = figures.loc[code]
        panel = tab.get_by_test_id("stVerticalBlock").filter(has_text=re.compile(f"^{name}")).last
        panel.wait_for()
        settled(tab)
        assert share(row["value"]) in panel.inner_text()
        assert counts(row["numerator"], row["denominator"]) in panel.inner_text()
    tab.get_by_test_id("stMain").get_by_role("link", name=word("map.to_county")).click()
    tab.get_by_role("heading", level=1, name=re.compile("绥中县")).wait_for()
    assert "area=211421" in tab.url and f"indicator={INDICATOR}" in tab.url
