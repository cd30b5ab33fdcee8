"""Reading an answer in a real Chromium: cards, context, timeline, disagreements."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.ui.fake import FERRY, HOSTILE, MARKED, QUOTES
from tests.ui.reader import ask

pytestmark = pytest.mark.browser
FERRY_ASKED = "When did the ferry reach Northport?"


def test_an_answer_is_quotes_with_their_sources(page: Page) -> None:
    turn = ask(page, FERRY_ASKED)
    expect(turn.locator(".nq-card")).to_have_count(len(QUOTES))
    assert turn.locator("blockquote").all_text_contents() == [quote.text for quote in QUOTES]
    expect(turn.locator("mark").first).to_have_text("on Sunday")
    card = turn.get_by_role("article", name="Quote 1")
    for said in (
        "“Sunday” = 9 May 2021, from publication on 11 May 2021",
        "High confidence", "91%", "Harbour Gazette", "Ada Quill",
        "published 11 May 2021, from the page",
    ):  # fmt: skip
        expect(card).to_contain_text(said)
    expect(turn.get_by_role("article", name="Quote 2")).to_contain_text("Said by <script>")
    expect(turn.get_by_role("article", name="Quote 2")).to_contain_text("publication date unknown")
    link = card.get_by_role("link", name=FERRY.title)
    assert link.get_attribute("href") == FERRY.url
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert turn.locator("a").count() == 2, "a hostile address became a link"


def test_the_copies_of_a_report_unfold(page: Page) -> None:
    card = ask(page, FERRY_ASKED).get_by_role("article", name="Quote 1")
    expect(card.get_by_text("Coast Daily")).to_be_hidden()
    card.get_by_text("1 report, 3 outlets").click()
    expect(card.get_by_text("Coast Daily")).to_be_visible()
    expect(card.get_by_role("link", name="Aurora in port")).to_have_attribute(
        "href", "https://example.net/a"
    )


def test_a_quote_is_copied_with_its_citation(page: Page) -> None:
    turn = ask(page, FERRY_ASKED)
    button = turn.locator("[data-act=copy]").first
    button.click()
    expect(button).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“{MARKED}”\n— Ada Quill, “{FERRY.title}”, Harbour Gazette")


def opened(page: Page, turn: Locator, rank: int) -> tuple[Locator, Locator]:
    """Open the context of a quote by the keyboard; return the button and the dialog."""
    button = turn.locator(".nq-card").nth(rank - 1).locator("[data-act=context]")
    button.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("mark").first).to_be_visible()
    return button, dialog


def test_the_context_shows_the_marked_slice_and_gives_the_focus_back(page: Page) -> None:
    button, dialog = opened(page, ask(page, FERRY_ASKED), 1)
    expect(dialog.get_by_role("heading")).to_have_text(FERRY.title)
    expect(dialog.locator("mark")).to_be_in_viewport()
    assert dialog.locator("mark").text_content() == MARKED
    assert dialog.locator(".nq-dialog-body").text_content() == FERRY.text
    out = dialog.get_by_role("link", name="Open the page it came from")
    assert out.get_attribute("href") == FERRY.url
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()


def test_the_context_walks_through_the_quotes_of_the_answer(page: Page) -> None:
    _, dialog = opened(page, ask(page, FERRY_ASKED), 1)
    expect(dialog).to_contain_text("Quote 1 of 3")
    dialog.get_by_role("button", name="Next quote").click()
    expect(dialog.get_by_role("heading")).to_have_text(HOSTILE.title)
    expect(dialog).to_contain_text("Quote 2 of 3")
    for _ in range(2):
        dialog.get_by_role("button", name="Previous quote").click()
    expect(dialog).to_contain_text("Quote 3 of 3")


def test_other_quotes_of_the_article_are_marked_more_faintly(page: Page) -> None:
    turn = ask(page, "When did the ferry twice reach Northport?")
    _, dialog = opened(page, turn, 1)
    expect(dialog.locator("mark.nq-this")).to_have_text(MARKED)
    other = dialog.locator("mark.nq-other")
    expect(other).to_have_text("It had left two days late.")
    colours = dialog.locator("mark").evaluate_all(
        "marks => marks.map(mark => getComputedStyle(mark).backgroundColor)"
    )
    assert len(set(colours)) == 2


def test_a_hostile_article_is_shown_as_text(page: Page) -> None:
    _, dialog = opened(page, ask(page, FERRY_ASKED), 2)
    assert dialog.locator("h2").text_content() == HOSTILE.title
    expect(dialog.locator("a")).to_be_hidden()
    assert dialog.locator(".nq-dialog-body").text_content() == HOSTILE.text
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()


def test_a_changed_request_shows_one_line(page: Page) -> None:
    turn = ask(page, FERRY_ASKED)
    turn.locator(".nq-card").first.evaluate("card => { card.dataset.end = '999999'; }")
    turn.get_by_role("button", name="Show in context").first.click()
    expect(page.get_by_role("dialog")).to_contain_text("The quote lies outside its article.")


def test_the_timeline_is_in_order_and_each_point_jumps_to_its_card(page: Page) -> None:
    turn = ask(page, "The timeline of the ferry?")
    turn.get_by_role("button", name="Timeline").click()
    expect(turn.get_by_role("group", name="Timeline of what the quotes report")).to_be_focused()
    times = turn.locator(".nq-timeline time")
    assert times.all_text_contents() == ["2 Jan 2020", "9 May 2021"]
    turn.locator(".nq-timeline").get_by_role("button", name="Quote 3").click()
    card = turn.get_by_role("article", name="Quote 3")
    expect(card).to_be_focused()
    expect(card).to_be_in_viewport()


def test_quotes_that_disagree_stand_side_by_side(page: Page) -> None:
    differ = ask(page, "On what of the ferry do they disagree?").locator(".nq-differ")
    expect(differ).to_contain_text("The quotes give different numbers")
    one, other = (differ.locator("li").nth(place) for place in (0, 1))
    expect(one).to_contain_text("112 passengers")
    expect(other).to_contain_text("later report")
    first, second = one.bounding_box(), other.bounding_box()
    assert first and second
    assert first["y"] == second["y"], "they stand below each other"
    other.get_by_role("button", name="Quote 3").click()
    expect(page.get_by_role("article", name="Quote 3")).to_be_focused()
