"""The page without a mouse, enlarged, in forced colours, and as a screen reader names it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving.running import RunningPage
from tests.ui.chromium import DESKTOP, PHONE, new_context
from tests.ui.fake import QUOTES
from tests.ui.reader import ask, open_page, open_side

pytestmark = pytest.mark.browser
ASKED = "When did the ferry come, in a timeline, where reports disagree?"
# A window of 1280 by 1024 at 200 and at 400 per cent.
ZOOMED = {"200 %": {"width": 640, "height": 512}, "400 %": {"width": 320, "height": 256}}
# Targets are no smaller than this, in CSS pixels (WCAG 2.2, 2.5.8).
LEAST_TARGET = 24
MOST_STOPS = 120

STOP = """() => {
  const at = document.activeElement;
  const box = document.getElementById('nq-ask').getBoundingClientRect();
  const { top, bottom, left, right } = at.getBoundingClientRect();
  const style = getComputedStyle(at);
  return {
    name: at.getAttribute('aria-label') || at.id || at.name || at.textContent.trim(),
    act: at.dataset.act || '', tag: at.tagName,
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    covered: !at.closest('#nq-ask') && top >= box.top && bottom > box.top,
    inside: top < innerHeight && bottom > 0 && left >= 0 && right <= innerWidth,
  };
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = new_context(browser)
    yield context.new_page()
    context.close()


def stops(page: Page) -> list[dict[str, Any]]:
    """Press Tab from the top of a page to its last control; return where the focus stood."""
    found: list[dict[str, Any]] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        found.append(page.evaluate(STOP))
        if found[-1]["name"] == "Ask":
            return found
    pytest.fail(f"the button Ask was not reached: {[stop['name'] for stop in found]}")


def arrived(page: Page, served: RunningPage) -> Page:
    """Open a shared address: the answer stands, and nothing has the focus yet."""
    page.goto(f"{served.url}?q={ASKED}")
    expect(page.locator(".nq-take")).to_be_visible()
    expect(page.locator("#nq-examples li").first).to_be_attached()
    return page


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["wide", "phone"])
def test_tab_reaches_everything_in_the_order_of_the_page(
    page: Page, served: RunningPage, size: dict[str, int]
) -> None:
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    arrived(page, served)
    found = stops(page)
    names = [stop["name"] for stop in found]
    assert names[0] == "Skip to the question"
    side = ["since", "until", "source", "language"] if size is DESKTOP else ["nq-open-side"]
    last = ["nq-question", "Ask"]
    order = [*side, "Show in context, quote 1", "Copy link, quote 3", *last]
    assert [name for name in dict.fromkeys(names) if name in order] == order
    assert {stop["act"] for stop in found} >= {"corpus", "context", "copy", "link", "jump", "take"}
    # The last stop within a date is the browser's own button for a calendar.
    outlined = {stop["name"] for stop in found if stop["outlined"]}
    assert set(names) == outlined
    assert [stop for stop in found if stop["covered"] or not stop["inside"]] == []


def test_the_first_stop_leads_to_the_question(page: Page, served: RunningPage) -> None:
    arrived(page, served)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#nq-question")).to_be_focused()
    page.keyboard.type("Who saw the ferry?")
    page.keyboard.press("Enter")
    expect(page.locator("#nq-t2 .nq-card")).to_have_count(len(QUOTES))
    expect(page.locator("#nq-live")).to_have_text("3 quotes")
    expect(page.locator("#nq-question")).to_be_focused()


@pytest.mark.parametrize("act", ["context", "corpus"])
def test_a_dialog_keeps_the_focus_and_gives_it_back(
    page: Page, served: RunningPage, act: str
) -> None:
    arrived(page, served)
    opener = page.locator(f"[data-act={act}]").first
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("mark, #nq-articles li").first).to_be_visible()
    # Between the last and the first control the focus is on the browser's own.
    inside = "() => document.activeElement.matches('dialog *, body')"
    reached = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(inside)
        reached.add(page.evaluate("document.activeElement.textContent.trim().slice(0, 20)"))
    assert "Close" in reached
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_reading_aloud_begins_at_the_quote(page: Page, served: RunningPage) -> None:
    arrived(page, served)
    page.locator("[data-act=context]").first.click()
    expect(page.locator("mark.nq-this")).to_be_focused()
    heard = "element => getComputedStyle(element, '::before').content"
    assert page.locator("mark.nq-this").evaluate(heard) == '" marked: "'
    assert page.locator(".nq-card mark").first.evaluate(heard) == '" marked: "'
    assert page.locator("blockquote").first.get_attribute("lang") == "en"
    assert page.locator(".nq-dialog-body").get_attribute("lang") == "en"


