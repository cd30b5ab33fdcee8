"""What a reader does on the page: open it, ask, look."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect


def question_box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Question")


def open_page(page: Page, url: str) -> Page:
    page.goto(url)
    expect(question_box(page)).to_be_visible()
    return page


def submit(page: Page, question: str) -> None:
    question_box(page).fill(question)
    question_box(page).press("Enter")


def answered(turn: Locator) -> Locator:
    """Wait until a turn has its answer, or its error."""
    expect(turn.locator(".nq-take, .nq-error").first).to_be_visible()
    return turn


def ask(page: Page, question: str) -> Locator:
    """Ask, wait for the answer, and return its turn."""
    before = page.locator(".nq-turn").count()
    submit(page, question)
    turn = page.locator(".nq-turn").nth(before)
    expect(turn.locator(".nq-question")).to_contain_text(question)
    return answered(turn)


def asked_in_address(page: Page) -> dict[str, list[str]]:
    """Return what the page's address says."""
    return parse_qs(urlsplit(page.url).query)


def open_side(page: Page) -> Locator:
    """Open the filters and the history, which a phone shows on demand."""
    button = page.get_by_role("button", name="Filters and history")
    if button.is_visible() and button.get_attribute("aria-expanded") == "false":
        button.click()
    side = page.get_by_role("complementary", name="Filters and history")
    expect(side).to_be_visible()
    return side
