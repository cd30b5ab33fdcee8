"""Fixtures of the tests that drive a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.serving.running import RunningPage, running_page
from tests.ui.chromium import DESKTOP, PHONE, chromium, new_context, watch
from tests.ui.reader import open_page


# Playwright runs an event loop in this thread: kept for one module, it is in no other test's way.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPage]:
    """A page around the desk of `fake`, which keeps verdicts in `served.feedback`."""
    feedback = tmp_path_factory.mktemp("verdicts") / "feedback.jsonl"
    with running_page("tests.ui.fake", str(feedback)) as running:
        yield running


@pytest.fixture
def feedback(served: RunningPage) -> Path:
    """The file of verdicts of the page."""
    return Path(served.process.args[-1])  # type: ignore[index, arg-type]


@pytest.fixture(params=["desktop", "phone"])
def page(browser: Browser, served: RunningPage, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An open page, on which nothing may go wrong while the test runs."""
    context = new_context(browser, PHONE if request.param == "phone" else DESKTOP)
    page = context.new_page()
    bad = watch(page)
    yield open_page(page, served.url)
    hacked = page.evaluate("window.hacked")
    width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    context.close()
    assert bad == []
    assert hacked is None
    assert width <= 0, "the page scrolls sideways"
