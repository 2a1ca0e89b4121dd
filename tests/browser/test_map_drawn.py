"""The map is drawn: pixels of the shades, the dots and the arcs, not only a canvas; a click on a county explains it."""

import io
import math
import re
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

import queries
from queries import Scope
from tests.browser.server import serving
from tests.browser.watch import MAP, asked_in_url, choose, settled, visit, word
from tests.pages import published
from views.maps.geometry import bounds, centre, zoom
from views.maps.ground import CANVAS
from views.text.labels import counts, share
from views.theme.palette import CLASSES, COVERED, MISSING, MODES, rgb, shade

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
    """Return the map's picture as soon as it is ready, within 20 seconds or so."""
    for _ in range(40):
        image = picture(tab)
        if ready(image):
            return image
        tab.wait_for_timeout(250)
    raise AssertionError(f"not drawn: {shaded(image)}")


def shaded(image: np.ndarray) -> dict[str, int]:
    return {colour: pixels(image, colour, 235 / 255, ("#ffffff",)) for colour in CLASSES}


def arcs(image: np.ndarray, mode: str) -> int:
    return pixels(image, MODES[mode], 235 / 255, CLASSES)


def test_shades_dots_and_arcs_are_on_the_canvas(sample, tab):
    visit(tab, f"{sample.address}/pairings_map?{PLACE}")
    image = drawn(tab, lambda image: arcs(image, "帮扶式") > 100)
    figures = queries.measures(Scope("huludao-2020"), INDICATOR).iloc[1:]
    expected = {shade(value) for value in figures["value"]}
    assert {colour for colour, count in shaded(image).items() if count > 3000} == expected
    modes = set(queries.pairings(Scope("huludao-2020"))["mode"])
    assert {mode for mode in MODES if mode not in GREYS and arcs(image, mode) > 60} == modes
    assert pixels(image, COVERED, 1, CLASSES) > 500
    assert pixels(image, MISSING, 1, CLASSES) > 200


def test_a_mode_hides_the_arcs_of_the_others_and_leaves_the_shades(sample, tab):
    visit(tab, f"{sample.address}/pairings_map?{PLACE}")
    before = drawn(tab, lambda image: arcs(image, "集团式") > 100)
    tab.locator(f"{MAP} canvas").first.evaluate("canvas => { canvas.isOfBefore = true; }")
    choose(tab, "mode", word("mode.帮扶式"))
    after = drawn(tab, lambda image: arcs(image, "帮扶式") > 100 > arcs(image, "集团式"))
    assert arcs(after, "帮扶式") > 100
    assert arcs(after, "集团式") < arcs(before, "集团式") / 20
    assert sum(shaded(after).values()) > sum(shaded(before).values()) * 0.98
    assert tab.locator(f"{MAP} canvas").first.evaluate("canvas => canvas.isOfBefore"), "the map is not made anew"


def test_a_standing_leaves_only_the_dots_that_have_it(sample, tab):
    visit(tab, f"{sample.address}/pairings_map?{PLACE}&state=missing")
    image = drawn(tab, lambda image: pixels(image, MISSING, 1, CLASSES) > 200)
    assert pixels(image, MISSING, 1, CLASSES) > 200
    assert pixels(image, COVERED, 1, CLASSES) < 60


def down(lat: float, size: float) -> float:
    return -math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) / (2 * math.pi) * size


def press(tab, x: float, y: float, what: str = "") -> None:
    """Click a point of the canvas once the map has found what lies there: drawn in software, its first look is slow."""
    tab.locator(f"{MAP} canvas").first.hover(position={"x": x, "y": y})
    tab.locator(".deck-tooltip").filter(has_text=what).wait_for()
    tab.wait_for_timeout(300)
    tab.mouse.down()
    tab.mouse.up()


def where(code: str, width: float, height: float) -> tuple[float, float]:
    """Return where a county's name stands on the canvas: the same Mercator the map is drawn in."""
    outlines = queries.outlines("211400")
    whole = bounds(outlines)
    county = next(found["properties"] for found in outlines["features"] if found["properties"]["adcode"] == code)
    size = 512 * 2 ** zoom(whole, *CANVAS)

    lon, lat = centre(whole)
    return width / 2 + (county["label_lon"] - lon) / 360 * size, height / 2 + down(county["label_lat"], size) - down(
        lat, size
    )


