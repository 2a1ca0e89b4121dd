"""Pictures that leave the product stand alone, show what the queries say, and ask nothing of anybody."""

import io
import os
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from xml.etree import ElementTree

import numpy as np
import plotly.graph_objects as go
import pytest
from kaleido._page_generator import PageGenerator
from PIL import Image

import queries
from pages.context import pick
from pages.report.assemble.briefing import gather
from pages.report.assemble.map import drawn_map
from queries import Scope
from tests.pages.screens import MAP, opened, troubles
from tests.views.made import DAY, figures, goal
from views import maps
from views.briefing.pictures import of_claims
from views.charts.area_bars import area_bars
from views.charts.caption import Caption, captioned, width, wrapped
from views.exports import browsers, studio
from views.exports.browsers import NoBrowserError
from views.exports.pictures import picture
from views.text.labels import day, speaking
from views.theme.palette import COVERED, MISSING, rgb

HOSTILE = ("<img src=x onerror=a()>", "<b>县</b>", "a & b", "=1+1", '"><script>a()</script>', "<a href='x'>y</a>")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawing():
    """A browser to draw with; without one the tests are skipped, in CI they fail. It stops when the module ends."""
    try:
        browsers.browser()
    except NoBrowserError as none:
        assert not os.environ.get("CI"), str(none)
        pytest.skip(str(none))
    yield
    studio.rest()


def picked(programme: str, area: str | None = None):
    return pick(queries.programme(programme), day(queries.seen_on(Scope(programme))), area)


def caption(title: str = "葫芦岛市各县区农村学校结对覆盖率") -> Caption:
    return Caption(
        title, "葫芦岛市", DAY, "合成样例数据，非真实统计", ("计数规则：每所学校各算一个", "来源文件：名册.xlsx")
    )


def bars(names: tuple[str, ...] = ("县A", "县B"), **words: str) -> go.Figure:
    frame = figures(*((str(place), place + 1, 9) for place in range(len(names)))).assign(area_name=names)
    return captioned(area_bars(frame, [goal()]), caption(**words))


def words(svg: bytes) -> list[str]:
    """Return the texts of an SVG, one a text element, its lines joined."""
    root = ElementTree.fromstring(svg)
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def image(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


def pixels(picture_: np.ndarray, colour: str) -> int:
    return int((np.abs(picture_ - rgb(colour)[:3]).max(axis=2) <= 4).sum())


def test_a_png_is_wide_enough_for_a_projector_and_shows_the_bars(drawing):
    drawn = image(picture(bars(), "png"))
    assert drawn.shape[1] >= 1920
    assert pixels(drawn, COVERED) > 5000 and pixels(drawn, "#ffffff") > drawn.shape[0] * drawn.shape[1] / 3


def test_an_svg_says_in_text_what_it_is_and_no_name_is_more_than_text(drawing):
    svg = picture(bars(HOSTILE), "svg")
    said = words(svg)
    whole = "\n".join(said)
    assert set(HOSTILE) <= set(said)
    for line in (
        "葫芦岛市各县区农村学校结对覆盖率",
        "2020-12-31",
        "合成样例数据，非真实统计",
        "每所学校各算一个",
        "名册.xlsx",
    ):
        assert line in whole
    assert {one.tag for one in ElementTree.fromstring(svg).iter()} & {
        f"{SVG}{tag}" for tag in ("image", "a", "script")
    } == set()


def test_the_same_figure_gives_the_same_picture(drawing):
    assert picture(bars(), "svg") == picture(bars(), "svg")
    assert picture(bars(), "png") == picture(bars(), "png")
    here = picked("huludao-2020")
    assert picture(drawn_map(here), "svg") == picture(drawn_map(here), "svg")


def test_a_title_of_255_characters_is_neither_cut_nor_over_the_edge(drawing):
    long = "开原市" + "很长的名字" * 50 + "完"
    chart = bars(title=long)
    assert chart.layout.height > bars().layout.height + 80
    assert long in "".join("".join(words(picture(chart, "svg"))).split())
    assert all(width(line) <= 40 for line in wrapped(long, 40))


@pytest.mark.parametrize(
    "text", ["甲乙丙丁戊己庚辛，壬癸。", "Rural schools led by a quality school", "x" * 99, "", "a  b"]
)
def test_lines_hold_all_of_a_text_and_no_more_than_their_room(text):
    lines = wrapped(text, 9)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= 10 for line in lines)


def test_many_sessions_at_once_each_get_their_own_picture(drawing):
    charts = [bars(tuple(f"县{place}-{name}" for name in "ABC"[: place + 1])) for place in range(3)]
    with ThreadPoolExecutor(6) as sessions:
        drawn = list(sessions.map(lambda chart: words(picture(chart, "svg")), charts * 2))
    for place, said in enumerate(drawn):
        assert {text for text in said if re.match(r"县\d", text)} == set(charts[place % 3].data[1].y)


