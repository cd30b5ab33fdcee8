"""Filters, the address, the history and the corpus in a real Chromium."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving.running import RunningPage
from tests.ui.chromium import new_context
from tests.ui.fake import ATTACK, BUDGET, FERRY, HOSTILE, MARKED
from tests.ui.reader import answered, ask, asked_in_address, open_page, open_side, question_box

pytestmark = pytest.mark.browser
FERRY_ASKED = "When did the ferry reach Northport?"


def test_a_source_narrows_the_next_question_and_its_follow_up(page: Page) -> None:
    side = open_side(page)
    choice = side.get_by_role("checkbox", name="Isle Post 1 article")
    choice.check()
    expect(choice).to_be_focused()
    turn = ask(page, FERRY_ASKED)
    expect(turn.locator(".nq-card")).to_have_count(1)
    expect(turn.locator(".nq-card")).to_contain_text(BUDGET.title)
    expect(turn.get_by_role("button", name="Remove the filter Isle Post")).to_be_visible()
    turn = ask(page, "And who saw it?")
    expect(turn.locator(".nq-card")).to_have_count(1)
    expect(turn.get_by_role("button", name="Remove the filter Isle Post")).to_be_visible()


def test_removing_a_chip_asks_again_without_that_filter(page: Page) -> None:
    open_side(page).get_by_role("checkbox", name="Isle Post 1 article").check()
    turn = ask(page, FERRY_ASKED)
    turn.get_by_role("button", name="Remove the filter Isle Post").click()
    expect(page.locator(".nq-turn .nq-card")).to_have_count(3)
    expect(page.locator(".nq-turn")).to_have_count(1)
    expect(open_side(page).get_by_role("checkbox", name="Isle Post 1 article")).not_to_be_checked()
    assert "source" not in asked_in_address(page)


def test_days_of_publication_narrow(page: Page) -> None:
    side = open_side(page)
    side.get_by_label("From", exact=True).fill("2021-01-01")
    turn = ask(page, FERRY_ASKED)
    expect(turn.locator(".nq-card")).to_have_count(1)
    expect(turn.locator(".nq-card")).to_contain_text(MARKED)
    side = open_side(page)
    side.get_by_label("From", exact=True).fill("")
    side.get_by_label("To", exact=True).fill("2020-12-31")
    side.get_by_role("button", name="Ask again with these").click()
    expect(page.locator(".nq-turn .nq-card")).to_contain_text(BUDGET.title)
    expect(page.locator(".nq-turn")).to_have_count(1)
    assert asked_in_address(page)["until"] == ["2020-12-31"]


def test_a_language_filters_and_all_filters_clear(page: Page) -> None:
    side = open_side(page)
    side.get_by_role("checkbox", name="English 3 articles").check()
    above = page.get_by_role("group", name="Filters in force")
    expect(above.get_by_role("button", name="Remove the filter English")).to_be_visible()
    side.get_by_role("button", name="Clear filters").click()
    expect(above).to_be_hidden()
    expect(side.get_by_role("checkbox", name="English 3 articles")).not_to_be_checked()


def test_days_the_wrong_way_round_are_one_line(page: Page) -> None:
    side = open_side(page)
    side.get_by_label("From", exact=True).fill("2021-01-01")
    side.get_by_label("To", exact=True).fill("2020-01-01")
    expect(ask(page, FERRY_ASKED).get_by_role("alert")).to_contain_text("lies after until")


def test_a_shared_address_asks_its_question_with_its_filters(
    browser: Browser, served: RunningPage
) -> None:
    context = new_context(browser)
    page = context.new_page()
    page.goto(f"{served.url}?q=When+did+the+ferry+come&since=2020-01-01&until=2020-12-31"
              "&source=Isle+Post&language=en")  # fmt: skip
    turn = answered(page.locator(".nq-turn"))
    expect(turn.locator(".nq-question")).to_contain_text("When did the ferry come")
    chips = turn.get_by_role("group", name="Filters of this answer").get_by_role("button")
    expect(chips).to_have_count(4)
    side = open_side(page)
    expect(side.get_by_label("From", exact=True)).to_have_value("2020-01-01")
    expect(side.get_by_role("checkbox", name="Isle Post 1 article")).to_be_checked()
    context.close()


def test_the_address_follows_the_last_question_as_it_was_read(page: Page) -> None:
    ask(page, FERRY_ASKED)
    assert asked_in_address(page) == {"q": ["When did the ferry reach Northport"]}
    ask(page, "And who saw it?")
    assert asked_in_address(page)["q"] == ["When did the ferry reach Northport who saw it?"]
    page.reload()
    turn = answered(page.locator(".nq-turn"))
    expect(turn.locator(".nq-card")).to_have_count(3)


def test_the_link_of_a_quote_opens_it_in_its_context(page: Page, browser: Browser) -> None:
    turn = ask(page, FERRY_ASKED)
    turn.get_by_role("article", name="Quote 1").locator("[data-act=link]").click()
    expect(turn.get_by_role("article", name="Quote 1")).to_contain_text("Copied")
    link = page.evaluate("navigator.clipboard.readText()")
    other = new_context(browser)
    opened = other.new_page()
    opened.goto(link)
    dialog = opened.get_by_role("dialog", name=FERRY.title)
    expect(dialog.locator("mark.nq-this")).to_have_text(MARKED)
    expect(opened.locator(".nq-card")).to_have_count(3)
    other.close()


def test_a_hostile_address_is_shown_as_text(browser: Browser, served: RunningPage) -> None:
    context = new_context(browser)
    page = context.new_page()
    page.goto(served.url)
    page.evaluate(
        "text => { location.search = new URLSearchParams({q: text, source: text, since: text}) }",
        ATTACK,
    )
    turn = answered(page.locator(".nq-turn"))
    expect(turn.locator(".nq-question")).to_contain_text("<script>window.hacked=1</script>")
    assert page.evaluate("window.hacked") is None
    context.close()


def test_the_history_is_of_this_browser_alone_and_can_be_cleared(
    page: Page, browser: Browser, served: RunningPage
) -> None:
    ask(page, FERRY_ASKED)
    ask(page, "Where is the moon base?")
    open_page(page, served.url)
    side = open_side(page)
    asked = side.locator("#nq-history button")
    assert asked.all_text_contents() == [
        "Where is the moon base", "When did the ferry reach Northport",
    ]  # fmt: skip
    asked.nth(1).click()
    expect(page.locator(".nq-card")).to_have_count(3)
    other = new_context(browser)
    stranger = open_page(other.new_page(), served.url)
    expect(open_side(stranger).locator("#nq-history button")).to_have_count(0)
    other.close()
    open_side(page).get_by_role("button", name="Clear history").click()
    expect(page.locator("#nq-history button")).to_have_count(0)
    open_page(page, served.url)
    expect(open_side(page).get_by_text("Nothing yet.")).to_be_visible()


def test_a_spoilt_history_does_no_harm(browser: Browser, served: RunningPage) -> None:
    context = new_context(browser)
    page = open_page(context.new_page(), served.url)
    for spoilt in ("{", "5", '[null, {"question": 7}, {"question": "When did the ferry leave?"}]'):
        page.evaluate("text => localStorage.setItem('newsquote.history', text)", spoilt)
        open_page(page, served.url)
    open_side(page).locator("#nq-history button").click()
    expect(page.locator(".nq-card")).to_have_count(3)
    context.close()


def test_the_corpus_says_what_it_holds_and_what_was_skipped(page: Page) -> None:
    page.get_by_role("button", name="The corpus").click()
    dialog = page.get_by_role("dialog", name="The corpus")
    expect(dialog).to_contain_text("3 articles from 3 sources")
    expect(dialog).to_contain_text("2 further copies folded into them")
    expect(dialog).to_contain_text("Published from 2 Jan 2020 to 11 May 2021")
    expect(dialog).to_contain_text("Index built 1 Jun 2021")
    expect(dialog.locator(".nq-bars span")).to_have_count(17)
    dialog.get_by_text("1 file or record skipped").click()
    expect(dialog.locator(".nq-skipped li")).to_have_text(
        f"broken {ATTACK}.pdf: not a PDF {ATTACK}"
    )


def test_the_list_of_articles_follows_the_typing_and_opens_any(page: Page) -> None:
    page.get_by_role("button", name="The corpus").click()
    dialog = page.get_by_role("dialog", name="The corpus")
    articles = dialog.locator("#nq-articles li")
    expect(articles).to_have_count(3)
    dialog.get_by_label("Find by words of the title").press_sequentially("budget PASSES")
    expect(articles).to_have_count(1)
    expect(dialog).to_contain_text("1 article")
    articles.get_by_role("button", name=BUDGET.title).click()
    opened = page.get_by_role("dialog", name=BUDGET.title)
    assert opened.locator(".nq-dialog-body").text_content() == BUDGET.text
    page.keyboard.press("Escape")
    expect(opened).to_be_hidden()
    expect(dialog).to_be_visible()
    dialog.get_by_label("Find by words of the title").fill("title")
    articles.get_by_role("button", name=HOSTILE.title).click()
    expect(page.locator("#nq-context h2")).to_have_text(HOSTILE.title)
    assert page.locator("#nq-context .nq-dialog-body").text_content() == HOSTILE.text


def test_the_box_is_ready_before_anything_else_arrives(
    browser: Browser, served: RunningPage
) -> None:
    """What is typed first is not lost, whatever the page still waits for."""
    context = new_context(browser)
    page = context.new_page()
    page.goto(served.url)
    question_box(page).press_sequentially("When did the ferry leave?")
    question_box(page).press("Enter")
    expect(answered(page.locator(".nq-turn")).locator(".nq-card")).to_have_count(3)
    context.close()
