"""Only some counties compared: charts, tables and names are theirs alone, the place's figure stays the place's."""

import io
import re

import docx
import openpyxl
import pytest

import queries
from data.rights import Grant, Role, User, acting
from pages.context import pick
from pages.report.__main__ import main
from pages.report.assemble.briefing import gather
from queries import Scope
from tests.briefing.slides import Slide
from tests.briefing.slides import opened as slides_of
from tests.pages.screens import BRIEFING, opened, prose, troubles
from views.briefing import meeting
from views.briefing.deck import deck
from views.briefing.document import document
from views.text.labels import counts, speaking

PROGRAMME, DAY = "huludao-2020", "2023-12-31"
LIANSHAN, JIANCHANG = "211402", "211422"
INDICATOR = "rural_pairing_coverage"


def briefing(*areas: str, area: str | None = None, tongue: str = "zh_CN", names: int | None = None):
    with speaking(tongue, "county"):
        return gather(pick(queries.programme(PROGRAMME), DAY, area), ["HL-1"], areas=areas, names=names)


def test_the_figure_and_its_sentence_stay_the_places():
    some, every = briefing(LIANSHAN, JIANCHANG), briefing()
    assert some.claims[0].figure == every.claims[0].figure
    assert some.claims[0].sentence == every.claims[0].sentence
    assert some.claims[0].goal["standing"] == every.claims[0].goal["standing"]
    assert list(some.goals["standing"]) == list(every.goals["standing"])


def test_tables_and_names_are_of_the_counties_chosen_with_the_figures_of_the_queries():
    claim = briefing(LIANSHAN, JIANCHANG).claims[0]
    rows = queries.measures(Scope(PROGRAMME), INDICATOR).set_index("area_code")
    assert set(claim.areas["area_code"]) == set(claim.by_area.frame["area_code"]) == {LIANSHAN, JIANCHANG}
    assert list(claim.areas["value"]) == list(rows.loc[claim.areas["area_code"], "value"])
    missing = [
        name
        for code in (LIANSHAN, JIANCHANG)
        for name in queries.units(Scope(PROGRAMME, None, code), INDICATOR, missing=True)["unit_name"]
    ]
    assert sorted(claim.missing.frame["unit_name"]) == sorted(missing) and claim.missing.rows == len(missing) > 0


def test_what_is_said_of_counties_is_said_of_those_chosen_and_says_so():
    claim = briefing(LIANSHAN, JIANCHANG).claims[0]
    judged = queries.judged_areas(Scope(PROGRAMME), "HL-1").set_index("area_code")["standing"]
    met = int(judged.loc[[LIANSHAN, JIANCHANG]].str.startswith("met").sum())
    assert claim.counties.startswith(f"所选县区中：{met}/2 个达标")
    assert "所选：连山区、建昌县" in claim.missing.title and "所选" in claim.by_area.title


def test_a_county_of_its_own_is_compared_with_those_chosen_and_names_its_own():
    claim = briefing(LIANSHAN, area=JIANCHANG).claims[0]
    assert claim.area == "建昌县" and set(claim.areas["area_code"]) == {LIANSHAN, JIANCHANG}
    assert set(claim.missing.frame["area_code"]) == {JIANCHANG} and "所选" not in claim.missing.title


def test_a_screen_names_as_many_as_it_can_show_and_knows_how_many_there_are():
    claim = briefing(LIANSHAN, JIANCHANG, names=3).claims[0]
    assert len(claim.missing.frame) == 3 and claim.missing.rows == briefing(LIANSHAN, JIANCHANG).claims[0].missing.rows
    assert "连山区" in prose(meeting.written(briefing(LIANSHAN, JIANCHANG, names=3), 0, 0))


@pytest.mark.parametrize(("tongue", "name", "other"), [("zh_CN", "连山区", "绥中县"), ("en", "Lianshan", "Suizhong")])
def test_deck_and_document_list_the_counties_chosen_and_no_other(tongue, name, other):
    with speaking(tongue, "county"):
        said = briefing(LIANSHAN, JIANCHANG, tongue=tongue)
        words = "\n".join(words_of(slide) for slide in slides_of(deck(said)))
        parts = document(said)
    assert name in words and other not in words
    assert _document_words(parts).count(name) > 2 and other not in _document_words(parts)


def test_a_countys_user_gets_his_briefing_with_the_names_of_his_county_alone():
    with acting(User("clerk", fixed=Grant(Role.COUNTY_EDITOR, JIANCHANG))):
        claims = gather(pick(queries.programme(PROGRAMME), DAY, JIANCHANG)).claims
    place_only = [claim for claim in claims if claim.goal["level"] == "place"]
    assert len(claims) == 5 and place_only and all("建昌县" in claim.missing.title for claim in claims)
    assert {code for claim in claims for code in claim.missing.frame["area_code"]} == {JIANCHANG}


def words_of(slide: Slide) -> str:
    tables = [word.text for shape in slide.shapes for row in shape.table for word in row]
    names = [name for chart in slide.charts for _, values, _ in chart.series for name in values]
    return "\n".join([*(shape.text for shape in slide.shapes), *tables, *names])


def _document_words(content: bytes) -> str:
    book = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in book.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in book.paragraphs), *cells])


def test_the_command_line_takes_the_counties_and_refuses_an_unknown_one(tmp_path, capsys):
    file = tmp_path / "out.xlsx"
    asked = ["workbook", "--programme", PROGRAMME, "--goals", "HL-1", "-o", str(file)]
    assert main([*asked, "--areas", LIANSHAN, JIANCHANG]) == 0
    sheet = openpyxl.load_workbook(file)["各县区"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["葫芦岛市", "连山区", "建昌县"]
    assert main([*asked, "--areas", "999999"]) == 2 and "999999" in capsys.readouterr().err


def test_the_choice_stands_in_the_link_and_in_the_links_of_the_screens():
    at = opened(BRIEFING, programme=PROGRAMME, areas=f"{LIANSHAN},{JIANCHANG},000000")
    table = next(one.proto.body for one in at.main if one.type == "html" and "outline" in one.proto.body)
    assert troubles(at) == [] and f"areas={LIANSHAN}%2C{JIANCHANG}" in table
    place = queries.measures(Scope(PROGRAMME), INDICATOR).iloc[0]
    assert counts(place["numerator"], place["denominator"]) in re.sub("<[^>]*>", "", table)
    screen = opened(BRIEFING, programme=PROGRAMME, areas=f"{LIANSHAN},{JIANCHANG}", present="1", step="1", goals="HL-1")
    assert troubles(screen) == [] and screen.query_params["areas"] == f"{LIANSHAN},{JIANCHANG}"
