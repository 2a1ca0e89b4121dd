"""A chart and the map leave the page as pictures by a click, under a name that says what they are."""

from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from tests.browser.watch import BARS, visit, word
from views.theme.palette import COVERED, rgb

pytestmark = pytest.mark.browser
PLACE = "programme=huludao-2020&date=2020-12-31"


def saved(tab, press, folder: Path) -> Path:
    with tab.expect_download() as waiting:
        press()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def colours(path: Path) -> tuple[int, int]:
    """Return a picture's width and how many of its pixels have the colour of what is covered."""
    drawn = np.asarray(Image.open(path).convert("RGB")).astype(int)
    return drawn.shape[1], int((np.abs(drawn - rgb(COVERED)[:3]).max(axis=2) <= 4).sum())


def test_a_click_saves_a_chart_as_png_and_the_keyboard_as_svg(sample, tab, tmp_path):
    visit(tab, f"{sample.address}/?{PLACE}")
    tab.locator(BARS).first.wait_for()
    title = "葫芦岛市各县区农村学校结对覆盖率"
    button = tab.get_by_role("button", name=word("save.png", title=title))
    png = saved(tab, button.click, tmp_path)
    assert png.name == f"{title}_2020-12-31.png"
    wide, bars = colours(png)
    assert wide >= 1920 and bars > 5000
    before = tab.locator(".plot").first.bounding_box()
    button.press("Tab")
    svg = saved(tab, lambda: tab.keyboard.press("Enter"), tmp_path)
    assert svg.name == f"{title}_2020-12-31.svg"
    said = "".join(ElementTree.fromstring(svg.read_bytes()).itertext())
    for words in (title, "2020-12-31", word("status.synthetic"), "建昌县", "计数规则"):
        assert words in said, words
    assert tab.locator(".plot").first.bounding_box() == before, "the chart on the page stays as it is"


def test_every_chart_of_a_page_names_its_buttons_in_english_too(sample, tab):
    visit(tab, f"{sample.address}/?{PLACE}&lang=en")
    tab.locator(BARS).first.wait_for()
    names = tab.locator(".save button").evaluate_all("found => found.map(one => one.getAttribute('aria-label'))")
    assert len(names) == 4 and all(name.startswith("Download a") for name in names)


def test_the_map_is_fetched_as_a_picture(sample, tab, tmp_path):
    visit(tab, f"{sample.address}/pairings_map?{PLACE}")
    buttons = tab.locator(".st-key-map_pictures").get_by_role("button")
    png = saved(tab, buttons.nth(0).click, tmp_path)
    assert png.name == "葫芦岛市结对地图：农村学校结对覆盖率_2020-12-31.png"
    wide, schools = colours(png)
    assert wide >= 1920 and schools > 300
    svg = saved(tab, buttons.nth(1).click, tmp_path)
    said = "".join(ElementTree.fromstring(svg.read_bytes()).itertext())
    assert "建昌县" in said and "审图号" in said
