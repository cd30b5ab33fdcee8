"""Asking in a real Chromium: the box, the thread, follow-ups, and what failing looks like."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from assistant.settings import MAX_QUESTION_CHARACTERS
from tests.serving.running import RunningPage
from tests.ui.chromium import new_context
from tests.ui.fake import QUOTES
from tests.ui.reader import answered, ask, open_page, question_box, submit

pytestmark = pytest.mark.browser
FERRY_ASKED = "When did the ferry reach Northport?"


def test_enter_asks_and_shift_enter_breaks_the_line(page: Page) -> None:
    box = question_box(page)
    box.fill("When did the")
    box.press("Shift+Enter")
    box.press_sequentially("ferry leave?")
    expect(box).to_have_value("When did the\nferry leave?")
    expect(page.locator(".nq-turn")).to_have_count(0)
    box.press("Enter")
    answered(page.locator(".nq-turn"))
    expect(box).to_have_value("")
    expect(box).to_be_focused()


def test_the_button_asks(page: Page) -> None:
    question_box(page).fill(FERRY_ASKED)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(answered(page.locator(".nq-turn")).locator(".nq-card")).to_have_count(len(QUOTES))


def test_an_empty_question_asks_nothing_and_a_long_one_is_cut(page: Page) -> None:
    submit(page, "   ")
    expect(page.locator("#nq-left")).to_have_text("Type a question first.")
    expect(page.locator(".nq-turn")).to_have_count(0)
    box = question_box(page)
    assert box.get_attribute("maxlength") == str(MAX_QUESTION_CHARACTERS)
    box.fill("x" * (MAX_QUESTION_CHARACTERS - 20))
    expect(page.locator("#nq-left")).to_have_text("20 characters left.")


def test_an_example_of_the_corpus_is_asked_with_one_click(page: Page) -> None:
    page.get_by_role("button", name="When did the ferry Aurora reach Northport?").click()
    expect(page.locator(".nq-card")).to_have_count(len(QUOTES))
    expect(page.locator(".nq-question")).to_contain_text("When did the ferry Aurora")
    expect(page.locator(".nq-example").first).to_be_hidden()


def test_waiting_is_visible_and_a_second_enter_loses_nothing(page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        # What the page asks for as it opens may still be on its way.
        asks = FERRY_ASKED in (route.request.post_data or "")
        held.append(route) if asks else route.continue_()

    page.route(re.compile("component_server"), hold)
    submit(page, FERRY_ASKED)
    expect(page.locator(".nq-busy")).to_have_text("Reading the articles…")
    expect(page.get_by_role("button", name="Reading…")).to_be_visible()
    submit(page, "And the budget?")
    expect(question_box(page)).to_have_value("And the budget?")
    expect(page.locator(".nq-turn")).to_have_count(1)
    for route in held:
        route.continue_()
    answered(page.locator(".nq-turn"))
    expect(page.locator(".nq-busy")).to_have_count(0)
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()


def test_the_newest_answer_is_last_and_in_view_with_the_box_in_reach(page: Page) -> None:
    for number in range(3):
        turn = ask(page, f"When did the ferry reach Northport, time {number}?")
    expect(page.locator(".nq-turn")).to_have_count(3)
    expect(page.locator(".nq-question").last).to_contain_text("time 2")
    expect(turn.locator(".nq-question")).to_be_in_viewport()
    expect(question_box(page)).to_be_in_viewport()


def test_a_follow_up_says_how_it_was_read_and_can_be_read_as_written(page: Page) -> None:
    ask(page, FERRY_ASKED)
    turn = ask(page, "And who saw it?")
    expect(turn.locator(".nq-query")).to_have_text("When did the ferry reach Northport who saw it?")
    turn.get_by_role("button", name="Ask it as I wrote it").click()
    expect(page.locator(".nq-turn").nth(1)).to_contain_text("Not found in these articles")
    expect(page.locator(".nq-turn")).to_have_count(2)
    expect(page.locator(".nq-question").nth(1)).to_be_focused()


def test_no_answer_says_so_first_then_what_is_near_and_what_was_searched(page: Page) -> None:
    turn = ask(page, "Where is the moon base?")
    none = turn.get_by_text("Not found in these articles. Closest:", exact=True)
    expect(none).to_be_in_viewport()
    passage = turn.get_by_role("article", name="Nearest passage 1")
    assert none.bounding_box()["y"] < passage.bounding_box()["y"]  # type: ignore[index]
    expect(passage).to_contain_text("Nobody spoke against it.")
    expect(passage.locator("mark")).to_have_count(0)
    expect(turn.locator("dl")).to_be_hidden()
    turn.get_by_text("How sure is this?").click()
    expect(turn.locator("dl")).to_contain_text("a question for a time: Where is the moon base")
    expect(turn.locator("dl")).to_contain_text("all articles")


def test_an_expected_failure_is_one_line_and_can_be_tried_again(page: Page) -> None:
    turn = ask(page, "a refused <b>one</b>")
    line = turn.get_by_role("alert")
    expect(line).to_have_text("The question is refused: a refused <b>one</b>")
    turn.get_by_role("button", name="Ask again").click()
    expect(page.locator(".nq-turn").get_by_role("alert")).to_be_visible()
    expect(page.locator(".nq-turn")).to_have_count(1)


def test_a_defect_shows_no_path_of_the_server(page: Page) -> None:
    turn = ask(page, "a broken one")
    expect(turn.get_by_role("alert")).to_contain_text("The server's log says why")
    assert "/secret/path" not in page.content()


def test_a_server_that_is_gone_is_said_to_be_gone(browser: Browser, served: RunningPage) -> None:
    context = new_context(browser)
    page = open_page(context.new_page(), served.url)
    page.route(re.compile("component_server"), lambda route: route.abort())
    turn = ask(page, FERRY_ASKED)
    expect(turn.get_by_role("alert")).to_contain_text("The server did not answer.")
    page.unroute(re.compile("component_server"))
    turn.get_by_role("button", name="Ask again").click()
    expect(page.locator(".nq-card")).to_have_count(len(QUOTES))
    context.close()


def test_two_readers_never_see_each_other(browser: Browser, served: RunningPage) -> None:
    first, second = new_context(browser), new_context(browser)
    one, two = open_page(first.new_page(), served.url), open_page(second.new_page(), served.url)
    ask(one, "When did the ferry leave?")
    ask(two, "Who saw the ferry?")
    ask(one, "And the second ferry?")
    assert one.locator(".nq-turn").count() == 2
    assert two.locator(".nq-turn").count() == 1
    assert "When did the ferry leave?" not in two.locator("body").inner_text()
    first.close()
    second.close()


def test_starting_anew_forgets_the_thread(page: Page) -> None:
    ask(page, FERRY_ASKED)
    page.get_by_role("button", name="Start anew").click()
    expect(page.locator(".nq-turn")).to_have_count(0)
    expect(page.locator(".nq-example").first).to_be_visible()
    turn = ask(page, "And who saw it?")
    expect(turn).to_contain_text("Not found in these articles")


def test_the_box_alone_is_called_the_question(page: Page) -> None:
    ask(page, FERRY_ASKED)
    expect(page.get_by_label("Question")).to_have_count(1)
    expect(page.get_by_label("Question")).to_have_attribute("id", "nq-question")
