"""axe-core over every state of the page: light and dark, wide and on a phone.

The whole document is judged, Gradio's frame with it, and no violation is let pass. (Gradio's own
markup has none: its `main` is the page's one main landmark, so the page around the thread has a
region in its place.)
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving.running import RunningPage
from tests.ui.chromium import DESKTOP, PHONE, new_context
from tests.ui.reader import ask, open_page, open_side

pytestmark = pytest.mark.browser
AXE = Path(__file__).parent / "axe" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = {"wide": DESKTOP, "phone": PHONE}


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.is_file():
        if os.environ.get("CI"):
            pytest.fail("CI must have axe-core: sh scripts/install-test-axe")
        pytest.skip("no axe-core: sh scripts/install-test-axe")
    return AXE.read_text(encoding="utf-8")


def broken(page: Page, axe: str) -> list[str]:
    """Return the rules that the document breaks, each with the elements that break it.

    What axe could not decide is no verdict, but for contrast, which it can decide once the question
    box lies over nothing.
    """
    page.evaluate("document.getElementById('nq-ask').style.position = 'static'")
    page.evaluate(axe)
    found: dict[str, list[dict[str, Any]]] = page.evaluate(
        "tags => axe.run(document, { runOnly: tags, resultTypes: ['violations', 'incomplete'] })",
        TAGS,
    )
    page.evaluate("document.getElementById('nq-ask').style.position = ''")
    undecided = [rule for rule in found["incomplete"] if rule["id"] == "color-contrast"]
    return [
        f"{rule['id']}: {[node['target'] for node in rule['nodes']]}"
        for rule in found["violations"] + undecided
    ]


def states(page: Page, url: str) -> Iterator[str]:
    """Take the page through its states, in the order in which a reader meets them."""
    open_page(page, url)
    expect(page.locator(".nq-example").first).to_be_visible()
    yield "start"
    open_side(page).get_by_role("checkbox").first.check()
    yield "open filters"
    open_side(page).get_by_role("button", name="Clear filters").click()
    turn = ask(page, "When did the ferry come, in a timeline, where reports disagree?")
    turn.locator(".nq-copies summary").click()
    yield "answer"
    ask(page, "And who saw it?")
    yield "follow-up"
    ask(page, "What about whales?")
    yield "no answer"
    ask(page, "What is refused?")
    yield "error"
    turn.locator("[data-act=context]").first.click()
    expect(page.locator("#nq-context mark").first).to_be_visible()
    yield "context"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="The corpus").click()
    expect(page.locator("#nq-articles li").first).to_be_visible()
    for summary in page.locator("#nq-overview summary").all():
        summary.click()
    yield "corpus"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_state_of_the_page_keeps_a_reader_out(
    browser: Browser, served: RunningPage, axe: str, size: str, scheme: str
) -> None:
    context = new_context(browser, SIZES[size], dark=scheme == "dark")
    page = context.new_page()
    found = {state: broken(page, axe) for state in states(page, served.url)}
    context.close()
    assert {state: wrong for state, wrong in found.items() if wrong} == {}
    assert len(found) == 8


def test_what_keeps_a_reader_out_is_found(browser: Browser, served: RunningPage, axe: str) -> None:
    context = new_context(browser)
    page = open_page(context.new_page(), served.url)
    page.evaluate("document.querySelector('.nq-ask label').remove()")
    page.evaluate("document.querySelector('.nq-masthead p').style.color = '#ccc'")
    wrong = broken(page, axe)
    context.close()
    assert [each.split(":")[0] for each in wrong] == ["color-contrast", "label-title-only"]