def test_every_button_has_a_name_of_its_own(page: Page, served: RunningPage) -> None:
    arrived(page, served)
    names = page.locator(".nq-app button:visible").evaluate_all(
        "buttons => buttons.map((each) => each.ariaLabel || each.textContent.trim())"
    )
    # A quote is jumped to from the timeline and from where reports disagree: the same thing.
    own = [name for name in names if name not in {"Quote 1", "Quote 2", "Quote 3"}]
    assert sorted(own) == sorted(set(own))
    assert "" not in own
    assert "Show in context, quote 2" in own


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["wide", "phone"])
def test_targets_are_large_enough(page: Page, served: RunningPage, size: dict[str, int]) -> None:
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    arrived(page, served)
    open_side(page)
    kinds = ".nq-app :is(button, summary, textarea, .nq-options label, input:not([type=checkbox]))"
    small = page.locator(f"{kinds}:visible").evaluate_all(
        "(all, least) => all.map((each) => [each.textContent, each.getBoundingClientRect()])"
        ".filter(([, { width, height }]) => Math.min(width, height) < least)",
        LEAST_TARGET,
    )
    assert small == []


@pytest.mark.parametrize("zoom", ZOOMED)
def test_an_enlarged_page_scrolls_one_way_only(page: Page, served: RunningPage, zoom: str) -> None:
    page.set_viewport_size({"width": ZOOMED[zoom]["width"], "height": ZOOMED[zoom]["height"]})
    wide = "document.documentElement.scrollWidth - innerWidth"
    cut = """() => [...document.querySelectorAll('.nq-app *')].filter((each) => {
      const { left, right, width } = each.getBoundingClientRect();
      const seen = width > 1 && each.checkVisibility() && !each.closest('.nq-skip, .nq-hidden');
      return seen && (left < -1 || right > innerWidth + 1);
    }).map((each) => each.outerHTML.slice(0, 80))"""

    def fits() -> None:
        assert page.evaluate(wide) <= 0
        assert page.evaluate(cut) == []

    arrived(page, served)
    fits()
    ask(page, "What about whales?")
    fits()
    open_side(page)
    fits()
    for act, shown in (("context", "mark"), ("corpus", "#nq-articles li")):
        page.locator(f"[data-act={act}]").first.click()
        expect(page.get_by_role("dialog").locator(shown).first).to_be_visible()
        fits()
        page.keyboard.press("Escape")


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_for_who_wants_it_still(page: Page, served: RunningPage, motion: str) -> None:
    page.emulate_media(reduced_motion="reduce" if motion == "reduce" else "no-preference")
    open_page(page, served.url)
    page.evaluate(
        """() => {
          const scroll = Element.prototype.scrollIntoView;
          window.scrolled = [];
          Element.prototype.scrollIntoView = function (how) {
            window.scrolled.push(how.behavior);
            scroll.call(this, how);
          };
        }"""
    )
    ask(page, ASKED)
    still = motion == "reduce"
    assert set(page.evaluate("window.scrolled")) == {"auto" if still else "smooth"}
    turning = page.evaluate(
        """() => {
          const spinner = document.createElement('span');
          spinner.className = 'nq-spinner';
          document.getElementById('nq-thread').append(spinner);
          return getComputedStyle(spinner).animationName;
        }"""
    )
    assert turning == ("none" if still else "nq-turn")


def test_forced_colours_keep_marks_bars_and_dots(page: Page, served: RunningPage) -> None:
    page.emulate_media(forced_colors="active")
    arrived(page, served)
    ground = "element => getComputedStyle(element).backgroundColor"
    dot = "element => getComputedStyle(element, '::before').backgroundColor"
    page.locator("[data-act=corpus]").click()
    expect(page.locator(".nq-bars span").first).to_be_attached()
    canvas = page.locator("#nq-corpus").evaluate(ground)
    assert page.locator(".nq-card mark").first.evaluate(ground) != canvas
    assert page.locator(".nq-bars span").first.evaluate(ground) != canvas
    assert page.locator(".nq-timeline > ol > li").first.evaluate(dot) != canvas


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chosen_filter_is_seen_to_be_chosen(page: Page, served: RunningPage, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    box = open_side(open_page(page, served.url)).get_by_role("checkbox").first
    box.check()
    # Drawn by the browser: Gradio's own tick is white, and its box has the colour of the page.
    assert box.evaluate("element => getComputedStyle(element).appearance") == "auto"