def test_nothing_is_asked_of_anybody_even_where_a_figure_names_an_address(drawing):
    asked = list[str]()

    class Witness(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    with HTTPServer(("127.0.0.1", 0), Witness) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        chart = bars().add_layout_image(
            source=f"http://localhost:{server.server_port}/x.png", x=0, y=1, sizex=1, sizey=1
        )
        try:
            picture(chart, "svg")
        except NoBrowserError:
            pass
        finally:
            server.shutdown()
    assert asked == []


def test_the_page_that_draws_has_scripts_of_this_machine_only():
    page = PageGenerator(mathjax=False).generate_index()
    sources = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert len(sources) == 2 and all(source.startswith("file:///") for source in sources), sources
    assert any(source.endswith("plotly/package_data/plotly.min.js") for source in sources)


def test_the_browser_stops_and_the_next_picture_starts_another(drawing):
    picture(bars(), "svg")
    process = studio._running._browser.subprocess
    assert process.poll() is None
    studio.rest()
    assert process.poll() is not None and not [one for one in threading.enumerate() if one.name == "pictures"]
    assert picture(bars(), "svg").startswith(b"<svg")


@pytest.mark.parametrize(("tongue", "said"), [("zh_CN", "没有找到浏览器"), ("en", "No browser")])
def test_without_a_browser_the_reason_is_said_plainly(monkeypatch, tongue, said):
    monkeypatch.delenv(browsers.SETTING, raising=False)
    monkeypatch.setattr("shutil.which", lambda *_: None)
    monkeypatch.setattr(browsers.Chromium, "find_browser", lambda **_: None)
    with speaking(tongue, "county"), pytest.raises(NoBrowserError, match=said):
        picture(bars(), "png")


def test_a_browser_that_is_set_and_not_there_or_does_not_start_is_named(monkeypatch):
    monkeypatch.setenv(browsers.SETTING, "/nowhere/chrome")
    with pytest.raises(NoBrowserError, match="/nowhere/chrome"):
        picture(bars(), "png")
    studio.rest()
    monkeypatch.setenv(browsers.SETTING, "/bin/false")
    with pytest.raises(NoBrowserError, match="/bin/false"):
        picture(bars(), "png")
    began = time.monotonic()
    with pytest.raises(NoBrowserError, match="/bin/false"):
        picture(bars(), "png")
    assert time.monotonic() - began < 0.5, "nobody waits for it again at once"


@pytest.mark.parametrize(("tongue", "said"), [("zh_CN", "服务器上不能生成图片"), ("en", "cannot draw pictures")])
def test_the_map_page_says_plainly_that_there_is_no_browser(drawing, monkeypatch, tongue, said):
    there = opened(MAP, programme="huludao-2020", lang=tongue)
    assert any(button.label == "PNG" for button in there.button)
    monkeypatch.setenv(browsers.SETTING, "/nowhere/chrome")
    at = opened(MAP, programme="huludao-2020", lang=tongue)
    assert troubles(at) == [] and any(said in caption.value for caption in at.caption)
    assert not any(button.label == "PNG" for button in at.button)


@pytest.mark.parametrize("tongue", ["zh_CN", "en"])
def test_a_briefings_pictures_say_the_figures_of_the_queries(drawing, tongue):
    with speaking(tongue, "county"):
        briefing = gather(picked("huludao-2020"), ["HL-1", "HL-4"])
        found = {one.name: one.drawn(("png", "svg")) for one in of_claims(briefing)}
        assert list(found) == [claim.code for claim in briefing.claims] == ["HL-1", "HL-4"]
        for claim in briefing.claims:
            png, svg = found[claim.code].values()
            assert image(png).shape[1] >= 1920
            said = re.sub(r"\s", "", "".join(words(svg)))
            for text in (
                claim.title,
                claim.value,
                claim.beside,
                claim.rule,
                claim.sentence,
                claim.source,
                "2023-12-31",
            ):
                assert re.sub(r"\s", "", text) in said, text


def traces(figure: go.Figure, **asked: str) -> list[go.Scatter]:
    return [one for one in figure.data if one.xaxis != "x2" and all(one[key] == value for key, value in asked.items())]


def test_the_map_shows_every_placed_school_and_pairing_and_every_area_by_name(drawing):
    here = picked("huludao-2020")
    figure = drawn_map(here)
    schools, pairings = queries.map_schools(here.scope), queries.map_pairings(here.scope)
    ends = pairings.dropna(subset=["core_lon", "member_lon"])
    markers = max(traces(figure, mode="markers"), key=lambda one: len(one.x))
    drawn = {*schools.dropna(subset=["lon"])["school_id"], *ends["core_school_id"], *ends["member_id"]}
    assert len(markers.x) == len(drawn)
    arcs = [
        one
        for one in traces(figure, mode="lines")
        if not one.fill and one.line.color.startswith("rgba") and "29,39,51" not in one.line.color
    ]
    assert sum(list(one.x).count(None) for one in arcs) == len(ends)
    png, svg = image(picture(figure, "png")), picture(figure, "svg")
    assert png.shape[1] >= 1920 and pixels(png, MISSING) > 200 and pixels(png, COVERED) > 500
    said = words(svg)
    names = queries.measures(here.scope, "rural_pairing_coverage").iloc[1:]["area_name"]
    assert set(names) <= set(said)
    whole = "".join(said)
    for text in ("审图号", "不作为法定界线依据", "公里", "合成样例数据", f"{len(ends)}/{len(pairings)}", "2023-12-31"):
        assert text in whole, text


def test_above_some_thousand_schools_only_the_areas_are_drawn(monkeypatch):
    monkeypatch.setattr(maps, "MOST_SCHOOLS", 10)
    figure = drawn_map(picked("huludao-2020"))
    assert [one for one in traces(figure, mode="markers") if one.x] == [] and traces(figure, fill="toself")
    assert "3,000" in "".join(note.text for note in figure.layout.annotations)


@pytest.mark.parametrize("programme", ["kaiyuan-2024", "baoshan-2016", "zibo-2019"])
def test_a_map_is_drawn_of_every_kind_of_place(programme):
    with speaking("en", "township" if programme.startswith("kai") else "county"):
        figure = drawn_map(picked(programme))
    assert 1.5 < figure.layout.width / figure.layout.height < 1.8
    named = [note.text for note in figure.layout.annotations if note.xref in (None, "x")]
    assert len(named) > 4 and not [text for text in named if text[:6].isdigit()], "an area's name is no code"
