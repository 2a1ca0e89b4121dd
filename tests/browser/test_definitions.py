"""The definitions' folds: drawn once they are open, and as the reader left them after whatever else was looked at."""

import pytest
from playwright.sync_api import expect

import queries
from tests.browser.watch import settled, visit, word

pytestmark = pytest.mark.browser


def test_a_fold_is_drawn_when_opened_and_stays_open_through_language_and_layout(sample, tab):
    visit(tab, f"{sample.address}/definitions?programme=zibo-2019&indicators=all")
    row = next(
        one for one in queries.definitions().to_dict("records") if one["indicator_id"] == "rural_pairing_coverage"
    )
    folds = tab.get_by_test_id("stMain").get_by_test_id("stExpander")
    own = folds.filter(has_text=row["indicator_id"])
    expect(own).to_have_count(1)
    expect(tab.locator("table")).to_have_count(1)  # the programmes' rules alone
    own.locator("summary").focus()
    tab.keyboard.press("Enter")
    tab.get_by_text(row["sentence_zh"]).wait_for()
    expect(own.locator("table")).to_have_count(2)
    expect(own.locator("code").filter(has_text="SELECT")).to_have_count(0)
    own.get_by_text(word("definitions.sql")).click()
    own.locator("code").filter(has_text="SELECT").first.wait_for()
    for choice in ("English", word("layout.print", "en"), word("layout.screen", "en")):
        tab.get_by_role("radio", name=choice).click()
        settled(tab)
    tab.get_by_text(row["sentence_en"]).wait_for()
    own.locator("code").filter(has_text="SELECT").first.wait_for()
    expect(folds.locator("table")).to_have_count(2)
    own.locator("summary").first.click()
    expect(folds.locator("table")).to_have_count(0)


def test_paper_that_shows_the_screens_folds_says_what_it_leaves_out(sample, tab):
    visit(tab, f"{sample.address}/definitions?programme=zibo-2019")
    note = tab.get_by_text(word("definitions.only_open"))
    expect(note).to_have_count(1)
    expect(note).to_be_hidden()
    tab.emulate_media(media="print")
    expect(note).to_be_visible()
    tab.emulate_media(media="screen")