def test_a_click_on_a_county_fills_the_side_panel(sample, tab):
    visit(tab, f"{sample.address}/pairings_map?{PLACE}&{NOBODY}")
    drawn(tab, lambda image: sum(shaded(image).values()) > 50_000)
    canvas = tab.locator(f"{MAP} canvas").first
    box = canvas.bounding_box()
    figures = queries.measures(Scope("huludao-2020"), INDICATOR).set_index("area_code")
    way = tab.get_by_test_id("stMain").get_by_role("link", name=word("map.to_county"))
    for code, name in (("211422", "建昌县"), ("211421", "绥中县")):
        x, y = where(code, box["width"], box["height"])
        press(tab, x, y + 25, name)
        row = figures.loc[code]
        expect(way).to_have_attribute("href", re.compile(f"area={code}"))
        settled(tab)
        panel = (
            tab.get_by_test_id("stVerticalBlock")
            .filter(has_text=re.compile(f"^{name}"))
            .filter(has=tab.get_by_role("link", name=word("map.to_county")))
            .last
        )
        expect(panel).to_contain_text(share(row["value"]))
        expect(panel).to_contain_text(counts(row["numerator"], row["denominator"]))
    way.click()
    tab.get_by_role("heading", level=1, name=re.compile("绥中县")).wait_for()
    assert "area=211421" in tab.url and f"indicator={INDICATOR}" in tab.url


def on_canvas(tab, lon: float, lat: float) -> tuple[float, float]:
    """Return where a point of the whole city lies on the canvas of a map nobody has moved."""
    whole = bounds(queries.outlines("211400"))
    size = 512 * 2 ** zoom(whole, *CANVAS)
    box = tab.locator(f"{MAP} canvas").first.bounding_box()
    middle = centre(whole)
    return box["width"] / 2 + (lon - middle[0]) / 360 * size, box["height"] / 2 + down(lat, size) - down(
        middle[1], size
    )


def click(tab, lon: float, lat: float) -> None:
    x, y = on_canvas(tab, lon, lat)
    press(tab, x, y)
    tab.wait_for_function("() => location.search.includes('focus=') && !location.search.includes('focus=none')")
    settled(tab)


def test_a_click_on_a_school_opens_its_panel_and_the_map_stays_where_it_was(sample, tab):
    visit(tab, f"{sample.address}/pairings_map?{PLACE}&state=missing&stage=教学点")
    schools = queries.map_schools(Scope("huludao-2020"), queries.Filters(standing="missing", stage="教学点"))
    school = schools[schools["lon"].notna()].sort_values("lon").iloc[0]
    before = drawn(tab, lambda image: sum(shaded(image).values()) > 50_000)
    tab.mouse.move(400, 400)
    tab.mouse.wheel(0, -200)  # a viewport of the visitor's own
    tab.mouse.wheel(0, 200)
    click(tab, school["lon"], school["lat"])
    panel = tab.locator(".st-key-map_panel")
    panel.get_by_text(school["name"]).wait_for()
    choose(tab, "mode", word("mode.集团式"))
    panel.get_by_text(school["name"]).wait_for()
    after = drawn(tab, lambda image: sum(shaded(image).values()) > 50_000)
    assert sum(shaded(after).values()) > sum(shaded(before).values()) * 0.9, "the same areas fill the same canvas"
    panel.get_by_role("link", name=word("map.to_school")).click()
    tab.get_by_role("heading", level=1, name=word("school.title")).wait_for()
    tab.get_by_role("navigation", name=word("trail")).get_by_text(school["name"]).wait_for()


def test_the_years_play_to_the_newest_snapshot_and_stop_there(sample, tab):
    visit(tab, f"{sample.address}/pairings_map?{PLACE}&date=2021-12-31&mode=集团式")
    tab.get_by_role("button", name=word("map.play")).click()
    tab.wait_for_url(re.compile("date=2023-12-31"), timeout=30_000)
    tab.get_by_role("button", name=word("map.play")).wait_for()
    assert asked_in_url(tab)["mode"] == "集团式"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    with serving(published.hostile(), tmp_path_factory.mktemp("hostile") / "log") as server:
        yield server


def test_a_name_of_markup_runs_neither_on_the_map_nor_in_the_panel(hostile, tab):
    visit(tab, f"{hostile.address}/pairings_map?{PLACE}&focus=school:A")
    tab.locator(".st-key-map_panel").get_by_text(published.MARKUP).wait_for()
    drawn(tab, lambda image: sum(shaded(image).values()) > 10_000)
    tab.locator(f"{MAP} canvas").first.hover(position=dict(zip("xy", on_canvas(tab, 120.8, 40.7), strict=True)))
    tab.locator(".deck-tooltip").wait_for()
    tab.wait_for_timeout(300)
    assert tab.locator("img[src=x]").count() == 0
