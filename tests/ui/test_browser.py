"""The page in a real Chromium: what a reader sees, and that nothing else happens."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Locator,
    Page,
    Request,
    expect,
    sync_playwright,
)

from assistant.settings import MAX_QUESTION_CHARACTERS
from tests.serving.running import RunningPage, running_page
from tests.ui.fake import BUDGET, FERRY, HOSTILE, MARKED, QUOTES

pytestmark = pytest.mark.browser
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
# A loaded machine draws the first page slowly.
PATIENCE_MS = 30_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have Chromium: sh scripts/install-test-browser")
        pytest.skip("no Chromium: sh scripts/install-test-browser")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def served() -> Iterator[RunningPage]:
    with running_page("tests.ui.fake") as running:
        yield running


def new_context(browser: Browser, size: dict[str, int]) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        reduced_motion="reduce",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(PATIENCE_MS)
    return context


def watch(page: Page) -> list[str]:
    """Collect what must not happen: requests elsewhere, errors, dialogs."""
    bad: list[str] = []

    def requested(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            bad.append(f"request {request.url}")

    def logged(message: ConsoleMessage) -> None:
        if message.type == "error":
            bad.append(f"console {message.text}")

    def asked(dialog: Dialog) -> None:
        bad.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("request", requested)
    page.on("pageerror", lambda error: bad.append(f"error {error}"))
    page.on("console", logged)
    page.on("dialog", asked)
    return bad


def open_page(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.goto(url)
    wait_until_live(page)
    return page


def wait_until_live(page: Page) -> None:
    """The examples come by an event, so once they stand events are answered."""
    expect(page.locator(".nq-example").first).to_be_visible()


@pytest.fixture(params=["desktop", "phone"])
def page(browser: Browser, served: RunningPage, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = new_context(browser, PHONE if request.param == "phone" else DESKTOP)
    page = context.new_page()
    bad = watch(page)
    page.goto(served.url)
    wait_until_live(page)
    yield page
    hacked = page.evaluate("window.hacked")
    width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    context.close()
    assert bad == []
    assert hacked is None
    assert width <= 0, "the page scrolls sideways"


def ask(page: Page, question: str) -> Locator:
    """Ask, wait for the answer, and return its turn."""
    before = page.locator(".nq-turn").count()
    box = page.get_by_role("textbox", name="Question")
    box.fill(question)
    box.press("Enter")
    turn = page.locator(".nq-turn").nth(before)
    expect(turn.locator(".nq-question")).to_contain_text(question)
    expect(page.locator(".nq-busy")).to_have_count(0)
    return turn


def test_an_answer_is_quotes_with_their_sources(page: Page) -> None:
    turn = ask(page, "When did the ferry reach Northport?")
    expect(turn.locator(".nq-card")).to_have_count(len(QUOTES))
    assert turn.locator("blockquote").all_text_contents() == [quote.text for quote in QUOTES]
    expect(turn.locator("mark").first).to_have_text("on Sunday")
    link = turn.get_by_role("link", name=FERRY.title)
    assert link.get_attribute("href") == FERRY.url
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert turn.locator("a").count() == 2, "a hostile address became a link"
    expect(page.get_by_role("textbox", name="Question")).to_have_value("")


def test_the_context_shows_the_marked_slice_and_gives_the_focus_back(page: Page) -> None:
    turn = ask(page, "When did the ferry reach Northport?")
    button = turn.get_by_role("button", name="Show in context").first
    button.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=FERRY.title)
    expect(dialog.locator("mark")).to_be_in_viewport()
    assert dialog.locator("mark").text_content() == MARKED
    assert dialog.locator(".nq-dialog-body").text_content() == FERRY.text
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()


def test_a_hostile_article_is_shown_as_text(page: Page) -> None:
    turn = ask(page, "When did the ferry reach Northport?")
    turn.get_by_role("button", name="Show in context").nth(1).click()
    dialog = page.locator("dialog[open]")
    expect(dialog.locator("mark")).to_be_visible()
    assert dialog.locator("h2").text_content() == HOSTILE.title
    assert dialog.locator(".nq-dialog-body").text_content() == HOSTILE.text
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()


def test_a_changed_request_shows_one_line(page: Page) -> None:
    turn = ask(page, "When did the ferry reach Northport?")
    button = turn.get_by_role("button", name="Show in context").first
    button.evaluate("button => { button.dataset.end = '999999'; }")
    button.click()
    expect(page.get_by_role("dialog")).to_contain_text("The quote lies outside its article.")


def test_no_answer_says_so_and_labels_what_is_near(page: Page) -> None:
    turn = ask(page, "Where is the moon base?")
    expect(turn.get_by_text("No answer in this corpus")).to_be_in_viewport()
    expect(turn.get_by_role("heading", name="Nearest passages, not an answer")).to_be_visible()
    expect(turn.get_by_role("article", name="Nearest passage 1")).to_contain_text(BUDGET.title)


def test_an_expected_failure_is_one_line(page: Page) -> None:
    turn = ask(page, "a refused <b>one</b>")
    line = turn.get_by_role("alert")
    expect(line).to_have_text("The question is refused: a refused <b>one</b>")


def test_the_newest_question_is_in_view_and_the_box_in_reach(page: Page) -> None:
    for number in range(3):
        turn = ask(page, f"When did the ferry reach Northport, time {number}?")
    expect(page.locator(".nq-turn")).to_have_count(3)
    expect(turn.locator(".nq-question")).to_be_in_viewport()
    expect(page.get_by_role("textbox", name="Question")).to_be_in_viewport()


def test_an_example_is_asked_with_one_click(page: Page) -> None:
    page.get_by_role("button", name="When did the ferry Aurora reach Northport?").click()
    expect(page.locator(".nq-card")).to_have_count(len(QUOTES))
    expect(page.locator(".nq-question")).to_contain_text("When did the ferry Aurora")


def test_a_quote_is_copied_with_its_citation(page: Page) -> None:
    turn = ask(page, "When did the ferry reach Northport?")
    turn.locator("[data-act=copy]").first.click()
    expect(turn.locator("[data-act=copy]").first).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“{MARKED}”\n— Ada Quill, “{FERRY.title}”, Harbour Gazette")


def test_an_empty_question_asks_nothing_and_a_long_one_is_cut(page: Page) -> None:
    box = page.get_by_role("textbox", name="Question")
    box.fill("   ")
    box.press("Enter")
    expect(page.get_by_text("The question is empty.")).to_be_visible()
    expect(page.locator(".nq-turn")).to_have_count(0)
    assert box.get_attribute("maxlength") == str(MAX_QUESTION_CHARACTERS)


def test_two_readers_never_see_each_other(browser: Browser, served: RunningPage) -> None:
    first, second = new_context(browser, DESKTOP), new_context(browser, DESKTOP)
    one, two = open_page(first, served.url), open_page(second, served.url)
    ask(one, "When did the ferry leave?")
    ask(two, "Who saw the ferry?")
    ask(one, "And the second ferry?")
    assert one.locator(".nq-turn").count() == 2
    assert two.locator(".nq-turn").count() == 1
    assert "When did the ferry leave?" not in two.locator("body").inner_text()
    first.close()
    second.close()


def test_the_server_stops_while_a_page_is_open(browser: Browser) -> None:
    with running_page("tests.ui.fake") as running:
        context = new_context(browser, DESKTOP)
        ask(open_page(context, running.url), "When did the ferry leave?")
        assert running.stop(signal.SIGTERM) == 0
        assert running.errors() == ""
        context.close()
