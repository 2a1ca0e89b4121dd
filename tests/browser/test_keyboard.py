"""By keyboard alone: past the menu to the page's main part, and there is always to be seen where one is."""

from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError as WaitedTooLong

from tests.browser.test_pages_load import address
from tests.browser.watch import box, visit, word
from tests.pages.screens import PAGES

pytestmark = pytest.mark.browser
STEPS = 45
DETAIL = "main a:not(.trail a, [href^='#']), main canvas, main .linked, main summary, main button:not([role])"
# What has the focus: its kind, whether it lies in the window, and whether it or a box round it wears the outline.
FOCUS = """() => {
  const on = document.activeElement, place = on.closest("canvas") || on, box = place.getBoundingClientRect();
  const outlined = (part) => getComputedStyle(part).outlineStyle === "solid" && parseFloat(getComputedStyle(part).outlineWidth) >= 2;
  let part = place, found = outlined(part);
  for (let up = 0; up < 8 && !found && part.parentElement; up++) found = outlined(part = part.parentElement);
  const kinds = {
    skip: "[data-testid=stSkipToContent]", main: "main", trail: ".trail a", choice: "[role=combobox], [role=radio], input",
    detail: "DETAIL, main canvas *", body: "body",
  };
  return {
    kind: Object.keys(kinds).find((kind) => on.matches(kinds[kind])) || "other", outlined: found, words: on.innerText,
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
      && place.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
    what: `${on.tagName} ${on.className} ${on.innerText || on.getAttribute("aria-label")}`.slice(0, 120),
  };
}""".replace("DETAIL", DETAIL)
SHOWN = f"() => {{ const found = ({FOCUS})(); return found.kind === 'body' || (found.seen && found.outlined); }}"


def pressed(tab, key: str) -> dict[str, object]:
    """Press a key and return what has the focus then; it must be in the window and outlined."""
    tab.keyboard.press(key)
    with suppress(WaitedTooLong):  # the outline follows with a later frame
        tab.wait_for_function(SHOWN, timeout=5_000)
    found = tab.evaluate(FOCUS)
    assert found["kind"] == "body" or (found["seen"] and found["outlined"]), found
    return found


@pytest.mark.parametrize(("script", "language"), [*((script, "zh_CN") for script in PAGES[::5]), (PAGES[0], "en")])
def test_the_skip_link_leads_past_the_menu_and_every_step_after_it_is_seen(sample, tab, script, language):
    visit(tab, f"{sample.address}/{address(script)}?lang={language}&programme=huludao-2020&area=211422")
    tab.get_by_test_id("stSkipToContent").get_by_text(word("skip", language)).wait_for(state="attached")
    tab.locator(DETAIL).first.wait_for()  # charts and tables are drawn a moment later
    first = pressed(tab, "Tab")
    assert (first["kind"], first["words"]) == ("skip", word("skip", language))
    assert pressed(tab, "Enter")["kind"] == "main"
    here = tab.get_by_test_id("stMain")
    wanted = {"trail"} if here.locator(".trail a").count() else set()
    wanted |= {"choice"} if here.get_by_role("combobox").or_(here.get_by_role("radio")).count() else set()
    met = [pressed(tab, "Tab")["kind"]]
    while len(met) < STEPS and not {"detail", *wanted} <= set(met):
        met.append(pressed(tab, "Tab")["kind"])
    assert "other" not in met, met
    assert met[: len(wanted & {"trail"})] == [*(wanted & {"trail"})]
    assert {"detail", *wanted} <= set(met)


def test_every_step_through_the_menu_is_seen_too(sample, tab):
    visit(tab, f"{sample.address}/?programme=huludao-2020")
    box(tab, "area").wait_for()
    tab.get_by_test_id("stSkipToContent").get_by_text(word("skip")).wait_for(state="attached")
    kinds = [pressed(tab, "Tab")["kind"] for _ in range(18)]
    assert kinds[0] == "skip" and kinds.count("choice") >= 4
